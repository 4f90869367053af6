package dev.sonde.ui.overview;

import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.HealthMark;
import dev.sonde.ui.chart.Path;
import dev.sonde.ui.chart.Strokes;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.chart.ValueScale;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.PaintedCell;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The services with their signals. Owned by the FX thread. */
final class ServicesTable {
    private static final Map<String, ToDoubleFunction<ServiceRow>> ORDERS = Map.of(
            "calls", row -> row.now().calls(),
            "rate", row -> row.now().ratePerSecond(),
            "errors", row -> row.now().errorShare(),
            "p50", row -> value(row.now().latency().p50()),
            "p95", row -> value(row.now().latency().p95()),
            "p99", row -> value(row.now().latency().p99()),
            "processes", row -> row.runtime().processes(),
            "slow", row -> row.now().slowPerMinute());

    private static final double WIDTH_FOR_SPARKS = 860;
    private static final double WIDTH_FOR_PROCESSES = 740;

    private final Workspace workspace;
    private final Grid<ServiceRow> grid =
            new Grid<>("Services", (one, other) -> one.name().equals(other.name()));
    private final Path path = new Path();
    private final TableColumn<ServiceRow, ServiceRow> sparks;
    private final TableColumn<ServiceRow, ServiceRow> processes;
    private final TableColumn<ServiceRow, ServiceRow> runtime;
    private List<ServiceRow> rows = List.of();
    private String order = "p99";
    private boolean descending = true;

    ServicesTable(Workspace workspace) {
        this.workspace = workspace;
        grid.setId("services");
        grid.painted(new Head("", Kind.TEXT, 34, ""), column -> new PaintedCell<>(workspace.look(), this::health));
        grid.column(new Head("Service", Kind.NAME, 170, "name"), row -> CellText.of(row.name()));
        runtime = grid.column(
                new Head("Runtime", Kind.TEXT, 76, "runtime"),
                row -> row.runtime().name().isEmpty()
                        ? CellText.muted("–")
                        : CellText.of(row.runtime().name()));
        processes = grid.column(
                new Head("Processes", Kind.NUMBER, 84, "processes"),
                row -> row.runtime().processes() == 0
                        ? CellText.muted("–")
                        : CellText.of(Counts.text(row.runtime().processes())));
        var calls = grid.column(
                new Head("Calls", Kind.NUMBER, 78, "calls"),
                row -> CellText.of(Counts.text(row.now().calls())));
        grid.column(
                new Head("Rate /s", Kind.NUMBER, 78, "rate"),
                row -> CellText.of(Rates.text(row.now().ratePerSecond())));
        grid.column(new Head("Errors %", Kind.NUMBER, 78, "errors"), ServicesTable::errors);
        grid.column(
                new Head("p50", Kind.NUMBER, 86, "p50"),
                row -> percentile(row, 0.5, row.now().latency().p50()));
        grid.column(
                new Head("p95", Kind.NUMBER, 86, "p95"),
                row -> percentile(row, 0.95, row.now().latency().p95()));
        grid.column(
                new Head("p99", Kind.NUMBER, 86, "p99"),
                row -> percentile(row, 0.99, row.now().latency().p99()));
        grid.column(new Head("Δ vs B", Kind.NUMBER, 84, ""), ServicesTable::change);
        sparks = grid.painted(
                new Head("p99 over time", Kind.TEXT, 140, ""),
                column -> new PaintedCell<>(workspace.look(), this::spark));
        var slow = grid.column(
                new Head("Slow /min", Kind.NUMBER, 92, "slow"),
                row -> CellText.of(Rates.text(row.now().slowPerMinute())));
        grid.needs(calls, 800);
        grid.needs(slow, 700);
        explain();
        grid.onSort(order, (key, fromHighest) -> {
            order = key;
            descending = fromHighest;
            grid.rows(sorted(rows));
        });
        grid.widthProperty().subscribe(this::fit);
    }

    private void explain() {
        grid.explain("Errors %", "Share of the calls in A that failed, by the protocol's own word.");
        grid.explain("Δ vs B", "p99 in A against p99 in B; p95 below 500 calls, p50 below 100.");
        grid.explain("p99 over time", "On a log scale. Dashed: p99 in B. The tinted stretches are A and B.");
        grid.explain("Slow /min", "Slow calls a minute. What is slow stands on the panel Slow calls.");
    }

    Grid<ServiceRow> grid() {
        return grid;
    }

    void show(List<ServiceRow> services) {
        rows = services;
        fit();
        grid.rows(sorted(services));
    }

    /** Drops what is of second rank where there is no room, and what nothing is known of. */
    private void fit() {
        double width = grid.getWidth();
        show(sparks, width > WIDTH_FOR_SPARKS);
        boolean known = rows.stream().anyMatch(row -> row.runtime().processes() > 0);
        show(processes, known && width > WIDTH_FOR_PROCESSES);
        boolean named = rows.stream().anyMatch(row -> !row.runtime().name().isEmpty());
        show(runtime, named && width > WIDTH_FOR_PROCESSES);
    }

    private static void show(TableColumn<ServiceRow, ServiceRow> column, boolean visible) {
        if (column.isVisible() != visible) {
            column.setVisible(visible);
        }
    }

    private List<ServiceRow> sorted(List<ServiceRow> services) {
        List<ServiceRow> sorted = new ArrayList<>(services);
        Comparator<ServiceRow> byName = order.equals("runtime")
                ? Comparator.comparing((ServiceRow row) -> row.runtime().name()).thenComparing(ServiceRow::name)
                : Comparator.comparing(ServiceRow::name);
        ToDoubleFunction<ServiceRow> value = ORDERS.get(order);
        if (value == null) {
            sorted.sort(descending ? byName : byName.reversed());
        } else {
            Comparator<ServiceRow> byValue = Comparator.comparingDouble(value);
            sorted.sort((descending ? byValue.reversed() : byValue).thenComparing(byName));
        }
        return sorted;
    }

    private static CellText errors(ServiceRow row) {
        double share = row.now().errorShare();
        if (Double.isNaN(share)) {
            return CellText.muted("–");
        }
        String style = share == 0 ? "sd-muted" : share >= 0.01 ? "sd-error" : "sd-warn";
        return new CellText(Shares.digits(share), style);
    }

    private static CellText percentile(ServiceRow row, double quantile, @Nullable Long nanos) {
        String text = Percentiles.text(quantile, row.now().calls(), nanos);
        boolean known = nanos != null && Percentiles.enough(quantile, row.now().calls());
        return known ? CellText.of(text) : CellText.muted(text);
    }

    private static CellText change(ServiceRow row) {
        Change change = row.change();
        return new CellText(change.mark() + change.text(), GoldenPanel.style(change.weight()));
    }

    private void health(GraphicsContext g, ServiceRow row, double width, double height) {
        HealthMark.paint(g, workspace.look(), row.health(), width / 2, height / 2 + 1);
    }

    private void spark(GraphicsContext g, ServiceRow row, double width, double height) {
        if (row.line() == null) {
            return;
        }
        TimeScale time = TimeScale.of(workspace.moment().extent(), 0, width);
        double max = row.line().max(time.fromNanos(), time.toNanos());
        double min = row.line().minAboveZero(time.fromNanos(), time.toNanos());
        if (!(max > 0)) {
            return;
        }
        ValueScale value = ValueScale.logarithmic(min, max, height - 2, 3);
        Token colour = lineColour(row);
        Brushes.windows(
                g,
                workspace.look(),
                time,
                1,
                height,
                new Brushes.Marks(workspace.moment().a(), workspace.moment().b(), List.of()));
        path.set(row.line(), time, value);
        Strokes.area(g, path, height - 2, workspace.look().colour(colour, 0.14));
        Strokes.line(g, path, workspace.look().colour(colour));
        Figures before = row.before();
        Long level = before == null ? null : before.latency().p99();
        if (level != null) {
            Brushes.level(g, workspace.look(), 0, width, value.y(level));
        }
    }

    private static Token lineColour(ServiceRow row) {
        return switch (row.change().weight()) {
            case ERROR -> Token.STATUS_ERROR;
            case WARN -> Token.STATUS_WARN;
            case OK, MUTED -> Token.SERIES_1;
        };
    }

    private static double value(@Nullable Long nanos) {
        return nanos == null ? -1 : nanos;
    }
}
