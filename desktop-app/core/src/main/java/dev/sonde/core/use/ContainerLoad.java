package dev.sonde.core.use;

import org.jspecify.annotations.Nullable;

/**
 * What one container used in a window, and how it fared.
 *
 * @param place which it is
 * @param cpu processor time, or null where nothing was told of it
 * @param memory or null where nothing was told of it
 * @param life how often it ended, as the cluster said last before the window's end
 */
public record ContainerLoad(
        Place place, @Nullable Cpu cpu, @Nullable Memory memory, Life life) {
    /** From this share of its periods on a container is held up by its limit, and not by chance. */
    private static final double THROTTLED = 0.25;

    private static final double SHORT_OF_MEMORY = 0.9;

    /**
     * Where a container is.
     *
     * @param owner what owns its pod in the end, as {@code Deployment/cart}
     * @param service as calls name it
     */
    public record Place(String namespace, String pod, String container, String owner, String service, String node) {
        /** Name of what owns its pod. */
        public String workload() {
            return owner.substring(owner.indexOf('/') + 1);
        }
    }

    /**
     * Processor time.
     *
     * @param cores used on average
     * @param limitCores what it may use, or null without a limit
     * @param throttled share of the periods of the limit in which it was stopped; null without a limit
     * @param sinceNanos since when it has been throttled without a pause; null where it is not at the window's end
     */
    public record Cpu(
            double cores,
            @Nullable Double limitCores,
            @Nullable Double throttled,
            @Nullable Long sinceNanos) {}

    /**
     * Memory.
     *
     * @param bytes at the window's end
     * @param peakBytes the most in the window
     * @param limitBytes what it may hold, or null without a limit
     */
    public record Memory(
            long bytes, long peakBytes, @Nullable Long limitBytes) {}

    /**
     * Ends and starts.
     *
     * @param restarts how often it was started again
     * @param ended how it ended the last time, such as {@code OOMKilled}, or empty
     * @param waiting what it waits for, such as {@code CrashLoopBackOff}, or empty
     * @param restartedNanos when it was started again last, where that is known and in the window
     */
    public record Life(
            int restarts,
            String ended,
            String waiting,
            @Nullable Long restartedNanos) {
        static final Life QUIET = new Life(0, "", "", null);
    }

    /** Says whether the processor time it may use holds it up. */
    public boolean isThrottled() {
        return cpu != null && cpu.throttled() != null && cpu.throttled() >= THROTTLED;
    }

    /** Says whether it has held nearly all the memory that it may. */
    public boolean isShortOfMemory() {
        return memory != null
                && memory.limitBytes() != null
                && memory.peakBytes() >= SHORT_OF_MEMORY * memory.limitBytes();
    }

    /** Says whether it ended, or can't start. */
    public boolean hasEnded() {
        return life.restartedNanos() != null || !life.waiting().isEmpty();
    }

    /** Says whether any of these is so. */
    public boolean isInTrouble() {
        return isThrottled() || isShortOfMemory() || hasEnded();
    }

    static boolean isThrottled(int throttledPeriods, int periods) {
        return periods > 0 && throttledPeriods >= THROTTLED * periods;
    }
}
