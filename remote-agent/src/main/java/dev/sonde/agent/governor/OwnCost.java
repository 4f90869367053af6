package dev.sonde.agent.governor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What this process has used, from {@code /proc/self}. CPU time is counted in ticks of 10 ms, which is fine enough for
 * averages over a second. Owned by the drain thread.
 */
public final class OwnCost {
    /** USER_HZ, which is 100 on every architecture that Java runs on (include/uapi/asm-generic/param.h). */
    private static final long NANOS_PER_TICK = 10_000_000L;

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int RESCAN = 8;

    private long cpuNanos;
    private long compilerNanos;
    private final List<Path> compilers = new ArrayList<>();
    private int reads;
    private long residentBytes;
    private long peakResidentBytes;

    /** Reads all anew. */
    public void read() {
        cpuNanos = cpuNanos(read(STAT));
        if (reads++ % RESCAN == 0) {
            findCompilers();
        }
        long compiled = 0;
        for (Path compiler : compilers) {
            compiled += cpuNanos(read(compiler.resolve("stat")));
        }
        compilerNanos = Math.max(compilerNanos, compiled);
        String status = read(STATUS);
        residentBytes = kibibytes(status, "VmRSS:") * 1024;
        peakResidentBytes = kibibytes(status, "VmHWM:") * 1024;
    }

    /** CPU time of all threads, in user and kernel mode. */
    public long cpuNanos() {
        return cpuNanos;
    }

    /** How much of it went into compiling the agent's own code. */
    public long compilerNanos() {
        return compilerNanos;
    }

    private static long cpuNanos(String stat) {
        int at = stat.lastIndexOf(')') + 2;
        long ticks = 0;
        for (int field = 3; field <= 15 && at > 1; field++) {
            int end = stat.indexOf(' ', at);
            if (end < 0) {
                break;
            }
            if (field >= 14) {
                ticks += Long.parseLong(stat, at, end, 10);
            }
            at = end + 1;
        }
        return ticks * NANOS_PER_TICK;
    }

    /** The compiler's threads are named {@code C1 CompilerThread0} and so on; the kernel keeps 15 characters. */
    private void findCompilers() {
        compilers.clear();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                if (read(task.resolve("comm")).contains("CompilerThre")) {
                    compilers.add(task);
                }
            }
        } catch (IOException e) {
            compilers.clear(); // no proc file system: all counts
        }
    }

    /** Resident memory. */
    public long residentBytes() {
        return residentBytes;
    }

    /** Most memory that was ever resident. */
    public long peakResidentBytes() {
        return peakResidentBytes;
    }

    private static long kibibytes(String status, String name) {
        int at = status.indexOf(name);
        if (at < 0) {
            return 0;
        }
        long value = 0;
        for (int i = at + name.length(); i < status.length() && status.charAt(i) != '\n'; i++) {
            char digit = status.charAt(i);
            if (digit >= '0' && digit <= '9') {
                value = value * 10 + (digit - '0');
            }
        }
        return value;
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(8192), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // no proc file system: the cost is not known, and shown as 0
        }
    }
}
