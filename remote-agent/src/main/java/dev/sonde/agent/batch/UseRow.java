package dev.sonde.agent.batch;

/** One row of {@code ContainerUses}, while it is made. Owned by the drain thread. */
public final class UseRow {
    /** When it was read. */
    public long timeNanos;

    /** Since the row before of the same container. */
    public long intervalNanos;

    /** String id of 64 hex digits. */
    public int containerId;

    /** String id of the uid of its pod. */
    public int podUid;

    /** Processor time used in the interval. */
    public long cpuNanos;

    /** What it may use in thousandths of a core, or 0. */
    public long cpuLimitMillicores;

    /** Periods of the limit in which it wanted to run. */
    public long periods;

    /** Those of them in which it was stopped. */
    public long throttledPeriods;

    /** What it holds, or -1. */
    public long memoryBytes;

    /** What it may hold, or 0. */
    public long memoryLimitBytes;
}
