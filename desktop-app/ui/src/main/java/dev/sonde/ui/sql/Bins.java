package dev.sonde.ui.sql;

import dev.sonde.core.latency.LatencyHistogram;

/** Cuts durations into bins that grow by a constant factor. No display needed. */
final class Bins {
    private final double low;
    private final double factor;
    private final int count;

    /** So many bins from the shortest to the longest of all that is shown. */
    Bins(long shortestNanos, long longestNanos, int count) {
        this.low = Math.max(1, shortestNanos * 0.98);
        this.count = count;
        this.factor = Math.log(Math.max(longestNanos * 1.02, low * 4) / low) / count;
    }

    int count() {
        return count;
    }

    /** Lower edge of a bin, in nanoseconds; that of {@link #count} is the upper edge of the last. */
    double edgeNanos(int bin) {
        return low * Math.exp(factor * bin);
    }

    /** The bin of a duration. */
    int of(long nanos) {
        return Math.clamp((long) (Math.log(Math.max((double) nanos, low) / low) / factor), 0, count - 1);
    }

    /** How many of the durations lie in each bin. */
    long[] counts(LatencyHistogram durations) {
        long[] counts = new long[count];
        durations.forEach((nanos, times) -> counts[of(nanos)] += times);
        return counts;
    }
}
