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

/** Durations of each endpoint of each service in a window, or in each of equal parts of it. Belongs to one thread. */
final class EndpointDurations {
    private final LongTable numbers = new LongTable();
    private final List<LatencyHistogram> all = new ArrayList<>();
    private final ConnectionTable connections;
    private final long fromNanos;
    private final int parts;
    private final double scale;

    private EndpointDurations(ConnectionTable connections, Window window, int parts) {
        this.connections = connections;
        fromNanos = window.fromNanos();
        this.parts = parts;
        scale = parts / (double) window.durationNanos();
    }

    static EndpointDurations of(Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        return inParts(snapshot, window, 1, filter, cancel);
    }

    static EndpointDurations inParts(Snapshot snapshot, Window window, int parts, Filter filter, CancelToken cancel) {
        EndpointDurations durations = new EndpointDurations(snapshot.connections(), window, parts);
        Scan scan = new Scan(snapshot, window, filter, cancel);
        scan.exchanges((slice, rows, row) -> {
            long nanos = rows.durationNanos(row);
            if (nanos >= 0) {
                durations.at(rows, row).add(nanos);
            }
        });
        scan.aggregates((rows, row) -> {
            LatencyHistogram timed = rows.durations(row);
            if (timed != null) {
                durations.at(rows, row).add(timed);
            }
        });
        return durations;
    }

    static long key(int service, int endpoint) {
        return (long) service << 32 | endpoint;
    }

    /** Numbers of services with their endpoints, from 0: places in {@link #all} where a window is one part. */
    LongTable numbers() {
        return numbers;
    }

    /** Durations by number, those of the parts one after the other. */
    List<LatencyHistogram> all() {
        return all;
    }

    /** Durations of a number in each part. */
    List<LatencyHistogram> parts(int number) {
        return all.subList(number * parts, (number + 1) * parts);
    }

    /** The number of a row's service and endpoint, or -1. */
    int number(Rows rows, int row) {
        return numbers.get(key(rows, row));
    }

    private LatencyHistogram at(Rows rows, int row) {
        int number = numbers.number(key(rows, row));
        if (all.size() == number * parts) {
            for (int i = 0; i < parts; i++) {
                all.add(new LatencyHistogram());
            }
        }
        int part = parts == 1 ? 0 : Math.clamp((long) ((rows.startNanos(row) - fromNanos) * scale), 0, parts - 1);
        return all.get(number * parts + part);
    }

    private long key(Rows rows, int row) {
        return key(connections.serverPeer(rows.connection(row)), rows.endpoint(row));
    }
}
