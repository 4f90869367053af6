package dev.sonde.core.store;

import dev.sonde.protocol.v1.ExchangeFlag;
import java.util.Arrays;

/**
 * Columns that exchanges and groups of calls without a row each have in common.
 *
 * <p>Rows below the size that a {@link Snapshot} states can be read on any thread; only the store's writer appends. The
 * second sight of an exchange, from the agent at its other end, completes the row that is there: a reader sees its
 * second duration or doesn't, and never a second row.
 */
public abstract sealed class Rows permits ExchangeChunk, AggregateChunk {
    /** The flags that say at which ends it was seen. */
    public static final int ENDS = ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE;

    final long[] start;
    final int[] connection;
    final int[] endpoint;
    final int[] status;
    final byte[] protocol;
    final short[] flags;
    int size;
    long minStart = Long.MAX_VALUE;
    long maxStart = Long.MIN_VALUE;

    Rows(int capacity) {
        start = new long[capacity];
        connection = new int[capacity];
        endpoint = new int[capacity];
        status = new int[capacity];
        protocol = new byte[capacity];
        flags = new short[capacity];
    }

    /** The same rows, whose connections have other numbers. */
    Rows(Rows other, int[] connectionIds) {
        start = other.start;
        endpoint = other.endpoint;
        status = other.status;
        protocol = other.protocol;
        flags = other.flags;
        size = other.size;
        minStart = other.minStart;
        maxStart = other.maxStart;
        connection = Arrays.copyOf(other.connection, other.connection.length);
        for (int i = 0; i < size; i++) {
            connection[i] = connectionIds[connection[i]];
        }
    }

    final void mark(boolean[] used, int rows) {
        for (int i = 0; i < rows; i++) {
            used[connection[i]] = true;
        }
    }

    /** Widens the stretch of time to a row's start, before the row can be seen. */
    final void reach(long nanos) {
        minStart = Math.min(minStart, nanos);
        maxStart = Math.max(maxStart, nanos);
    }

    /** When it began, in Unix nanoseconds: the first byte of the request, at the client where it was seen there. */
    public final long startNanos(int row) {
        return start[row];
    }

    /** Its connection in {@link Snapshot#connections()}. */
    public final int connection(int row) {
        return connection[row];
    }

    /** String id of its endpoint; 0 when it was counted and not looked into. */
    public final int endpoint(int row) {
        return endpoint[row];
    }

    /** Status of the protocol, -1 when there was none or it was not understood. */
    public final int status(int row) {
        return status[row];
    }

    /** Value of {@link dev.sonde.protocol.v1.Protocol}. */
    public final int protocol(int row) {
        return protocol[row];
    }

    /** Bits of {@link ExchangeFlag}. */
    public final int flags(int row) {
        return flags[row];
    }

    /** Says whether it failed, by the protocol's own word. */
    public final boolean error(int row) {
        return (flags[row] & ExchangeFlag.ERROR_VALUE) != 0;
    }
}
