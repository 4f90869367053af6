package dev.sonde.agent.batch;

import java.util.Objects;

/** One row of {@code ConnectionStats}, while it is made. Owned by the drain thread. */
public final class StatsRow {
    /** Id of the connection. */
    public int connection;

    /** When the counters were read. */
    public long timeNanos;

    /** Payload sent by the watched end. */
    public long bytesSent;

    /** Payload received by the watched end. */
    public long bytesReceived;

    /** Segments sent. */
    public long segmentsSent;

    /** Segments sent again. */
    public long retransmits;

    /** Smoothed round trip time, or -1. */
    public long roundTripNanos;

    /** TCP state. */
    public int state;

    /** A number that the same counters have, and others almost never do; not 0. */
    public int hash() {
        return Objects.hash(bytesSent, bytesReceived, segmentsSent, retransmits, roundTripNanos, state) | 1;
    }
}
