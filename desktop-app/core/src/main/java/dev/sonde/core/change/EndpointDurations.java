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

/** Durations of each endpoint of each service in a window. Belongs to one thread. */
final class EndpointDurations {
    private final LongTable numbers = new LongTable();
    private final List<LatencyHistogram> all = new ArrayList<>();
    private final ConnectionTable connections;

    private EndpointDurations(ConnectionTable connections) {
        this.connections = connections;
    }

    static EndpointDurations of(Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        EndpointDurations durations = new EndpointDurations(snapshot.connections());
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

    /** Numbers of services with their endpoints, from 0: places in {@link #all}. */
    LongTable numbers() {
        return numbers;
    }

    /** Durations by number. */
    List<LatencyHistogram> all() {
        return all;
    }

    /** The number of a row's service and endpoint, or -1. */
    int number(Rows rows, int row) {
        return numbers.get(key(connections.serverPeer(rows.connection(row)), rows.endpoint(row)));
    }

    private LatencyHistogram at(Rows rows, int row) {
        int number = numbers.number(key(connections.serverPeer(rows.connection(row)), rows.endpoint(row)));
        if (number == all.size()) {
            all.add(new LatencyHistogram());
        }
        return all.get(number);
    }
}
