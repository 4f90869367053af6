package dev.sonde.core.series;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Signals over a window, in buckets of the same width. Immutable.
 *
 * <p>A value is NaN where nothing is known: the bucket lies outside of what is in memory or after the live edge, or a
 * percentile or ratio has no call to speak of. A rate of a bucket that is covered only in part is relative to the part.
 */
public final class Series {
    private final Window window;
    private final int buckets;
    private final Map<Signal, double[]> values;
    private final long[] calls;

    Series(Window window, int buckets, Map<Signal, double[]> values, long[] calls) {
        this.window = window;
        this.buckets = buckets;
        this.values = new EnumMap<>(values);
        this.calls = calls;
    }

    /**
     * Computes signals in one pass.
     *
     * @param slow which calls are slow
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Series of(
            Snapshot snapshot, SeriesRequest request, Set<Signal> signals, Slowness slow, CancelToken cancel) {
        return new SeriesPass(snapshot, request, cancel).series(signals, slow.threshold(snapshot));
    }

    /** Computes one signal. */
    public static Series of(Snapshot snapshot, Window window, Filter filter, Signal signal, int buckets) {
        return of(
                snapshot,
                new SeriesRequest(window, filter, buckets),
                Set.of(signal),
                Slowness.DEFAULT,
                CancelToken.NONE);
    }

    /** The window. */
    public Window window() {
        return window;
    }

    /** How many buckets it has. */
    public int buckets() {
        return buckets;
    }

    /** The value of a signal in a bucket, NaN where not known. */
    public double value(Signal signal, int bucket) {
        double[] column = values.get(signal);
        if (column == null) {
            throw new IllegalArgumentException("not asked for: " + signal);
        }
        return column[bucket];
    }

    /** Calls in a bucket, exact. */
    public long calls(int bucket) {
        return calls[bucket];
    }

    /** The highest known value of a signal, or 0. */
    public double max(Signal signal) {
        double max = 0;
        for (int i = 0; i < buckets; i++) {
            double value = value(signal, i);
            if (value > max) {
                max = value;
            }
        }
        return max;
    }
}
