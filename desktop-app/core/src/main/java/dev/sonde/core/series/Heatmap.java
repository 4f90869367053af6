package dev.sonde.core.series;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;

/**
 * Latency over time as a grid of counts: columns are buckets of time, rows are ranges of duration that grow by a constant
 * factor. Immutable.
 */
public final class Heatmap {
    private final SeriesRequest request;
    private final long[] edges;
    private final long[] counts;
    private final long[] errors;

    Heatmap(SeriesRequest request, long[] edges, long[] counts, long[] errors) {
        this.request = request;
        this.edges = edges;
        this.counts = counts;
        this.errors = errors;
    }

    /**
     * Counts it.
     *
     * @param rows how many ranges of duration; they span what occurs in the window
     */
    public static Heatmap of(Snapshot snapshot, SeriesRequest request, int rows, CancelToken cancel) {
        return new SeriesPass(snapshot, request, cancel).heatmap(rows);
    }

    /** What it was asked for. */
    public SeriesRequest request() {
        return request;
    }

    /** How many ranges of duration; 0 when no call in the window has a known duration. */
    public int rows() {
        return Math.max(0, edges.length - 1);
    }

    /** Lower edge of a range, in nanoseconds; that of {@code rows()} is the upper edge of the last. */
    public long edgeNanos(int row) {
        return edges[row];
    }

    /** Calls in a cell. */
    public long count(int bucket, int row) {
        return counts[bucket * rows() + row];
    }

    /** Failed calls in a cell that have a row each. */
    public long errors(int bucket, int row) {
        return errors[bucket * rows() + row];
    }

    /** The most calls in any cell. */
    public long maxCount() {
        long max = 0;
        for (long count : counts) {
            max = Math.max(max, count);
        }
        return max;
    }
}
