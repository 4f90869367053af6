package dev.sonde.agent.drain;

import dev.sonde.protocol.StreamSettings;

/** How long the agent may live without a word of its client. Owned by the drain thread. */
final class Lease {
    private static final long MIN_NANOS = 1_000_000_000L;
    private static final long MAX_NANOS = 600_000_000_000L;

    /** Nothing is attached before the first renewal, so there is time to come. */
    private static final long FIRST_NANOS = 30_000_000_000L;

    private long durationNanos = StreamSettings.DEFAULT_LEASE.toNanos();
    private long renewedNanos;

    Lease(long nowNanos) {
        renewedNanos = nowNanos + FIRST_NANOS;
    }

    /**
     * Begins anew.
     *
     * @param nanos how long it is from here on; 0 keeps what it was; within a second and ten minutes
     */
    void renew(long nanos, long nowNanos) {
        if (nanos > 0) {
            durationNanos = Math.clamp(nanos, MIN_NANOS, MAX_NANOS);
        }
        renewedNanos = nowNanos;
    }

    /** Whether renewals are missing, as from a client whose way has broken. */
    boolean isOverdue(long nowNanos) {
        return nowNanos - renewedNanos > 2 * StreamSettings.LEASE_RENEWAL.toNanos();
    }

    boolean expired(long nowNanos) {
        return nowNanos - renewedNanos > durationNanos;
    }
}
