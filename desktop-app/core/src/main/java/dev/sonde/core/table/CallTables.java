package dev.sonde.core.table;

import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Protocol;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables whose rows are made of calls. */
final class CallTables {
    private final Snapshot snapshot;
    private final Query query;
    private final CancelToken cancel;

    CallTables(Snapshot snapshot, Query query, CancelToken cancel) {
        this.snapshot = snapshot;
        this.query = query;
        this.cancel = cancel;
    }

    /** What a query groups by is told apart, or services where it doesn't say. */
    private CallSums sums(@Nullable By by) {
        return CallSums.of(snapshot, query, by == null ? By.SERVICE : by, cancel);
    }

    static Table.Coverage coverage(Snapshot snapshot, Window window, long undecided) {
        Window covered = snapshot.extent().intersect(window);
        long nanos = snapshot.isEmpty() ? 0 : covered.durationNanos();
        boolean evicted =
                snapshot.evicted() && window.fromNanos() < snapshot.extent().fromNanos();
        return new Table.Coverage(nanos, undecided, evicted, List.of());
    }

    Table overview() {
        CallSums sums = sums(query.by());
        Map<String, Stats> named = query.by() == null ? Map.of("all", sums.all()) : sums.byOwner();
        Table.Coverage coverage = coverage(sums.undecidedCalls());
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
        boolean endpointOnly = query.by() == By.ENDPOINT;
        CallSums sums = sums(endpointOnly ? By.SERVICE : query.by());
        Map<CallSums.Key, Stats> named = endpointOnly ? sums.byEndpoint() : sums.groups();
        Table.Coverage coverage = coverage(sums.undecidedCalls());
        TableBuilder table = new TableBuilder("endpoints", Columns.ENDPOINTS);
        named.forEach((key, stats) -> table.row(
                endpointOnly ? null : key.owner(),
                Labels.protocol(key.protocol()),
                Labels.endpoint(snapshot, key.endpoint()),
                stats.calls(),
                stats.errors(),
                rate(stats, coverage),
                later(() -> stats.quantileNanos(0.5)),
                later(() -> stats.quantileNanos(0.9)),
                later(() -> stats.quantileNanos(0.95)),
                later(() -> stats.quantileNanos(0.99)),
                stats.maxNanos(),
                stats.requestBytes(),
                stats.responseBytes(),
                later(stats::statuses),
                stats.slow()));
        return table.build(query, "calls", coverage);
    }

    Table edges() {
        Scan scan = new Scan(snapshot, query.window(), query.filter(), cancel);
        Edges edges = Edges.of(snapshot, query, scan);
        Table.Coverage coverage = coverage(scan.undecidedCalls());
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
        CallSums sums = sums(query.by());
        TableBuilder table = new TableBuilder("sql", Columns.SQL);
        sums.groups().forEach((key, stats) -> {
            if (key.protocol() != Protocol.MYSQL_VALUE) {
                return;
            }
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
        return table.build(query, "total_ns", coverage(sums.undecidedCalls()));
    }

    private Table.Coverage coverage(long undecidedCalls) {
        cancel.check();
        return coverage(snapshot, query.window(), undecidedCalls);
    }

    /** For what takes a moment in each of thousands of rows, of which few are looked at. */
    private static Supplier<@Nullable Object> later(Supplier<@Nullable Object> value) {
        return value;
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
