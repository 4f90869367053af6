package dev.sonde.protocol;

import java.time.Duration;

/** How the stream is set up on both sides. */
public final class StreamSettings {
    /**
     * Largest message either side accepts, in bytes. A batch is a drain's worth, some ten to hundred kilobytes; the first
     * batches after an interruption are larger. The limit is gRPC's own default, stated because both sides must agree.
     */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    /**
     * Size from which an agent begins another batch, so that a batch stays far below {@link #MAX_MESSAGE_BYTES} and below
     * what HTTP/2 flow control lets through without an answer.
     */
    public static final int TARGET_BATCH_BYTES = 256 * 1024;

    /**
     * HTTP/2 window of the client, in bytes. It bounds what is under way to a slow reader; at 10 MB/s, far more than an agent
     * sends, it covers a round trip of 100 ms.
     */
    public static final int FLOW_CONTROL_WINDOW_BYTES = 1024 * 1024;

    /**
     * How often the client probes an idle connection: the least that gRPC's client permits ({@code KeepAliveManager}). It
     * only cleans up; a dead agent is noticed earlier, because a live one sends its health every second, and a dead
     * workstation because the lease is not renewed.
     */
    public static final Duration KEEPALIVE = Duration.ofSeconds(10);

    /** How long the answer to a keepalive probe may take. */
    public static final Duration KEEPALIVE_TIMEOUT = Duration.ofSeconds(5);

    /** What the server permits: less than {@link #KEEPALIVE}, else it answers with GOAWAY {@code too_many_pings}. */
    public static final Duration PERMITTED_KEEPALIVE = Duration.ofSeconds(5);

    /** How often a lease is renewed: three renewals may get lost. */
    public static final Duration LEASE_RENEWAL = Duration.ofMillis(2500);

    /**
     * How long an agent lives without renewal of its lease, unless told otherwise: long enough for a workstation that stands still
     * for a while and for a restart of the API server; a dead workstation's agents leave after it.
     */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    /** The word for the end of an agent whose lease was not renewed. */
    public static final String LEASE_OVER = "lease expired";

    private StreamSettings() {}
}
