package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives back pages of files that only the start of the Java virtual machine needed: its own code and the read-only part of its
 * AOT cache.
 *
 * <p>The kernel maps sixteen pages for each that is touched ({@code do_fault_around} in {@code mm/memory.c}), so that a start
 * leaves nearly all of both files in the resident memory of the process. Only clean pages of files are dropped, from mappings
 * that can't be written to and of which the kernel says that they hold no copy of their own ({@code Anonymous} in
 * {@code proc_pid_smaps(5)}): what is needed later is as it was, mapped again from the page cache on its first use. Where
 * the kernel doesn't say so, or refuses, the pages stay: a matter of memory, not of being right.
 */
final class StartPages {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final String VM_CODE = "/libjvm.so";
    private static final String CACHE = "/agent.aot";

    /** Memory from an address. */
    record Range(long address, long bytes) {}

    private StartPages() {}

    /** Does it, or nothing where the mappings can't be read. */
    static void giveBack(Libc libc) {
        String mappings;
        try {
            mappings = Files.readString(MAPPINGS);
        } catch (IOException unreadable) {
            return;
        }
        for (Range range : clean(mappings)) {
            libc.forgetPages(range.address, range.bytes);
        }
    }

    /** The mappings to drop, of the text of {@code /proc/self/smaps}. */
    static List<Range> clean(String mappings) {
        List<Range> clean = new ArrayList<>();
        int candidate = -1;
        int end;
        for (int at = 0; (end = mappings.indexOf('\n', at)) >= 0; at = end + 1) {
            if (mappings.startsWith("Anonymous:", at)) {
                if (candidate >= 0 && mappings.startsWith(" 0 kB", end - " 0 kB".length())) {
                    clean.add(range(mappings, candidate));
                }
                candidate = -1;
            } else if (endsWith(mappings, end, VM_CODE)) {
                candidate = mappings.startsWith(" r-xp ", mappings.indexOf(' ', at)) ? at : -1;
            } else if (endsWith(mappings, end, CACHE)) {
                candidate = mappings.startsWith(" r--p ", mappings.indexOf(' ', at)) ? at : -1;
            }
        }
        return clean;
    }

    private static boolean endsWith(String text, int end, String what) {
        return text.startsWith(what, end - what.length());
    }

    /** A mapping begins with {@code from-to permissions offset device inode path}. */
    private static Range range(String mappings, int at) {
        int dash = mappings.indexOf('-', at);
        long from = Long.parseUnsignedLong(mappings, at, dash, 16);
        return new Range(from, Long.parseUnsignedLong(mappings, dash + 1, mappings.indexOf(' ', dash), 16) - from);
    }
}
