package dev.sonde.core.table;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import java.util.List;

/** Makes tables out of snapshots. Stateless; call it in a job. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class Tables {
    private Tables() {}

    /** Names of the tables. */
    public static List<String> names() {
        return List.of(
                "overview",
                "endpoints",
                "exchanges",
                "edges",
                "connections",
                "sql",
                "processes",
                "agents",
                "loss",
                "events",
                "facts");
    }

    /**
     * Runs a query.
     *
     * @throws dev.sonde.core.error.SondeException SD-3020 for an unknown table, SD-3021 for an unknown column, SD-3022
     *     where the table can't be grouped so
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Table run(Snapshot snapshot, Query query, CancelToken cancel) {
        throw new UnsupportedOperationException();
    }
}
