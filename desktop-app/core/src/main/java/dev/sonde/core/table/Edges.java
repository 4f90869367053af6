package dev.sonde.core.table;

import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom, and how it goes: calls by client, server and protocol. The table {@code edges} prints it and the map draws
 * it. Peers of the same name are one, as in all tables. Immutable once made.
 */
public final class Edges {
    private final List<Edge> all;
    private final long coveredNanos;
    private final Grain grain;

    private Edges(List<Edge> all, long coveredNanos, Grain grain) {
        this.all = List.copyOf(all);
        this.coveredNanos = coveredNanos;
        this.grain = grain;
    }

    /**
     * One edge.
     *
     * @param client who asks
     * @param server who answers
     * @param protocol as tables name it
     * @param stats its calls
     * @param sockets what TCP says of its connections
     */
    public record Edge(Party client, Party server, String protocol, Stats stats, Sockets sockets) {
        /** Median round trip time; null where none was told. */
        public @Nullable Long rttNanos() {
            return sockets.rttNanos();
        }

        /** Segments that were sent again; null where none of its connections was looked at. */
        public @Nullable Long retransmits() {
            return sockets.retransmits();
        }
    }

    /** What TCP says of the connections of an edge. Belongs to one thread while it is counted. */
    public static final class Sockets {
        private final LatencyHistogram rtt = new LatencyHistogram();
        private long retransmits = -1;

        /** Nothing told yet. */
        public Sockets() {}

        /** Median of the smoothed round trip times of the connections; null where none was told. */
        public @Nullable Long rttNanos() {
            return rtt.count() == 0 ? null : (Long) rtt.quantileNanos(0.5);
        }

        /** Segments that were sent again; null where no connection was looked at. */
        public @Nullable Long retransmits() {
            return retransmits < 0 ? null : (Long) retransmits;
        }

        /** Adds all that another one has. */
        public void add(Sockets other) {
            rtt.add(other.rtt);
            if (other.retransmits >= 0) {
                retransmits = Math.max(0, retransmits) + other.retransmits;
            }
        }

        private void add(ConnectionTable connections, int id) {
            if (connections.srttNanos(id) >= 0) {
                rtt.add(connections.srttNanos(id));
            }
            if (connections.retransmits(id) >= 0) {
                retransmits = Math.max(0, retransmits) + connections.retransmits(id);
            }
        }
    }

    /**
     * Counts them: of the window and the filter of a query, both ends told apart by what it groups by.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Edges of(Snapshot snapshot, Query query, CancelToken cancel) {
        return of(snapshot, query, new Scan(snapshot, query.window(), query.filter(), cancel));
    }

    static Edges of(Snapshot snapshot, Query query, Scan scan) {
        By by = query.by();
        Grain asked = by == null ? null : by.grain();
        Grain grain = asked == null ? Grain.SERVICE : asked;
        Parties parties = new Parties(snapshot, grain);
        Map<Key, Edge> named = new LinkedHashMap<>();
        Groups.of(
                        scan,
                        (r, i) -> parties.client(r.connection(i)),
                        (r, i) -> parties.server(r.connection(i)),
                        Rows::protocol,
                        query.slow().threshold(snapshot))
                .forEach((first, second, protocol, stats) -> {
                    Party client = parties.party(first);
                    Party server = parties.party(second);
                    Key key = new Key(client.name(), server.name(), Labels.protocol(protocol));
                    named.computeIfAbsent(key, k -> new Edge(client, server, k.protocol(), new Stats(), new Sockets()))
                            .stats()
                            .add(stats);
                });
        sockets(snapshot, scan, parties, named);
        Window window = query.window();
        long covered = CallTables.coverage(snapshot, window, 0).coveredNanos();
        return new Edges(new ArrayList<>(named.values()), covered, grain);
    }

    /** How finely ends are told apart. */
    public Grain grain() {
        return grain;
    }

    /** All of them, in no order of meaning. */
    public List<Edge> all() {
        return all;
    }

    /** Time that was really watched: what rates are relative to. */
    public long coveredNanos() {
        return coveredNanos;
    }

    private record Key(String client, String server, String protocol) {}

    /** What TCP says of the connections that the walked calls went over, each connection once for each edge. */
    private static void sockets(Snapshot snapshot, Scan scan, Parties parties, Map<Key, Edge> named) {
        ConnectionTable connections = snapshot.connections();
        boolean[] seen = new boolean[snapshot.connectionCount()];
        Groups.Key visit = (r, i) -> {
            int id = r.connection(i);
            // One protocol a connection is the rule: a second one on it is not told apart here.
            if (id < seen.length && !seen[id]) {
                seen[id] = true;
                Edge edge = named.get(new Key(
                        parties.name(parties.client(id)),
                        parties.name(parties.server(id)),
                        Labels.protocol(r.protocol(i))));
                if (edge != null) {
                    edge.sockets().add(connections, id);
                }
            }
            return 0;
        };
        scan.exchanges((slice, rows, row) -> visit.of(rows, row));
        scan.aggregates((rows, row) -> visit.of(rows, row));
    }
}
