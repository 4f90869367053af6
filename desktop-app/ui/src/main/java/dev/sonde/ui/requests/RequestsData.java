package dev.sonde.ui.requests;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.Heatmap;
import dev.sonde.core.series.LossSpan;
import dev.sonde.core.series.Series;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.series.Signal;
import dev.sonde.core.table.By;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.table.WaitRow;
import dev.sonde.core.time.Window;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.workspace.Buckets;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.OfBaseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the Requests view shows of a moment.
 *
 * @param moment the moment
 * @param endpoints all endpoints in window A
 * @param latency durations of the selected endpoint, or of all, over the extent
 * @param marks windows and losses
 * @param exchanges requests of the selected endpoint, or all, in window A
 * @param waits those that were sent before the end of window A and have had no answer yet
 */
record RequestsData(
        Moment moment,
        List<EndpointRow> endpoints,
        Latency latency,
        Brushes.Marks marks,
        ExchangeList exchanges,
        List<WaitRow> waits) {
    private static final int BUCKETS = 110;
    private static final int ROWS = 26;
    private static final FilterTerm FAILED =
            new FilterTerm(FilterField.ERROR, false, List.of(new FilterValue.Truth(true)));
    private static final Set<Signal> PERCENTILES =
            PercentileLines.KINDS.stream().map(PercentileLines.Kind::signal).collect(Collectors.toSet());

    /** What the list of requests is sorted by. */
    record Order(String column, boolean fromHighest) {}

    /**
     * Which answered requests are listed.
     *
     * @param failed only failed ones
     */
    record Listed(Order order, boolean failed) {}

    /**
     * What is asked for.
     *
     * @param failedInChart only failed calls in the heatmap
     */
    record Asked(Listed list, boolean failedInChart) {}

    /** How durations lie over time. */
    record Latency(Heatmap heatmap, Series percentiles) {}

    /** Computes it. For jobs. */
    static RequestsData of(
            Moment moment, Asked asked, OfBaseline<Map<String, EndpointRow>> baseline, CancelToken cancel) {
        Order order = asked.list().order();
        Filter filter = narrowed(moment);
        List<EndpointRow> endpoints = endpoints(moment, baseline, cancel);
        Window aligned = Buckets.align(moment.extent(), BUCKETS);
        SeriesRequest request = new SeriesRequest(
                aligned,
                asked.failedInChart() ? filter.and(FAILED) : filter,
                Buckets.count(aligned, moment.extent(), BUCKETS));
        List<Window> losses = LossSpan.of(moment.snapshot(), request, cancel).stream()
                .map(span -> new Window(
                        request.bucketStartNanos(span.firstBucket()), request.bucketStartNanos(span.lastBucket() + 1)))
                .toList();
        return new RequestsData(
                moment.withoutRows(),
                endpoints,
                new Latency(
                        Heatmap.of(moment.snapshot(), request, ROWS, cancel),
                        Series.of(moment.snapshot(), request, PERCENTILES, Slowness.DEFAULT, cancel)),
                new Brushes.Marks(moment.a(), moment.b(), losses),
                ExchangeList.of(
                                moment.snapshot(),
                                moment.a(),
                                asked.list().failed() ? filter.and(FAILED) : filter,
                                cancel)
                        .sortedBy(order.column(), order.fromHighest(), cancel),
                WaitRow.of(moment.snapshot(), moment.a().toNanos(), filter));
    }

    /** All endpoints in A, each with the same in the baseline. */
    private static List<EndpointRow> endpoints(
            Moment moment, OfBaseline<Map<String, EndpointRow>> baseline, CancelToken cancel) {
        List<EndpointRow> now = endpoints(moment, moment.a(), cancel);
        Window b = moment.b();
        if (b == null) {
            return now;
        }
        Map<String, EndpointRow> then = baseline.of(
                moment,
                b,
                List.of(moment.filter(), moment.state().grain()),
                () -> endpoints(moment, b, cancel).stream()
                        .collect(Collectors.toMap(EndpointRow::key, row -> row, (one, other) -> one)));
        return now.stream().map(row -> row.against(then)).toList();
    }

    private static List<EndpointRow> endpoints(Moment moment, Window window, CancelToken cancel) {
        Table table = Tables.run(
                moment.snapshot(),
                Query.of("endpoints")
                        .by(By.of(moment.state().grain()))
                        .in(window)
                        .where(moment.filter()),
                cancel);
        List<EndpointRow> endpoints = new ArrayList<>();
        for (int i = 0; i < table.rowCount(); i++) {
            endpoints.add(EndpointRow.of(table, i));
        }
        return endpoints;
    }

    /** The filter, narrowed to the selected endpoint: of all who answer it, or of one of them. */
    static Filter narrowed(Moment moment) {
        Filter filter = moment.filter();
        for (FilterTerm term :
                EndpointRow.terms(moment.state().selection(), moment.state().grain())) {
            filter = filter.and(term);
        }
        return filter;
    }
}
