package dev.sonde.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * How slow this machine is now, beside one that has a core for itself: where others use the same caches and the other half of a core, the same
 * work takes several times the time of the processor. By work that, as that of a window, follows references through memory.
 */
final class HostSpeed {
    private static final int NAMES = 20_000;
    private static final int RUNS = 9;

    /** Of the work, at the usual speed of the machine of docs/benchmarks.md: 9.8 and 12.2 ms there within all other tests. */
    private static final long USUAL_NANOS = 12_000_000;

    private HostSpeed() {}

    /** How many times longer than usual work takes; 1 where it takes no longer. */
    static double slowness() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[RUNS];
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            long begun = threads.getCurrentThreadCpuTime();
            found += work();
            nanos[run] = threads.getCurrentThreadCpuTime() - begun;
        }
        if (found != RUNS * NAMES) {
            throw new AssertionError("Of " + NAMES + " names " + found / RUNS + " are there");
        }
        Arrays.sort(nanos);
        double slowness = Math.max(1, (double) nanos[RUNS / 2] / USUAL_NANOS);
        System.out.printf("This machine takes %.1f times what is usual: %,d ns%n", slowness, nanos[RUNS / 2]);
        return slowness;
    }

    private static int work() {
        TreeMap<String, Integer> sorted = new TreeMap<>();
        for (int i = 0; i < NAMES; i++) {
            sorted.put("node-" + i * 7919 % NAMES, i);
        }
        return (int) sorted.keySet().stream()
                .filter(name -> sorted.ceilingKey(name).equals(name))
                .count();
    }
}
