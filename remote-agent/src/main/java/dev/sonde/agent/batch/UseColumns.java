package dev.sonde.agent.batch;

/** Columns of {@code ContainerUses}. Owned by the drain thread. */
final class UseColumns extends Columns {
    private final Column time = packed(1);
    private final Column interval = packed(2);
    private final Column container = packed(3);
    private final Column pod = packed(4);
    private final Column cpu = packed(5);
    private final Column cpuLimit = packed(6);
    private final Column periods = packed(7);
    private final Column throttled = packed(8);
    private final Column memory = packed(9);
    private final Column memoryLimit = packed(10);

    void add(UseRow row) {
        time.signed(next(row.timeNanos));
        interval.unsigned(row.intervalNanos);
        container.unsigned(row.containerId);
        pod.unsigned(row.podUid);
        cpu.unsigned(row.cpuNanos);
        cpuLimit.unsigned(row.cpuLimitMillicores);
        periods.unsigned(row.periods);
        throttled.unsigned(row.throttledPeriods);
        memory.unsigned(row.memoryBytes + 1);
        memoryLimit.unsigned(row.memoryLimitBytes);
    }
}
