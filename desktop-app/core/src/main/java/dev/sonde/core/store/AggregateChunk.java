package dev.sonde.core.store;

import dev.sonde.core.latency.LatencyHistogram;
import org.jspecify.annotations.Nullable;

/** A stretch of groups of calls that were counted without a row each, as columns. */
public final class AggregateChunk extends Rows {
    static final int CAPACITY = 1 << 10;

    final long[] width;
    final long[] calls;
    final long[] requestBytes;
    final long[] responseBytes;
    final @Nullable LatencyHistogram[] durations;
    long histogramBytes;

    AggregateChunk() {
        super(CAPACITY);
        width = new long[CAPACITY];
        calls = new long[CAPACITY];
        requestBytes = new long[CAPACITY];
        responseBytes = new long[CAPACITY];
        durations = new @Nullable LatencyHistogram[CAPACITY];
    }

    AggregateChunk(AggregateChunk other, int[] connectionIds) {
        super(other, connectionIds);
        width = other.width;
        calls = other.calls;
        requestBytes = other.requestBytes;
        responseBytes = other.responseBytes;
        durations = other.durations;
        histogramBytes = other.histogramBytes;
    }

    /** How many calls are in the group, exact. */
    public long calls(int row) {
        return calls[row];
    }

    /** Length of the stretch of time that the group is of, in nanoseconds. */
    public long widthNanos(int row) {
        return width[row];
    }

    /** Size of all requests of the group. */
    public long requestBytes(int row) {
        return requestBytes[row];
    }

    /** Size of all responses of the group. */
    public long responseBytes(int row) {
        return responseBytes[row];
    }

    /** Durations of as many of the calls as were timed, not to be changed; null when none was. */
    public @Nullable LatencyHistogram durations(int row) {
        return durations[row];
    }

    long bytes() {
        return CAPACITY * (8L + 4 + 4 + 4 + 1 + 2 + 8 * 4 + 4) + histogramBytes;
    }
}
