package dev.sonde.agent.batch;

/**
 * One row of {@code Exchanges}, while it is made. Used again for other rows. Values that are not known are {@link
 * #UNKNOWN}. Owned by the drain thread.
 */
public final class ExchangeRow {
    /** A value that is not known. */
    public static final long UNKNOWN = -1;

    /** Id of the connection. */
    public int connection;

    /** First byte of the request at the end that saw it first. */
    public long startNanos;

    /** Number of {@code Protocol}. */
    public int protocol;

    /** String id. */
    public int endpoint;

    /** As {@code Exchanges.status}. */
    public int status;

    /** Bits of {@code ExchangeFlag}. */
    public int flags;

    /** Payload of the request. */
    public long requestBytes;

    /** Payload of the response. */
    public long responseBytes;

    /** At the server's end: request's first byte to response's last. */
    public long serverDurationNanos;

    /** At the client's end: request's first byte to response's last. */
    public long clientDurationNanos;

    /** At the server's end: request's first byte to response's first. */
    public long serverFirstByteNanos;

    /** At the client's end: request's first byte to response's first. */
    public long clientFirstByteNanos;

    /** Rows returned or affected. */
    public long rows;

    /** TCP sequence number of the request's first byte; sent only while one end is known. */
    public int requestSequence;

    /** UTF-8 text that sets it apart, in an array that belongs to the row. */
    public byte[] detail = new byte[0];

    /** Bytes of {@link #detail} in use. */
    public int detailLength;
}
