package dev.sonde.core.change;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.List;

/**
 * What each endpoint of each service takes while all is well: its best quarter in the best of several parts of a time. Trouble
 * that lasts for most of the time is not usual as long as it was not there in one of the parts. Belongs to one thread.
 */
final class Usual {
    private static final int PARTS = 8;
    private static final double BEST = 0.25;
    /** A part with fewer calls of an endpoint says nothing of it. */
    private static final int LEAST_CALLS = 20;

    private final EndpointDurations durations;
    private final double[] nanos;

    private Usual(EndpointDurations durations) {
        this.durations = durations;
        nanos = new double[durations.numbers().size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = nanos(durations.parts(i));
        }
    }

    /** Looks at all of a window that is not empty. */
    static Usual of(Snapshot snapshot, Window window, CancelToken cancel) {
        return new Usual(EndpointDurations.inParts(snapshot, window, PARTS, Filter.ALL, cancel));
    }

    /** The number of a row's service and endpoint, or -1. */
    int number(Rows rows, int row) {
        return durations.number(rows, row);
    }

    /** What the endpoint of a number takes, at least a nanosecond. */
    double nanos(int number) {
        return nanos[number];
    }

    private static double nanos(List<LatencyHistogram> parts) {
        LatencyHistogram all = new LatencyHistogram();
        double best = Double.MAX_VALUE;
        for (LatencyHistogram part : parts) {
            all.add(part);
            best = part.count() < LEAST_CALLS ? best : Math.min(best, (double) part.quantileNanos(BEST));
        }
        return Math.max(1, best == Double.MAX_VALUE ? all.quantileNanos(BEST) : best);
    }
}
