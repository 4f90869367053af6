package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.KernelProbes;

/**
 * What the agent's kernel programs take, in samples: one of {@value #SAMPLE_MILLIS} ms every {@value #PERIOD_MILLIS} ms, as being
 * measured costs all programs of the machine. Owned by the drain thread.
 */
final class ProgramCost {
    private static final int SAMPLE_MILLIS = 40;
    private static final int PERIOD_MILLIS = 2000;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final KernelProbes probes;
    private long beganNanos;
    private boolean sampling;
    private boolean permitted = true;
    private double before = -1;
    private double last = -1;

    ProgramCost(KernelProbes probes, long nowNanos) {
        this.probes = probes;
        beganNanos = nowNanos;
    }

    /** Begins or ends a sample when it is time. */
    void tick(long nowNanos) {
        long passed = nowNanos - beganNanos;
        if (sampling && passed >= SAMPLE_MILLIS * NANOS_PER_MILLI) {
            before = last;
            last = (double) probes.endRunTime() / passed;
            sampling = false;
        } else if (!sampling && permitted && passed >= PERIOD_MILLIS * NANOS_PER_MILLI) {
            permitted = probes.beginRunTime();
            sampling = permitted;
            beganNanos = nowNanos;
        }
    }

    /** Cores, the less of the last two samples so that a burst within one is not taken for a load; negative before there are two. */
    double cores() {
        return Math.min(before, last);
    }

    /** Whether the kernel lets it be measured. */
    boolean isPermitted() {
        return permitted;
    }
}
