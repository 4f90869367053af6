package dev.sonde.ui.workspace;

import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.time.Window;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** What is known well enough to be drawn as a line. No display needed. */
public final class Known {
    /** A bucket that is covered by less than this says more about chance than about traffic. */
    private static final double LEAST_COVERED = 0.9;

    private Known() {}

    /**
     * The values of a series, NaN where the bucket is covered in part only: at the begin of a recording and at the live
     * edge a few calls would look like an outburst.
     *
     * @param known stretches of time whose rows were counted
     */
    public static double[] values(SeriesRequest request, List<Window> known, IntToDoubleFunction value) {
        double[] values = new double[request.buckets()];
        for (int i = 0; i < values.length; i++) {
            values[i] = covered(request, i, known) < LEAST_COVERED ? Double.NaN : value.applyAsDouble(i);
        }
        return values;
    }

    /** The share of a bucket that lies in windows that do not overlap, from 0 to 1. */
    static double covered(SeriesRequest request, int bucket, List<Window> known) {
        long from = request.bucketStartNanos(bucket);
        long to = request.bucketStartNanos(bucket + 1);
        double both = 0;
        for (Window window : known) {
            both += Math.max(0, Math.min(to, window.toNanos()) - Math.max(from, window.fromNanos()));
        }
        return to <= from ? 0 : Math.min(1, both / (to - from));
    }
}
