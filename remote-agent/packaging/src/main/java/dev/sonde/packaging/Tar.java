package dev.sonde.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A tar file (POSIX ustar) whose bytes depend on names, modes and contents only: entries in order of names, owned by root, with
 * one time.
 */
final class Tar {
    private static final int BLOCK = 512;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> programs = new HashSet<>();
    private final Set<String> shared = new HashSet<>();

    /** Adds a file under a path without a leading slash. */
    void add(String path, byte[] content, boolean executable) {
        files.put(path, content);
        if (executable) {
            programs.add(path);
        }
    }

    /** Adds an empty directory in which everybody may make files of their own, like {@code /tmp}. */
    void addShared(String directory) {
        shared.add(directory + "/");
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TreeSet<String> directories = new TreeSet<>(shared);
        for (String file : files.keySet()) {
            for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
                directories.add(file.substring(0, slash + 1));
            }
        }
        for (String directory : directories) {
            out.write(header(directory, 0, shared.contains(directory) ? 01777 : 0755, '5'));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] content = file.getValue();
            out.write(header(file.getKey(), content.length, programs.contains(file.getKey()) ? 0755 : 0644, '0'));
            out.write(content);
            out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        }
        out.write(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static byte[] header(String name, int size, int mode, char type) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length > 100) {
            throw new IOException("A path is too long for a tar file: " + name);
        }
        byte[] header = new byte[BLOCK];
        System.arraycopy(path, 0, header, 0, path.length);
        octal(header, 100, 7, mode);
        octal(header, 108, 7, 0);
        octal(header, 116, 7, 0);
        octal(header, 124, 11, size);
        octal(header, 136, 11, AgentHome.TIME.getEpochSecond());
        header[156] = (byte) type;
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
        int sum = 8 * ' ';
        for (byte b : header) {
            sum += Byte.toUnsignedInt(b);
        }
        octal(header, 148, 6, sum);
        header[155] = ' ';
        return header;
    }

    private static void octal(byte[] header, int at, int digits, long value) {
        String text = "0".repeat(digits) + Long.toOctalString(value);
        byte[] bytes = text.substring(text.length() - digits).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, digits);
    }
}
