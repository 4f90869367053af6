package dev.sonde.core.store;

import java.util.Set;

/** What a loss does to the numbers that people read. */
public enum LossKind {
    /** Calls are missing: counts are low by at most so many. */
    COUNTS,
    /**
     * Every call that began while it was watched is counted, but something of one is not known: a time at the other end, a long
     * text, its endpoint.
     */
    DETAIL;

    /** Causes that agents and readers of captures give where the call itself is counted. */
    private static final Set<String> OF_DETAIL = Set.of(
            LossInfo.BEFORE_ATTACH,
            "capture_cut",
            "ring_full_payload",
            "ring_full_peer",
            "ring_full_connection",
            "connections_forgotten",
            "names",
            "shed");

    /** The kind of a cause. A cause that is not known here counts as the worse. */
    public static LossKind of(String cause) {
        return OF_DETAIL.contains(cause) ? DETAIL : COUNTS;
    }
}
