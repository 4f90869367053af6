package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives back pages of files that only the start of the Java virtual machine needed: its own code and the read-only part of its
 * archive of classes.
 *
 * <p>The kernel maps sixteen pages for each that is touched ({@code do_fault_around} in {@code mm/memory.c}), so that a start
 * leaves nearly all of both files in the resident memory of the process. Only clean pages of files are dropped, from mappings
 * that can't be written to and of which the kernel says that they hold no copy of their own ({@code Anonymous} in
 * {@code proc_pid_smaps(5)}): what is needed later is as it was, mapped again from the page cache on its first use. Where
 * the kernel doesn't say so, or refuses, the pages stay: a matter of memory, not of being right.
 *
 * <p>What is used again brings its neighbours along, the compiler's code above all, so that this is done again whenever enough of
 * it has come back. Not thread-safe.
 */
public final class StartPages {
    /** What makes reading all mappings worth it. */
    private static final long WORTH_BYTES = 3 << 20;
    /** For so long the virtual machine loads and compiles, which is when it is largest. */
    private static final long START_NANOS = 6_000_000_000L;

    private static final long EACH_NANOS = 200_000_000L;

    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final String VM_CODE = "/libjvm.so";
    private static final String CACHE = "/agent.jsa";
    private static final String MODULES = "/lib/modules";

    /** Memory from an address. */
    record Range(long address, long bytes) {}

    private final Libc libc = new Libc();
    private final long startNanos;
    private List<Range> pages = List.of();
    private long lastNanos;
    private long leanBytes;
    private boolean justDone;

    /** Makes one that has not looked yet. */
    public StartPages(long nowNanos) {
        startNanos = nowNanos;
    }

    /** Does it five times a second while the process starts. To be called with each tick of the clock. */
    public void tick(long nowNanos) {
        if (nowNanos - startNanos < START_NANOS && nowNanos - lastNanos >= EACH_NANOS) {
            lastNanos = nowNanos;
            if (pages.isEmpty()) {
                pages = mapped();
            }
            forget(libc, pages);
        }
    }

    /** Does it if the process has grown since the last time. To be called with each new reading of its size. */
    public void keepLean(long residentBytes) {
        if (justDone) {
            leanBytes = residentBytes;
            justDone = false;
        } else if (residentBytes > leanBytes + WORTH_BYTES) {
            giveBack();
        }
    }

    /** Does it now: something has touched many of these pages, and needs them no more. */
    public void giveBack() {
        libc.trim();
        giveBack(libc);
        justDone = true;
    }

    /** Does it, or nothing where the mappings can't be read. */
    static void giveBack(Libc libc) {
        forget(libc, mapped());
    }

    private static void forget(Libc libc, List<Range> pages) {
        for (int i = 0; i < pages.size(); i++) {
            libc.forgetPages(pages.get(i).address, pages.get(i).bytes);
        }
    }

    private static List<Range> mapped() {
        try {
            return clean(Files.readString(MAPPINGS));
        } catch (IOException unreadable) {
            return List.of();
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
                candidate =
                        mappings.startsWith(" r-xp ", mappings.indexOf(' ', at)) || readOnly(mappings, at) ? at : -1;
            } else if (endsWith(mappings, end, CACHE)) {
                candidate = readOnly(mappings, at) ? at : -1;
            } else if (endsWith(mappings, end, MODULES)) {
                candidate = mappings.startsWith(" r--s ", mappings.indexOf(' ', at)) ? at : -1;
            }
        }
        return clean;
    }

    private static boolean readOnly(String mappings, int at) {
        return mappings.startsWith(" r--p ", mappings.indexOf(' ', at));
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
