package dev.sonde.ui.overview;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.LossSpan;
import dev.sonde.core.series.Series;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.series.Signal;
import dev.sonde.core.series.Sparklines;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.By;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Slowest;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.workspace.Buckets;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Known;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.OfBaseline;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the Overview shows of a moment.
 *
 * @param moment the moment
 * @param slowness which calls are slow
 * @param now signals of window A, of the selected row or of all
 * @param before the same in the baseline, or null
 * @param lines signals over the extent
 * @param marks windows and losses
 * @param lists services and slowest requests
 */
record OverviewData(
        Moment moment,
        Slowness slowness,
        Figures now,
        @Nullable Figures before,
        Map<Signal, Line> lines,
        Brushes.Marks marks,
        Lists lists) {
    private static final int BUCKETS = 120;
    private static final int SPARK_BUCKETS = 60;
    private static final int SLOWEST = 30;
    private static final Map<Signal, Token> COLOURS = Map.of(
            Signal.RATE, Token.SERIES_1,
            Signal.ERROR_RATIO, Token.SERIES_8,
            Signal.P50, Token.SERIES_1,
            Signal.P95, Token.SERIES_7,
            Signal.P99, Token.SERIES_2,
            Signal.SLOW, Token.SERIES_4);

    /**
     * Lists of the Overview.
     *
     * @param services all that answered
     * @param slowest the slowest requests of window A, of the selected row or of all
     * @param endpoints endpoints that the most time is spent in
     */
    record Lists(List<ServiceRow> services, List<ExchangeRow> slowest, List<EndpointShare> endpoints) {}

    /** An endpoint with its share of all time spent. */
    record EndpointShare(
            String service,
            String endpoint,
            long calls,
            double share,
            @Nullable Long p99) {}

    /** What is known of the baseline: of all, and of each service. */
    record Baseline(OfBaseline<Figures> whole, OfBaseline<Map<String, Figures>> services) {
        Baseline() {
            this(new OfBaseline<>(), new OfBaseline<>());
        }
    }

    /** Computes it. For jobs. */
    static OverviewData of(Moment moment, Slowness slowness, Baseline baseline, CancelToken cancel) {
        Filter filter = narrowed(moment);
        Figures now = Figures.of(moment.snapshot(), moment.a(), filter, slowness, cancel);
        Window b = moment.b();
        Figures before = b == null
                ? null
                : baseline.whole()
                        .of(
                                moment,
                                b,
                                List.of(filter, slowness),
                                () -> Figures.of(moment.snapshot(), b, filter, slowness, cancel));
        Window aligned = Buckets.align(moment.extent(), BUCKETS);
        int count = Buckets.count(aligned, moment.extent(), BUCKETS);
        SeriesRequest request = new SeriesRequest(aligned, filter, count);
        Series series = Series.of(moment.snapshot(), request, Set.copyOf(COLOURS.keySet()), slowness, cancel);
        Map<Signal, Line> lines = new EnumMap<>(Signal.class);
        COLOURS.keySet().forEach(signal -> lines.put(signal, line(moment, series, request, signal)));
        List<Window> losses = LossSpan.of(moment.snapshot(), request, cancel).stream()
                .map(span -> new Window(
                        request.bucketStartNanos(span.firstBucket()), request.bucketStartNanos(span.lastBucket() + 1)))
                .toList();
        return new OverviewData(
                moment.withoutRows(),
                slowness,
                now,
                before,
                lines,
                new Brushes.Marks(moment.a(), b, losses),
                new Lists(
                        services(moment, slowness, baseline.services(), cancel),
                        Slowest.of(moment.snapshot(), moment.a(), filter, SLOWEST, cancel),
                        endpoints(moment, filter, slowness, cancel)));
    }

    /** The filter, narrowed to what the selected row answered. */
    static Filter narrowed(Moment moment) {
        String selected = moment.state().selection();
        return selected.isEmpty()
                ? moment.filter()
                : moment.filter().and(GrainWords.answeredBy(moment.state().grain(), selected));
    }

    private static Line line(Moment moment, Series series, SeriesRequest request, Signal signal) {
        // The table counts slow calls by the minute, and so does the chart.
        double unit = signal == Signal.SLOW ? 60 : 1;
        double[] values = Known.values(request, moment.span().known(), i -> series.value(signal, i) * unit);
        Token colour = Objects.requireNonNull(COLOURS.get(signal));
        long step = (request.window().toNanos() - request.window().fromNanos()) / request.buckets();
        Line line = new Line(signal.name(), colour, request.window().fromNanos(), step, values);
        // The colours of p50 and p95 are both blue.
        return signal == Signal.P95 ? line.inDashes() : line;
    }

    private static Map<String, Figures> figures(Table table) {
        Map<String, Figures> figures = new HashMap<>();
        for (int i = 0; i < table.rowCount(); i++) {
            Figures row = Figures.row(table, i);
            figures.put(row.name(), row);
        }
        return figures;
    }

    private static List<ServiceRow> services(
            Moment moment, Slowness slowness, OfBaseline<Map<String, Figures>> baseline, CancelToken cancel) {
        Grain grain = moment.state().grain();
        Query query =
                Query.of("overview").by(By.of(grain)).where(moment.filter()).slowBy(slowness);
        Table now = Tables.run(moment.snapshot(), query.in(moment.a()), cancel);
        Window b = moment.b();
        Map<String, Figures> before = b == null
                ? Map.of()
                : baseline.of(
                        moment,
                        b,
                        List.of(moment.filter(), slowness, grain),
                        () -> figures(Tables.run(moment.snapshot(), query.in(b), cancel)));
        Window aligned = Buckets.align(moment.extent(), SPARK_BUCKETS);
        int count = Buckets.count(aligned, moment.extent(), SPARK_BUCKETS);
        SeriesRequest request = new SeriesRequest(aligned, moment.filter(), count);
        Sparklines sparklines = Sparklines.of(moment.snapshot(), request, grain, cancel);
        Map<String, Runtimes> runtimes = Runtimes.of(moment.snapshot(), grain);
        List<ServiceRow> rows = new ArrayList<>();
        for (int i = 0; i < now.rowCount(); i++) {
            Figures figures = Figures.row(now, i);
            Figures then = b == null ? null : before.getOrDefault(figures.name(), Figures.NONE);
            rows.add(new ServiceRow(
                    figures,
                    then,
                    sparkline(moment, sparklines.line(figures.name()), request),
                    runtimes.getOrDefault(figures.name(), Runtimes.NONE)));
        }
        return rows;
    }

    private static @Nullable Line sparkline(Moment moment, Sparklines.@Nullable Line line, SeriesRequest request) {
        if (line == null) {
            return null;
        }
        double[] values = Known.values(request, moment.span().known(), line::p99);
        long step = (request.window().toNanos() - request.window().fromNanos()) / request.buckets();
        return new Line("p99", Token.SERIES_1, request.window().fromNanos(), step, values);
    }

    private static List<EndpointShare> endpoints(Moment moment, Filter filter, Slowness slowness, CancelToken cancel) {
        Table table = Tables.run(
                moment.snapshot(),
                Query.of("endpoints")
                        .by(By.of(moment.state().grain()))
                        .in(moment.a())
                        .where(filter)
                        .slowBy(slowness),
                cancel);
        long all = 0;
        for (int i = 0; i < table.rowCount(); i++) {
            all += table.count(i, "calls");
        }
        return new Shares(table, all);
    }

    /** Endpoints by their calls, the busiest first, each made when it is looked at. */
    private static final class Shares extends AbstractList<EndpointShare> {
        private final Table table;
        private final long all;

        Shares(Table table, long all) {
            this.table = table;
            this.all = all;
        }

        @Override
        public EndpointShare get(int i) {
            long calls = table.count(i, "calls");
            return new EndpointShare(
                    String.valueOf(table.value(i, "service")),
                    String.valueOf(table.value(i, "endpoint")),
                    calls,
                    all == 0 ? 0 : (double) calls / all,
                    table.known(i, "p99_ns"));
        }

        @Override
        public int size() {
            return table.rowCount();
        }
    }
}
