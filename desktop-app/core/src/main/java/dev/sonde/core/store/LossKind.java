package dev.sonde.core.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Causes of which each is one call, or at most one, that is in no count. */
    private static final Set<String> OF_CALLS = Set.of(
            "ring_full",
            "unpaired",
            "owner_unknown",
            "out_of_order",
            "stream_backlog",
            "unknown_socket",
            "response_without_request",
            "response_after_hole",
            "request_before_upgrade",
            "too_many_open_requests",
            "unknown_command",
            "recorder_backlog",
            "recording_write");

    /** How many calls a loss may be missing from the counts: none, as many as it counts, or null where it counts other things. */
    static @Nullable Long missingCalls(String cause, long count) {
        if (of(cause) == DETAIL) {
            return 0L;
        }
        return OF_CALLS.contains(cause) ? (Long) count : null;
    }

    /** The kind of a cause. A cause that is not known here counts as the worse. */
    public static LossKind of(String cause) {
        return OF_DETAIL.contains(cause) ? DETAIL : COUNTS;
    }
}
