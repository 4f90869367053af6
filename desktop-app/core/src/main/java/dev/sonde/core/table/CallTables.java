package dev.sonde.core.table;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables whose rows are made of calls. */
final class CallTables {
    private final Snapshot snapshot;
    private final Query query;
    private final CancelToken cancel;
    private final Scan scan;
    private final Slowness.Threshold slow;

    CallTables(Snapshot snapshot, Query query, CancelToken cancel) {
        this.snapshot = snapshot;
        this.query = query;
        this.cancel = cancel;
        this.scan = new Scan(snapshot, query.window(), query.filter(), cancel);
        this.slow = query.slow(snapshot);
    }

    static Table.Coverage coverage(Snapshot snapshot, Window window, long undecided) {
        Window covered = snapshot.extent().intersect(window);
        long nanos = snapshot.isEmpty() ? 0 : covered.durationNanos();
        boolean evicted =
                snapshot.evicted() && window.fromNanos() < snapshot.extent().fromNanos();
        return new Table.Coverage(nanos, undecided, evicted, List.of());
    }

    Table overview() {
        By by = query.by();
        Map<String, Stats> named = new LinkedHashMap<>();
        if (by == null) {
            Stats all = new Stats();
            scan.exchanges((slice, rows, row) -> all.add(rows, row, slow.nanos(rows, row)));
            scan.aggregates((rows, row) -> all.add(rows, row, slow.nanos(rows, row)));
            named.put("all", all);
        } else {
            Dimension dimension = Dimension.of(by, query, snapshot);
            Groups groups = Groups.of(scan, dimension.key(), (r, i) -> 0, (r, i) -> 0, slow);
            groups.forEach((id, none, no, stats) -> named.merge(dimension.name().apply(id), stats, Stats::with));
        }
        Table.Coverage coverage = coverage();
        TableBuilder table = new TableBuilder("overview", Columns.OVERVIEW);
        named.forEach((name, stats) -> table.row(
                name,
                stats.calls(),
                stats.errors(),
                rate(stats, coverage),
                stats.quantileNanos(0.5),
                stats.quantileNanos(0.9),
                stats.quantileNanos(0.95),
                stats.quantileNanos(0.99),
                stats.maxNanos(),
                stats.slow(),
                errorRatio(stats),
                stats.requestBytes(),
                stats.responseBytes()));
        return table.build(query, "calls", coverage);
    }

    Table endpoints() {
        record Key(String owner, int protocol, int endpoint) {}
        By by = query.by();
        boolean endpointOnly = by == By.ENDPOINT;
        Dimension owner = Dimension.of(by == null || endpointOnly ? By.SERVICE : by, query, snapshot);
        Map<Key, Stats> named = new LinkedHashMap<>();
        Groups.Key first = endpointOnly ? (r, i) -> 0 : owner.key();
        Groups.of(scan, first, Rows::endpoint, Rows::protocol, slow).forEach((id, endpoint, protocol, stats) -> {
            String name = endpointOnly ? "" : owner.name().apply(id);
            named.merge(new Key(name, protocol, endpoint), stats, Stats::with);
        });
        Table.Coverage coverage = coverage();
        TableBuilder table = new TableBuilder("endpoints", Columns.ENDPOINTS);
        named.forEach((key, stats) -> table.row(
                endpointOnly ? null : key.owner(),
                Labels.protocol(key.protocol()),
                Labels.endpoint(snapshot, key.endpoint()),
                stats.calls(),
                stats.errors(),
                rate(stats, coverage),
                stats.quantileNanos(0.5),
                stats.quantileNanos(0.9),
                stats.quantileNanos(0.95),
                stats.quantileNanos(0.99),
                stats.maxNanos(),
                stats.requestBytes(),
                stats.responseBytes(),
                stats.statuses(),
                stats.slow()));
        return table.build(query, "calls", coverage);
    }

    Table edges() {
        Edges edges = Edges.of(snapshot, query, scan);
        Table.Coverage coverage = coverage();
        TableBuilder table = new TableBuilder("edges", Columns.EDGES);
        for (Edges.Edge edge : edges.all()) {
            Stats stats = edge.stats();
            table.row(
                    edge.client().name(),
                    edge.server().name(),
                    edge.protocol(),
                    stats.calls(),
                    stats.errors(),
                    stats.quantileNanos(0.5),
                    stats.quantileNanos(0.99),
                    edge.rttNanos(),
                    edge.retransmits(),
                    rate(stats, coverage),
                    stats.slow(),
                    stats.quantileNanos(0.95),
                    errorRatio(stats),
                    stats.requestBytes(),
                    stats.responseBytes(),
                    namespace(edge.client()),
                    namespace(edge.server()));
        }
        return table.build(query, "calls", coverage);
    }

    private static @Nullable String namespace(Party party) {
        return party.namespace().isEmpty() ? null : party.namespace();
    }

    Table sql() {
        record Key(String owner, int protocol, int endpoint) {}
        By by = query.by();
        Dimension owner = Dimension.of(by == null ? By.SERVICE : by, query, snapshot);
        Map<Key, Stats> named = new LinkedHashMap<>();
        Groups.of(scan, Protocol.MYSQL_VALUE, owner.key(), Rows::endpoint, Rows::protocol, slow)
                .forEach((id, endpoint, protocol, stats) ->
                        named.merge(new Key(owner.name().apply(id), protocol, endpoint), stats, Stats::with));
        TableBuilder table = new TableBuilder("sql", Columns.SQL);
        named.forEach((key, stats) -> {
            String text = Labels.endpoint(snapshot, key.endpoint());
            table.row(
                    Labels.protocol(key.protocol()),
                    key.endpoint() == 0 ? null : Labels.fingerprintId(text),
                    text,
                    key.owner(),
                    stats.calls(),
                    stats.errors(),
                    stats.rows(),
                    stats.totalNanos(),
                    stats.quantileNanos(0.5),
                    stats.quantileNanos(0.95),
                    stats.quantileNanos(0.99),
                    stats.maxNanos(),
                    stats.slow(),
                    stats.rowsAtLeast());
        });
        return table.build(query, "total_ns", coverage());
    }

    private Table.Coverage coverage() {
        cancel.check();
        return coverage(snapshot, query.window(), scan.undecidedCalls());
    }

    private static @Nullable Double rate(Stats stats, Table.Coverage coverage) {
        return coverage.coveredNanos() <= 0 ? null : (Double) (stats.calls() * 1e9 / coverage.coveredNanos());
    }

    private static @Nullable Double errorRatio(Stats stats) {
        return stats.calls() == 0 ? null : (Double) ((double) stats.errors() / stats.calls());
    }

    /** Columns, by table. */
    private static final class Columns {
        static final List<Column> OVERVIEW = List.of(
                new Column("name", ColumnType.TEXT),
                new Column("calls", ColumnType.INTEGER),
                new Column("errors", ColumnType.INTEGER),
                new Column("rate_per_s", ColumnType.DECIMAL),
                new Column("p50_ns", ColumnType.NANOS),
                new Column("p90_ns", ColumnType.NANOS),
                new Column("p95_ns", ColumnType.NANOS),
                new Column("p99_ns", ColumnType.NANOS),
                new Column("max_ns", ColumnType.NANOS),
                new Column("slow_calls", ColumnType.INTEGER),
                new Column("error_ratio", ColumnType.RATIO),
                new Column("request_bytes", ColumnType.BYTES),
                new Column("response_bytes", ColumnType.BYTES));
        static final List<Column> ENDPOINTS = List.of(
                new Column("service", ColumnType.TEXT),
                new Column("protocol", ColumnType.TEXT),
                new Column("endpoint", ColumnType.TEXT),
                new Column("calls", ColumnType.INTEGER),
                new Column("errors", ColumnType.INTEGER),
                new Column("rate_per_s", ColumnType.DECIMAL),
                new Column("p50_ns", ColumnType.NANOS),
                new Column("p90_ns", ColumnType.NANOS),
                new Column("p95_ns", ColumnType.NANOS),
                new Column("p99_ns", ColumnType.NANOS),
                new Column("max_ns", ColumnType.NANOS),
                new Column("request_bytes", ColumnType.BYTES),
                new Column("response_bytes", ColumnType.BYTES),
                new Column("statuses", ColumnType.OBJECT),
                new Column("slow_calls", ColumnType.INTEGER));
        static final List<Column> EDGES = List.of(
                new Column("client", ColumnType.TEXT),
                new Column("server", ColumnType.TEXT),
                new Column("protocol", ColumnType.TEXT),
                new Column("calls", ColumnType.INTEGER),
                new Column("errors", ColumnType.INTEGER),
                new Column("p50_ns", ColumnType.NANOS),
                new Column("p99_ns", ColumnType.NANOS),
                new Column("rtt_p50_ns", ColumnType.NANOS),
                new Column("retransmits", ColumnType.INTEGER),
                new Column("rate_per_s", ColumnType.DECIMAL),
                new Column("slow_calls", ColumnType.INTEGER),
                new Column("p95_ns", ColumnType.NANOS),
                new Column("error_ratio", ColumnType.RATIO),
                new Column("request_bytes", ColumnType.BYTES),
                new Column("response_bytes", ColumnType.BYTES),
                new Column("client_namespace", ColumnType.TEXT),
                new Column("server_namespace", ColumnType.TEXT));
        static final List<Column> SQL = List.of(
                new Column("system", ColumnType.TEXT),
                new Column("fingerprint_id", ColumnType.TEXT),
                new Column("fingerprint", ColumnType.TEXT),
                new Column("service", ColumnType.TEXT),
                new Column("calls", ColumnType.INTEGER),
                new Column("errors", ColumnType.INTEGER),
                new Column("rows", ColumnType.INTEGER),
                new Column("total_ns", ColumnType.NANOS),
                new Column("p50_ns", ColumnType.NANOS),
                new Column("p95_ns", ColumnType.NANOS),
                new Column("p99_ns", ColumnType.NANOS),
                new Column("max_ns", ColumnType.NANOS),
                new Column("slow_calls", ColumnType.INTEGER),
                new Column("rows_at_least", ColumnType.INTEGER));

        private Columns() {}
    }
}
