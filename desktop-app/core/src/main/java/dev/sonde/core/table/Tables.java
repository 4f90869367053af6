package dev.sonde.core.table;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import java.util.List;

/** Makes tables out of snapshots. Stateless; call it in a job. */
public final class Tables {
    private Tables() {}

    /** Names of the tables. */
    public static List<String> names() {
        return List.of(
                "overview",
                "endpoints",
                "exchanges",
                "waiting",
                "edges",
                "connections",
                "sql",
                "changes",
                "processes",
                "agents",
                "loss",
                "events",
                "facts",
                "containers",
                "services",
                "notes");
    }

    /**
     * Runs a query.
     *
     * @throws dev.sonde.core.error.SondeException SD-3020 for an unknown table, SD-3021 for an unknown column, SD-3022
     *     where the table can't be grouped so
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Table run(Snapshot snapshot, Query query, CancelToken cancel) {
        CallTables calls = new CallTables(snapshot, query, cancel);
        StateTables states = new StateTables(snapshot, query, cancel);
        By by = query.by();
        if (by != null && names().contains(query.table()) && !canGroup(query.table(), by)) {
            throw QueryErrors.notBy(query.table(), by);
        }
        return switch (query.table()) {
            case "overview" -> calls.overview();
            case "endpoints" -> calls.endpoints();
            case "edges" -> calls.edges();
            case "sql" -> calls.sql();
            case "changes" -> ChangeTable.of(snapshot, query, cancel);
            case "exchanges" -> exchanges(snapshot, query, cancel);
            case "waiting" -> new WaitTable(snapshot, query, cancel).waiting();
            case "connections" -> states.connections();
            case "processes" -> states.processes();
            case "agents" -> states.agents();
            case "loss" -> states.loss();
            case "events" -> new ClusterTables(snapshot, query, cancel).events();
            case "facts" -> new ClusterTables(snapshot, query, cancel).facts();
            case "containers" -> new ClusterTables(snapshot, query, cancel).containers();
            case "services" -> new ClusterTables(snapshot, query, cancel).services();
            case "notes" -> states.notes();
            default -> throw QueryErrors.unknownTable(query.table());
        };
    }

    /** Both ends of an edge are told apart; what is no end of a call can't be. */
    private static boolean canGroup(String table, By by) {
        return switch (table) {
            case "overview", "endpoints", "sql" -> true;
            case "edges" -> by.grain() != null;
            default -> false;
        };
    }

    private static Table exchanges(Snapshot snapshot, Query query, CancelToken cancel) {
        ExchangeList found = ExchangeList.of(snapshot, query.window(), query.filter(), cancel);
        String sort = query.sort();
        ExchangeList list = sort == null ? found : found.sortedBy(sort, query.descending(), cancel);
        Table.Coverage coverage = CallTables.coverage(snapshot, query.window(), found.callsWithoutRow());
        return new TableBuilder("exchanges", ExchangeColumns.COLUMNS)
                .lazily(query, list.size(), (row, column) -> ExchangeColumns.value(list.row(row), column), coverage);
    }
}
