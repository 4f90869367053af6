package dev.sonde.core.change;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each endpoint of each service takes while all is well: its best quarter in the best of several parts of a time. Trouble
 * that lasts for most of the time is not usual as long as it was not there in one of the parts. Belongs to one thread.
 */
final class Usual {
    private static final int PARTS = 8;
    private static final double BEST = 0.25;
    /** A part with fewer calls of an endpoint says nothing of it. */
    private static final int LEAST_CALLS = 20;

    private final LongTable numbers = new LongTable();
    private final List<@Nullable LatencyHistogram[]> durations = new ArrayList<>();
    private final ConnectionTable connections;
    private final long fromNanos;
    private final double scale;
    private double[] usualNanos = {};

    private Usual(ConnectionTable connections, Window window) {
        this.connections = connections;
        fromNanos = window.fromNanos();
        scale = PARTS / (double) window.durationNanos();
    }

    /** Looks at all of a window that is not empty. */
    static Usual of(Snapshot snapshot, Window window, CancelToken cancel) {
        Usual usual = new Usual(snapshot.connections(), window);
        Scan scan = new Scan(snapshot, window, Filter.ALL, cancel);
        scan.exchanges((slice, rows, row) -> {
            long nanos = rows.durationNanos(row);
            if (nanos >= 0) {
                usual.at(rows, row, rows.startNanos(row)).add(nanos);
            }
        });
        scan.aggregates((rows, row) -> {
            LatencyHistogram timed = rows.durations(row);
            if (timed != null) {
                usual.at(rows, row, rows.startNanos(row)).add(timed);
            }
        });
        usual.usualNanos =
                usual.durations.stream().mapToDouble(Usual::usualNanos).toArray();
        return usual;
    }

    /** The number of a row's service and endpoint, or -1. */
    int number(Rows rows, int row) {
        return numbers.get(key(rows, row));
    }

    /** What the endpoint of a number takes, at least a nanosecond. */
    double nanos(int number) {
        return usualNanos[number];
    }

    private LatencyHistogram at(Rows rows, int row, long startNanos) {
        int number = numbers.number(key(rows, row));
        if (number == durations.size()) {
            durations.add(new @Nullable LatencyHistogram[PARTS]);
        }
        int part = Math.clamp((long) ((startNanos - fromNanos) * scale), 0, PARTS - 1);
        @Nullable LatencyHistogram[] parts = durations.get(number);
        LatencyHistogram own = parts[part];
        if (own == null) {
            own = new LatencyHistogram();
            parts[part] = own;
        }
        return own;
    }

    private long key(Rows rows, int row) {
        return EndpointDurations.key(connections.serverPeer(rows.connection(row)), rows.endpoint(row));
    }

    private static double usualNanos(@Nullable LatencyHistogram[] parts) {
        LatencyHistogram all = new LatencyHistogram();
        double best = Double.MAX_VALUE;
        for (LatencyHistogram part : parts) {
            if (part != null) {
                all.add(part);
                best = part.count() < LEAST_CALLS ? best : Math.min(best, (double) part.quantileNanos(BEST));
            }
        }
        return Math.max(1, best == Double.MAX_VALUE ? all.quantileNanos(BEST) : best);
    }
}
