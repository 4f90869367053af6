package dev.sonde.core.store;

import org.jspecify.annotations.Nullable;

/** A stretch of exchanges, as columns. A value of -1 is not known. */
public final class ExchangeChunk extends Rows {
    /** Rows that a chunk has room for. */
    public static final int CAPACITY = 1 << 14;

    static final int SHIFT = 14;

    final PackedLongs requestBytes;
    final PackedLongs responseBytes;
    final PackedLongs serverDuration;
    final PackedLongs clientDuration;
    final PackedLongs serverFirstByte;
    final PackedLongs clientFirstByte;
    final PackedLongs resultRows;
    final Details details;

    private final long number;

    ExchangeChunk(long number) {
        super(CAPACITY);
        this.number = number;
        requestBytes = new PackedLongs(CAPACITY);
        responseBytes = new PackedLongs(CAPACITY);
        serverDuration = new PackedLongs(CAPACITY);
        clientDuration = new PackedLongs(CAPACITY);
        serverFirstByte = new PackedLongs(CAPACITY);
        clientFirstByte = new PackedLongs(CAPACITY);
        resultRows = new PackedLongs(CAPACITY);
        details = new Details(CAPACITY);
    }

    ExchangeChunk(ExchangeChunk other, int[] connectionIds) {
        super(other, connectionIds);
        number = other.number;
        requestBytes = other.requestBytes;
        responseBytes = other.responseBytes;
        serverDuration = other.serverDuration;
        clientDuration = other.clientDuration;
        serverFirstByte = other.serverFirstByte;
        clientFirstByte = other.clientFirstByte;
        resultRows = other.resultRows;
        details = other.details;
    }

    /** Number of this chunk in its session: later chunks have higher ones. */
    public long number() {
        return number;
    }

    /**
     * The duration for statistics, in nanoseconds: the server's where it is known, else the client's, else -1. The server's
     * own does not count the network, so it is the one that is the service's.
     */
    public long durationNanos(int row) {
        long server = serverDuration.get(row);
        return server >= 0 ? server : clientDuration.get(row);
    }

    /** Time to the first byte of the response, at the end that {@link #durationNanos} is of, or -1. */
    public long firstByteNanos(int row) {
        long server = serverFirstByte.get(row);
        return server >= 0 ? server : clientFirstByte.get(row);
    }

    /** Duration at the server, in nanoseconds, or -1. */
    public long serverDurationNanos(int row) {
        return serverDuration.get(row);
    }

    /** Duration at the client, in nanoseconds, or -1. */
    public long clientDurationNanos(int row) {
        return clientDuration.get(row);
    }

    /** Time to the first byte of the response at the server, in nanoseconds, or -1. */
    public long serverFirstByteNanos(int row) {
        return serverFirstByte.get(row);
    }

    /** Time to the first byte of the response at the client, in nanoseconds, or -1. */
    public long clientFirstByteNanos(int row) {
        return clientFirstByte.get(row);
    }

    /** Size of the request. */
    public long requestBytes(int row) {
        return requestBytes.get(row);
    }

    /** Size of the response. */
    public long responseBytes(int row) {
        return responseBytes.get(row);
    }

    /** Rows returned or changed, or -1. */
    public long resultRows(int row) {
        return resultRows.get(row);
    }

    /** What sets it apart from others of its endpoint, or null when nothing does. */
    public @Nullable String detail(int row) {
        return details.get(row);
    }

    long bytes() {
        long fixed = CAPACITY * (8L + 4 + 4 + 4 + 1 + 2);
        return fixed
                + requestBytes.bytes()
                + responseBytes.bytes()
                + serverDuration.bytes()
                + clientDuration.bytes()
                + serverFirstByte.bytes()
                + clientFirstByte.bytes()
                + resultRows.bytes()
                + details.bytes();
    }
}
