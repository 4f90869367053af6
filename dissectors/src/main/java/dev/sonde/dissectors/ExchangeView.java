package dev.sonde.dissectors;

import dev.sonde.protocol.v1.Protocol;

/**
 * One exchange as a dissector hands it out. The same object is handed out again and again: take what is needed during
 * the call. Text is UTF-8 in arrays that belong to the dissector, so that nothing need be allocated for text that was
 * seen before.
 */
public final class ExchangeView {
    /** A value that is not known. */
    public static final long UNKNOWN = -1;

    /** Which protocol it is of. */
    public Protocol protocol = Protocol.PROTOCOL_UNKNOWN;

    /** First byte of the request. */
    public long startNanos;

    /** First byte of the response, or {@link #UNKNOWN} without one. */
    public long firstByteNanos;

    /** Last byte of the response, or {@link #UNKNOWN} without one. */
    public long endNanos;

    /** Stream offset of the request's first byte. */
    public long requestOffset;

    /** Bytes of the request on the connection. */
    public long requestBytes;

    /** Bytes of the response on the connection, so far as it came. */
    public long responseBytes;

    /** HTTP status; error code of MySQL, 0 for success; {@link #UNKNOWN} when it was not seen. */
    public int status;

    /** Rows returned or affected, or {@link #UNKNOWN}. */
    public long rows;

    /** Bits of {@code dev.sonde.protocol.v1.ExchangeFlag}: ERROR, INCOMPLETE, REQUEST_CUT, PIPELINED. */
    public int flags;

    /** What the exchange is grouped by, UTF-8. */
    public byte[] endpoint = new byte[0];

    /** Bytes of {@link #endpoint} in use. */
    public int endpointLength;

    /** What sets it apart within its endpoint, UTF-8; empty when the endpoint says it all. */
    public byte[] detail = new byte[0];

    /** Bytes of {@link #detail} in use; 0 for none. */
    public int detailLength;
}
