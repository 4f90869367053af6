package dev.sonde.core.backing;

import dev.sonde.core.store.ClusterFact;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a Service of the cluster, as the cluster said last before a window's end, and when nobody stood there within it.
 *
 * @param fact the Service itself
 * @param name as calls name it: with its namespace where that is not the session's own
 * @param endpoints or null where nothing was told of them
 */
public record ServiceBacking(
        ClusterFact fact, String name, @Nullable Endpoints endpoints) {
    /**
     * Who answers for a Service.
     *
     * @param ready how many
     * @param all how many there are, ready or not: pods that it selects and that have an address
     * @param noneSinceNanos when the last ready one went; null where one was ready throughout the window, and where none was as long
     *     as it was watched
     * @param noneUntilNanos when one was ready again; null where none has been since
     */
    public record Endpoints(
            int ready,
            int all,
            @Nullable Long noneSinceNanos,
            @Nullable Long noneUntilNanos) {}

    /** Labels of the pods that it selects, as {@code app=web,tier=front}; empty where its endpoints are not chosen so. */
    public String selector() {
        return fact.detail("selector");
    }

    /** Says whether it selects pods and none is ready: who calls it is refused. */
    public boolean isBare() {
        return selects() && endpoints != null && endpoints.ready() == 0;
    }

    /** Says whether it selects pods and for a time of the window none was ready. */
    public boolean wasBare() {
        return isBare() || (selects() && endpoints != null && endpoints.noneSinceNanos() != null);
    }

    private boolean selects() {
        return !selector().isEmpty();
    }
}
