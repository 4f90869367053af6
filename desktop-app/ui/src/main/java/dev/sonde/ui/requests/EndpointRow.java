package dev.sonde.ui.requests;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.Table;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Tail;
import dev.sonde.ui.tip.Tip.Timed;
import dev.sonde.ui.workspace.GrainWords;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of one who answers it.
 *
 * @param service who answers it
 * @param protocol it is spoken in
 * @param endpoint route, statement or command
 * @param counts how often
 * @param latency percentiles in nanoseconds
 * @param before the same in the baseline, without calls where it was not called in it; null without a baseline
 */
record EndpointRow(
        String service,
        String protocol,
        String endpoint,
        Counts counts,
        Latency latency,
        @Nullable EndpointRow before) {
    /** How many calls, how many of them failed, and calls a second. */
    record Counts(long calls, long errors, double ratePerSecond) {}

    /** Percentiles; null where nothing was timed. */
    record Latency(
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99) {}

    private static final String AT = " @ ";

    /** What a selection of it reads: by service as people write an endpoint, and else of whom as well. */
    String key(Grain grain) {
        return grain == Grain.SERVICE ? endpoint : endpoint + AT + service;
    }

    /** What keeps the calls that a selection means; none for no selection. */
    static List<FilterTerm> terms(String selection, Grain grain) {
        int at = grain == Grain.SERVICE ? -1 : selection.lastIndexOf(AT);
        if (at < 0) {
            return selection.isEmpty() ? List.of() : List.of(FilterTerm.is(FilterField.ENDPOINT, selection));
        }
        return List.of(
                GrainWords.answeredBy(grain, selection.substring(at + AT.length())),
                FilterTerm.is(FilterField.ENDPOINT, selection.substring(0, at)));
    }

    /** One row of the table {@code endpoints}. */
    static EndpointRow of(Table table, int row) {
        return new EndpointRow(
                String.valueOf(table.value(row, "service")),
                String.valueOf(table.value(row, "protocol")),
                String.valueOf(table.value(row, "endpoint")),
                new Counts(
                        table.count(row, "calls"),
                        table.count(row, "errors"),
                        table.value(row, "rate_per_s") instanceof Double rate ? rate : 0),
                new Latency(table.known(row, "p50_ns"), table.known(row, "p95_ns"), table.known(row, "p99_ns")),
                null);
    }

    /** With what it was in a baseline. */
    EndpointRow against(Map<String, EndpointRow> baseline) {
        EndpointRow known = baseline.get(key());
        EndpointRow then = known == null
                ? new EndpointRow(service, protocol, endpoint, new Counts(0, 0, 0), new Latency(null, null, null), null)
                : known;
        return new EndpointRow(service, protocol, endpoint, counts, latency, then);
    }

    /** Tells it from all others. */
    String key() {
        return service + "\n" + protocol + "\n" + endpoint;
    }

    /** How the tail stands against the baseline, or the middle where there are too few calls. */
    Change change() {
        return tail().against(before == null ? null : before.tail());
    }

    private Tail tail() {
        return new Tail(counts.calls(), latency.p50(), latency.p95(), latency.p99());
    }

    /** One of its percentiles, with how many calls it is of. */
    Timed timed(@Nullable Long nanos) {
        return new Timed(counts.calls(), nanos);
    }

    double errorShare() {
        return counts.calls() == 0 ? 0 : (double) counts.errors() / counts.calls();
    }
}
