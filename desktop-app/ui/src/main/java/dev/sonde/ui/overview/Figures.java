package dev.sonde.ui.overview;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.ui.number.Tail;
import org.jspecify.annotations.Nullable;

/**
 * The golden signals of a window, or of one service in it.
 *
 * @param name of the service, or of the whole
 * @param calls how many
 * @param errors how many of them failed
 * @param slow how many of them were slow
 * @param ratePerSecond calls a second while it was watched
 * @param latency percentiles
 */
record Figures(String name, long calls, long errors, long slow, double ratePerSecond, Latency latency) {
    /** Percentiles in nanoseconds; null where nothing was timed. */
    record Latency(
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99) {}

    static final Figures NONE = new Figures("", 0, 0, 0, 0, new Latency(null, null, null));

    /** All calls of a window that a filter keeps. For jobs. */
    static Figures of(Snapshot snapshot, Window window, Filter filter, Slowness slowness, CancelToken cancel) {
        Table table = Tables.run(
                snapshot, Query.of("overview").in(window).where(filter).slowBy(slowness), cancel);
        return table.rowCount() == 0 ? NONE : row(table, 0);
    }

    /** One row of the table {@code overview}. */
    static Figures row(Table table, int row) {
        return new Figures(
                String.valueOf(table.value(row, "name")),
                table.count(row, "calls"),
                table.count(row, "errors"),
                table.count(row, "slow_calls"),
                table.value(row, "rate_per_s") instanceof Double rate ? rate : 0,
                new Latency(table.known(row, "p50_ns"), table.known(row, "p95_ns"), table.known(row, "p99_ns")));
    }

    /** How long they took. */
    Tail tail() {
        return new Tail(calls, latency.p50(), latency.p95(), latency.p99());
    }

    /** Share of calls that failed; NaN without calls. */
    double errorShare() {
        return calls == 0 ? Double.NaN : (double) errors / calls;
    }

    /** Slow calls a minute. */
    double slowPerMinute() {
        return calls == 0 ? 0 : ratePerSecond * 60 * slow / calls;
    }
}
