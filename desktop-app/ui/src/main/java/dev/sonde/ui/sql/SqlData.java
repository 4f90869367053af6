package dev.sonde.ui.sql;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.Callers;
import dev.sonde.core.series.SeriesRequest;
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
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.sql.StatementRow.Figures;
import dev.sonde.ui.workspace.Buckets;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Known;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.OfBaseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the SQL view shows of a moment.
 *
 * @param moment the moment
 * @param seconds length of A and of B as far as they were watched
 * @param rows all statements in window A
 * @param detail the selected statement, or null where there is none
 * @param behind where there is none: who asks SQL behind those that the filter asks for
 */
record SqlData(
        Moment moment,
        Seconds seconds,
        List<StatementRow> rows,
        @Nullable Detail detail,
        Behind behind) {
    private static final int SPARK_BUCKETS = 60;
    private static final int SLOWEST = 50;

    /** Seconds of both windows; 0 without a baseline. */
    record Seconds(double a, double b) {}

    /**
     * More of one statement.
     *
     * @param row the statement
     * @param callers who calls it, with their own figures
     * @param a durations in A by caller
     * @param b durations in the baseline, or null
     * @param seen all of its calls
     * @param runs its codes and its slowest executions
     */
    record Detail(
            StatementRow row,
            List<StatementRow> callers,
            Callers a,
            @Nullable Callers b,
            Callers seen,
            Runs runs) {}

    /** How its executions of A ended, and the slowest of them. */
    record Runs(Map<String, Long> codes, List<ExchangeRow> slowest) {}

    /** What is known of the baseline: of all statements, and of the selected one. */
    record Baseline(
            OfBaseline<Map<String, Figures>> statements,
            OfBaseline<Map<String, Figures>> callers,
            OfBaseline<Callers> durations) {
        Baseline() {
            this(new OfBaseline<>(), new OfBaseline<>(), new OfBaseline<>());
        }
    }

    /** Computes it. For jobs. */
    static SqlData of(Moment moment, Baseline baseline, CancelToken cancel) {
        Window a = moment.a();
        Window b = moment.b();
        Grain grain = moment.state().grain();
        List<StatementRow> rows = new ArrayList<>();
        Window aligned = Buckets.align(moment.extent(), SPARK_BUCKETS);
        SeriesRequest request =
                new SeriesRequest(aligned, moment.filter(), Buckets.count(aligned, moment.extent(), SPARK_BUCKETS));
        Sparklines lines = Sparklines.ofStatements(moment.snapshot(), request, grain, cancel);
        for (StatementRow row :
                rows(moment, query(moment, moment.filter(), By.of(grain)), baseline.statements(), cancel)) {
            Line line = line(moment, lines.line(Sparklines.statementKey(row.owner(), row.text())), request);
            rows.add(new StatementRow(row.owner(), row.text(), row.now(), row.before(), line));
        }
        String selection = moment.state().selection();
        StatementRow selected = rows.stream()
                .filter(row -> row.isMeant(selection))
                .findFirst()
                .orElse(rows.isEmpty() ? null : rows.getFirst());
        Seconds seconds = new Seconds(seconds(moment, a), b == null ? 0 : seconds(moment, b));
        return new SqlData(
                moment.withoutRows(),
                seconds,
                rows,
                selected == null ? null : detail(moment, selected, baseline, cancel),
                selected == null ? Behind.of(moment, cancel) : Behind.NOBODY);
    }

    private static double seconds(Moment moment, Window window) {
        return moment.knownNanos(window) / 1e9;
    }

    /** What keeps only the calls of a statement. */
    static List<FilterTerm> terms(StatementRow row, Grain grain) {
        return List.of(GrainWords.answeredBy(grain, row.owner()), FilterTerm.is(FilterField.ENDPOINT, row.text()));
    }

    private static Detail detail(Moment moment, StatementRow row, Baseline baseline, CancelToken cancel) {
        Grain grain = moment.state().grain();
        Filter filter = narrowed(moment, row);
        Window b = moment.b();
        Table codes = Tables.run(
                moment.snapshot(), Query.of("endpoints").in(moment.a()).where(filter), cancel);
        Map<String, Long> statuses = new HashMap<>();
        for (int i = 0; i < codes.rowCount(); i++) {
            if (Objects.requireNonNull(codes.value(i, "statuses")) instanceof Map<?, ?> counts) {
                counts.forEach((code, count) ->
                        statuses.merge(String.valueOf(code), count instanceof Long n ? n : 0L, Long::sum));
            }
        }
        return new Detail(
                row,
                rows(moment, query(moment, filter, By.PEER), baseline.callers(), cancel),
                Callers.of(moment.snapshot(), moment.a(), filter, grain, cancel),
                b == null
                        ? null
                        : baseline.durations()
                                .of(
                                        moment,
                                        b,
                                        List.of(filter, grain),
                                        () -> Callers.of(moment.snapshot(), b, filter, grain, cancel)),
                Callers.of(moment.snapshot(), Window.ALL, filter, grain, cancel),
                new Runs(statuses, Slowest.of(moment.snapshot(), moment.a(), filter, SLOWEST, cancel)));
    }

    private static Filter narrowed(Moment moment, StatementRow row) {
        Filter filter = moment.filter();
        for (FilterTerm term : terms(row, moment.state().grain())) {
            filter = filter.and(term);
        }
        return filter;
    }

    private static Query query(Moment moment, Filter filter, By by) {
        return Query.of("sql").where(filter).by(by).peersAt(moment.state().grain());
    }

    private static Map<String, Figures> figures(Table table) {
        Map<String, Figures> figures = new HashMap<>();
        for (int i = 0; i < table.rowCount(); i++) {
            figures.put(key(table, i), Figures.of(table, i));
        }
        return figures;
    }

    /** Rows of the table {@code sql} in A, each with the same in the baseline. */
    private static List<StatementRow> rows(
            Moment moment, Query query, OfBaseline<Map<String, Figures>> baseline, CancelToken cancel) {
        Table now = Tables.run(moment.snapshot(), query.in(moment.a()), cancel);
        Window b = moment.b();
        Map<String, Figures> before = b == null
                ? Map.of()
                : baseline.of(
                        moment,
                        b,
                        List.of(query.filter(), moment.state().grain()),
                        () -> figures(Tables.run(moment.snapshot(), query.in(b), cancel)));
        List<StatementRow> rows = new ArrayList<>();
        for (int i = 0; i < now.rowCount(); i++) {
            rows.add(new StatementRow(
                    String.valueOf(now.value(i, "service")),
                    String.valueOf(now.value(i, "fingerprint")),
                    Figures.of(now, i),
                    b == null ? null : before.getOrDefault(key(now, i), Figures.NONE),
                    null));
        }
        return rows;
    }

    private static String key(Table table, int row) {
        return Sparklines.statementKey(
                String.valueOf(table.value(row, "service")), String.valueOf(table.value(row, "fingerprint")));
    }

    private static @Nullable Line line(Moment moment, Sparklines.@Nullable Line line, SeriesRequest request) {
        if (line == null) {
            return null;
        }
        double[] values = Known.values(request, moment.span().known(), line::p99);
        long step = (request.window().toNanos() - request.window().fromNanos()) / request.buckets();
        return new Line("p99", Token.SERIES_1, request.window().fromNanos(), step, values);
    }
}
