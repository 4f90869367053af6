package dev.sonde.agent.use;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one cgroup. Processor time is told by version 2 always; limits, throttling and memory are where their
 * controllers are, be it there or in a hierarchy of version 1. Owned by the drain thread.
 */
final class UseFiles {
    /** Version 1 says a number near this where there is no limit. */
    private static final long UNLIMITED_BYTES = 1L << 60;

    private final CgroupFile file = new CgroupFile();
    private final Path root;
    private final @Nullable Path cpu;
    private final @Nullable Path memory;

    /**
     * Reads below these.
     *
     * @param root of version 2
     * @param cpu of the hierarchy that has the controller of that name, or null
     * @param memory the same
     */
    UseFiles(Path root, @Nullable Path cpu, @Nullable Path memory) {
        this.root = root;
        this.cpu = cpu;
        this.memory = memory;
    }

    /** What was counted up to now. */
    record Counters(long cpuNanos, long periods, long throttledPeriods) {}

    /** Reads the counters of a cgroup, by its path from the roots; null when it is gone. */
    @Nullable
    Counters counters(Path cgroup) {
        String stat = file.read(root.resolve(cgroup).resolve("cpu.stat"));
        long micros = CgroupFile.named(stat, "usage_usec");
        if (micros < 0) {
            return null;
        }
        Path limited = cpu;
        if (limited != null && !limited.equals(root)) {
            stat = file.read(limited.resolve(cgroup).resolve("cpu.stat"));
        }
        return new Counters(
                micros * 1000,
                Math.max(0, CgroupFile.named(stat, "nr_periods")),
                Math.max(0, CgroupFile.named(stat, "nr_throttled")));
    }

    /** Thousandths of a core that it may use, or 0. */
    long cpuLimitMillicores(Path cgroup) {
        if (cpu == null) {
            return 0;
        }
        Path folder = cpu.resolve(cgroup);
        long quota;
        long period;
        if (cpu.equals(root)) {
            String max = file.read(folder.resolve("cpu.max"));
            quota = CgroupFile.number(max, 0);
            period = CgroupFile.number(max, max.indexOf(' ') + 1);
        } else {
            quota = file.number(folder.resolve("cpu.cfs_quota_us"));
            period = file.number(folder.resolve("cpu.cfs_period_us"));
        }
        return quota <= 0 || period <= 0 ? 0 : quota * 1000 / period;
    }

    /** What it holds less the files that are dropped when memory is short, as the kubelet counts; -1 when not known. */
    long memoryBytes(Path cgroup) {
        if (memory == null) {
            return -1;
        }
        boolean second = memory.equals(root);
        Path folder = memory.resolve(cgroup);
        long all = file.number(folder.resolve(second ? "memory.current" : "memory.usage_in_bytes"));
        String stat = file.read(folder.resolve("memory.stat"));
        long files = CgroupFile.named(stat, second ? "inactive_file" : "total_inactive_file");
        return all < 0 ? -1 : Math.max(0, all - Math.max(0, files));
    }

    /** What it may hold, or 0. */
    long memoryLimitBytes(Path cgroup) {
        if (memory == null) {
            return 0;
        }
        long limit = file.number(
                memory.resolve(cgroup).resolve(memory.equals(root) ? "memory.max" : "memory.limit_in_bytes"));
        return limit < 0 || limit >= UNLIMITED_BYTES ? 0 : limit;
    }
}
