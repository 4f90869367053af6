package dev.sonde.core.series;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.time.Window;

/**
 * What numbers over time are asked for.
 *
 * @param window range of time; its ends must be finite
 * @param filter what to keep
 * @param buckets into how many parts of the same width the window is cut, at least 1
 */
public record SeriesRequest(Window window, Filter filter, int buckets) {
    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if the window is empty or endless, or there is no bucket
     */
    public SeriesRequest {
        if (buckets < 1 || window.isEmpty() || window.durationNanos() == Long.MAX_VALUE) {
            throw new IllegalArgumentException("can't cut " + window + " into " + buckets);
        }
    }

    /** Start of a bucket in Unix nanoseconds. */
    public long bucketStartNanos(int bucket) {
        return window.fromNanos() + (long) ((double) window.durationNanos() / buckets * bucket);
    }

    /** The bucket that a moment of the window lies in. */
    public int bucketOf(long nanos) {
        double share = (double) (nanos - window.fromNanos()) / window.durationNanos();
        return Math.clamp((int) (share * buckets), 0, buckets - 1);
    }
}
