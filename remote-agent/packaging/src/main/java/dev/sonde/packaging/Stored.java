package dev.sonde.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar without compression whose bytes depend on names and contents only. */
final class Stored {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private Stored() {}

    /** Writes a jar that says nothing of itself. */
    static void write(Path jar, SortedMap<String, byte[]> content) throws IOException {
        write(jar, content, "");
    }

    /** Writes a jar whose packages are of a version. */
    static void write(Path jar, SortedMap<String, byte[]> content, String version) throws IOException {
        String told = version.isEmpty() ? "" : "Implementation-Version: " + version + "\n";
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, MANIFEST, ("Manifest-Version: 1.0\n" + told + "\n").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                if (!file.getKey().equals(MANIFEST)) {
                    put(zip, file.getKey(), file.getValue());
                }
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
