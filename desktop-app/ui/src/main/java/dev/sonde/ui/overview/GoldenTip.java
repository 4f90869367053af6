package dev.sonde.ui.overview;

import dev.sonde.core.series.Signal;
import dev.sonde.core.time.Window;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.workspace.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What tooltips of the golden signals say: the value at a moment, in A, in B and the change. No display needed.
 *
 * @param data what is shown
 * @param at the moment under the pointer, or null where it is on the figures
 * @param clocks how times are read
 */
record GoldenTip(OverviewData data, @Nullable Long at, Clocks clocks) {
    Tip rate() {
        return of("Rate", List.of(new Row("requests", Signal.RATE, Figures::ratePerSecond, Rates::withUnit, false)));
    }

    Tip errors() {
        return of("Errors", List.of(new Row("failed", Signal.ERROR_RATIO, Figures::errorShare, Shares::text, true)));
    }

    Tip slow() {
        return of(
                "Slow calls, " + SlowWords.of(data.slowness()),
                List.of(new Row("a minute", Signal.SLOW, Figures::slowPerMinute, Rates::text, true)));
    }

    Tip latency() {
        return of(
                "Latency",
                List.of(
                        percentile(
                                "p99",
                                0.99,
                                Signal.P99,
                                figures -> figures.latency().p99()),
                        percentile(
                                "p95",
                                0.95,
                                Signal.P95,
                                figures -> figures.latency().p95()),
                        percentile(
                                "p50",
                                0.5,
                                Signal.P50,
                                figures -> figures.latency().p50())));
    }

    /** One line: its value in figures, which is NaN where there is none. */
    private record Row(
            String name, Signal signal, Function<Figures, Double> value, DoubleFunction<String> text, boolean isCost) {}

    /** Of too few calls it is none. */
    private static Row percentile(
            String name, double quantile, Signal signal, Function<Figures, @Nullable Long> nanos) {
        return new Row(
                name,
                signal,
                figures -> {
                    Long value = nanos.apply(figures);
                    return value == null || !Percentiles.enough(quantile, figures.calls())
                            ? Double.NaN
                            : (double) value;
                },
                Durations::text,
                true);
    }

    private Tip of(String title, List<Row> rows) {
        boolean compared = data.before() != null;
        List<String> heads = new ArrayList<>();
        if (at != null) {
            heads.add("here");
        }
        heads.addAll(compared ? Tip.COMPARED : List.of("A"));
        String of = data.moment().state().selection();
        Tip tip = Tip.of(title + (of.isEmpty() ? "" : ", " + of) + (at == null ? "" : ", " + clocks.seconds(at)))
                .under(heads);
        for (Row row : rows) {
            tip = tip.and(line(row));
        }
        Window window = at == null ? data.moment().a() : new Window(at, at + 1);
        return tip.doubting(Doubt.of(data.moment(), window))
                .then(
                        at != null
                                ? "A drag selects time, which A and B take"
                                : compared ? "" : "No baseline: B pins A as B");
    }

    private Tip.Line line(Row row) {
        List<String> values = new ArrayList<>();
        Line line = data.lines().get(row.signal());
        if (at != null) {
            values.add(text(row, line == null ? Double.NaN : line.at(at)));
        }
        double a = row.value().apply(data.now());
        values.add(text(row, a));
        Figures before = data.before();
        if (before == null) {
            return new Tip.Line(row.name(), values, "");
        }
        double b = row.value().apply(before);
        values.add(text(row, b));
        Change change = row.isCost() ? Change.ofCost(a, b) : Change.ofAmount(a, b);
        values.add(change.mark() + change.text());
        return new Tip.Line(row.name(), values, change.weight().style());
    }

    private static String text(Row row, double value) {
        return Double.isNaN(value) ? "–" : row.text().apply(value);
    }
}
