package dev.sonde.agent.use;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files of cgroups, one after the other into the same room. Owned by the drain thread. */
final class CgroupFile {
    private static final int MAX_BYTES = 8192;

    private final byte[] room = new byte[MAX_BYTES];

    /** What a file says, or nothing where there is none: the cgroup went, or the kernel has no such file. */
    String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.readNBytes(room, 0, room.length);
            return new String(room, 0, length, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    /** The number that a file holds alone; -1 where there is none, as for a limit of {@code max}. */
    long number(Path file) {
        return number(read(file), 0);
    }

    /** The number behind a name in a text of lines of a name and a number; -1 where it is not there. */
    static long named(String text, String name) {
        for (int line = 0, end; (end = text.indexOf('\n', line)) >= 0; line = end + 1) {
            if (text.startsWith(name, line) && text.startsWith(" ", line + name.length())) {
                return number(text, line + name.length() + 1);
            }
        }
        return -1;
    }

    /** The number that begins there, or -1. */
    static long number(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        // Longer ones do not fit, and are no limits.
        return end == from || end - from > 18 ? -1 : Long.parseLong(text, from, end, 10);
    }
}
