package dev.sonde.ui.workspace;

import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.time.Window;
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
     * @param data time that the session covers
     */
    public static double[] values(SeriesRequest request, Window data, IntToDoubleFunction value) {
        double[] values = new double[request.buckets()];
        for (int i = 0; i < values.length; i++) {
            values[i] = covered(request, i, data) < LEAST_COVERED ? Double.NaN : value.applyAsDouble(i);
        }
        return values;
    }

    /** The share of a bucket that lies in a window, from 0 to 1. */
    static double covered(SeriesRequest request, int bucket, Window data) {
        long from = request.bucketStartNanos(bucket);
        long to = request.bucketStartNanos(bucket + 1);
        long both = Math.min(to, data.toNanos()) - Math.max(from, data.fromNanos());
        return to <= from ? 0 : Math.max(0, (double) both / (to - from));
    }
}
