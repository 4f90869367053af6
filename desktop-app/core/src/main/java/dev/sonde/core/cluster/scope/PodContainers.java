package dev.sonde.core.cluster.scope;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the containers of a pod do.
 *
 * @param image the image of the first one
 * @param all those that run once before the others or beside them, then the others
 */
public record PodContainers(String image, List<One> all) {
    /** None that is known. */
    static final PodContainers NONE = new PodContainers("", List.of());

    /** Takes a copy. */
    public PodContainers {
        all = List.copyOf(all);
    }

    /**
     * One container.
     *
     * @param id as the runtime names it, or empty
     * @param init whether it belongs to those that come before the others
     * @param waiting what it waits for, or empty
     * @param end how it ended the last time, or null
     */
    public record One(
            String name,
            String id,
            boolean init,
            int restarts,
            boolean ready,
            String waiting,
            @Nullable End end) {}

    /**
     * An end of a container.
     *
     * @param reason as the kubelet names it, or empty
     */
    public record End(String reason, int exitStatus, long unixNanos) {
        /** The later one of two. */
        static @Nullable End later(@Nullable End one, @Nullable End other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return other.unixNanos > one.unixNanos ? other : one;
        }
    }

    /** How often containers were started again. */
    public int restarts() {
        return all.stream().mapToInt(One::restarts).sum();
    }

    /** Whether all that are known are ready. */
    public boolean areReady() {
        return all.stream().allMatch(One::ready);
    }

    /** How the container ended that was the last to; those that come before the others are meant to end. */
    public Optional<End> lastEnd() {
        return all.stream()
                .filter(container -> !container.init())
                .map(One::end)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(End::unixNanos));
    }
}
