package dev.sonde.agent.batch;

/** One row of {@code Waits}, while it is made. Owned by the drain thread. */
public final class WaitRow {
    /** It waits no longer. */
    public static final int OVER = 1;

    /** Id of the connection. */
    public int connection;

    /** First byte of the request. */
    public long startNanos;

    /** Number of the protocol. */
    public int protocol;

    /** String id of what is asked for. */
    public int endpoint;

    /** {@link #OVER}, or 0. */
    public int flags;
}
