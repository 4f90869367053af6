package dev.sonde.agent.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Finds out what runs a program: by the executable's name, the libraries it has mapped, and the sections of its ELF file. */
final class RuntimeDetector {
    private static final int ELF_HEADER_BYTES = 64;
    private static final int SECTION_HEADER_BYTES = 64;
    private static final int MAX_SECTIONS = 256;
    private static final int MAX_NAMES_BYTES = 16 * 1024;

    private RuntimeDetector() {}

    /**
     * Detects.
     *
     * @param name base name of the executable
     * @param maps content of {@code /proc/PID/maps}, may be cut or empty
     * @param executable the ELF file, e.g. {@code /proc/PID/exe}
     * @return a value of {@code Process.runtime}
     */
    static String detect(String name, String maps, Path executable) {
        String byName = byName(name);
        if (!byName.isEmpty()) {
            return byName;
        }
        if (maps.contains("/libjvm.so")) {
            return "jvm";
        }
        if (maps.contains("/libcoreclr.so")) {
            return "dotnet";
        }
        if (maps.contains("/libnode.so")) {
            return "node";
        }
        if (isGo(executable)) {
            return "go";
        }
        // An interpreter that has the library within maps modules of its own, whose names carry its ABI (PEP 3149).
        if (maps.contains("/libpython") || maps.contains(".cpython-")) {
            return "python";
        }
        return maps.isEmpty() ? "" : "native";
    }

    private static String byName(String name) {
        if (name.equals("java")) {
            return "jvm";
        }
        if (name.startsWith("python") || name.startsWith("pypy")) {
            return "python";
        }
        if (name.equals("node") || name.equals("nodejs")) {
            return "node";
        }
        if (name.startsWith("ruby")) {
            return "ruby";
        }
        if (name.startsWith("php")) {
            return "php";
        }
        return name.equals("dotnet") ? "dotnet" : "";
    }

    /** Whether a 64-bit little-endian ELF file has a section that Go's linker writes. */
    static boolean isGo(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = read(channel, 0, ELF_HEADER_BYTES);
            if (header.limit() < ELF_HEADER_BYTES || header.getInt(0) != 0x464C457F || header.get(4) != 2) {
                return false;
            }
            long table = header.getLong(0x28);
            int entryBytes = header.getShort(0x3A) & 0xFFFF;
            int count = header.getShort(0x3C) & 0xFFFF;
            int names = header.getShort(0x3E) & 0xFFFF;
            if (entryBytes != SECTION_HEADER_BYTES || count > MAX_SECTIONS || names >= count) {
                return false;
            }
            ByteBuffer section = read(channel, table + (long) names * entryBytes, entryBytes);
            if (section.limit() < entryBytes) {
                return false;
            }
            int size = (int) Math.min(MAX_NAMES_BYTES, section.getLong(0x20));
            String all = new String(read(channel, section.getLong(0x18), size).array(), StandardCharsets.ISO_8859_1);
            return all.contains(".go.buildinfo") || all.contains(".note.go.buildid");
        } catch (IOException | IllegalArgumentException e) {
            return false; // the process is gone, or it is no such file: then it is not known to be Go
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int size) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(Math.max(0, size)).order(ByteOrder.LITTLE_ENDIAN);
        while (into.hasRemaining()) {
            int got = channel.read(into, position + into.position());
            if (got < 0) {
                break;
            }
        }
        return into.flip();
    }
}
