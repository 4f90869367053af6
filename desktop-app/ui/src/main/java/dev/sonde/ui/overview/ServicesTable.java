package dev.sonde.ui.overview;

import dev.sonde.core.naming.NameOrder;
import dev.sonde.core.store.Grain;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.HealthMark;
import dev.sonde.ui.chart.Sparkline;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.PaintedCell;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** Those who answer, with their signals. Owned by the FX thread. */
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

    private static final double WIDTH_FOR_SPARKS = 960;
    private static final double WIDTH_FOR_RUNTIME = 880;
    private static final double WIDTH_FOR_PROCESSES = 1040;

    private final Workspace workspace;
    private final Grid<ServiceRow> grid =
            new Grid<>("Services", (one, other) -> one.name().equals(other.name()));
    private final TableColumn<ServiceRow, ServiceRow> names;
    private final TableColumn<ServiceRow, ServiceRow> processes;
    private final TableColumn<ServiceRow, ServiceRow> runtime;
    private List<ServiceRow> rows = List.of();
    private String order = "p99";
    private boolean descending = true;
    private Grain grain = Grain.SERVICE;

    ServicesTable(Workspace workspace) {
        this.workspace = workspace;
        grid.setId("services");
        grid.painted(
                new Head("", Kind.TEXT, 34, ""),
                column -> new PaintedCell<>(workspace.look(), ServiceRow::health, this::health));
        names = grid.column(new Head("Service", Kind.NAME, 170, "name"), row -> CellText.of(row.name()));
        grid.term(
                names,
                row -> Optional.of(
                        GrainWords.answeredBy(workspace.moment().state().grain(), row.name())));
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
        var errors = grid.column(new Head("Errors %", Kind.NUMBER, 78, "errors"), ServicesTable::errors);
        grid.term(errors, row -> Terms.failed(row.now().errors() > 0));
        var p50 = grid.column(
                new Head("p50", Kind.NUMBER, 86, "p50"),
                row -> CellText.percentile(
                        0.5, row.now().calls(), row.now().latency().p50()));
        var p95 = grid.column(
                new Head("p95", Kind.NUMBER, 86, "p95"),
                row -> CellText.percentile(
                        0.95, row.now().calls(), row.now().latency().p95()));
        var p99 = grid.column(
                new Head("p99", Kind.NUMBER, 86, "p99"),
                row -> CellText.percentile(
                        0.99, row.now().calls(), row.now().latency().p99()));
        grid.column(new Head("Δ vs B", Kind.NUMBER, 84, ""), row -> CellText.change(row.change()));
        var sparks = grid.painted(
                new Head("p99 over time", Kind.TEXT, 140, ""),
                column -> PaintedCell.sparkline(workspace.look(), this::spark));
        var slow = grid.column(
                new Head("Slow /min", Kind.NUMBER, 92, "slow"),
                row -> CellText.of(Rates.text(row.now().slowPerMinute())));
        grid.term(p50, row -> Terms.asSlow(row.now().latency().p50()));
        grid.term(p95, row -> Terms.asSlow(row.now().latency().p95()));
        grid.term(p99, row -> Terms.asSlow(row.now().latency().p99()));
        grid.tip(row -> OverviewTips.of(row, workspace.moment()));
        grid.needs(calls, 720);
        grid.needs(slow, 800);
        explain();
        grid.onSort(order, (key, fromHighest) -> {
            order = key;
            descending = fromHighest;
            grid.rows(sorted(rows));
        });
        grid.needs(sparks, WIDTH_FOR_SPARKS);
        grid.needs(processes, WIDTH_FOR_PROCESSES);
        grid.needs(runtime, WIDTH_FOR_RUNTIME);
        fit();
    }

    private void explain() {
        grid.explain("p50", Percentiles.explained(0.5));
        grid.explain("p95", Percentiles.explained(0.95));
        grid.explain("p99", Percentiles.explained(0.99));
        grid.explain("Errors %", "Share of the calls in A that failed, by the protocol's own word.");
        grid.explain("Δ vs B", "p99 in A against p99 in B; p95 below 500 calls, p50 below 100.");
        grid.explain("p99 over time", "On a log scale. Dashed: p99 in B. The tinted stretches are A and B.");
        grid.explain("Slow /min", "Slow calls a minute. What is slow stands on the panel Slow calls.");
    }

    Grid<ServiceRow> grid() {
        return grid;
    }

    void show(List<ServiceRow> services, Grain now) {
        if (grain != now) {
            grain = now;
            grid.title(names, GrainWords.title(now));
        }
        rows = services;
        fit();
        grid.rows(sorted(services));
    }

    /** Drops what nothing is known of. */
    private void fit() {
        grid.worth(processes, rows.stream().anyMatch(row -> row.runtime().processes() > 0));
        grid.worth(runtime, rows.stream().anyMatch(row -> !row.runtime().name().isEmpty()));
    }

    private List<ServiceRow> sorted(List<ServiceRow> services) {
        List<ServiceRow> sorted = new ArrayList<>(services);
        Comparator<ServiceRow> byName = order.equals("runtime")
                ? Comparator.comparing((ServiceRow row) -> row.runtime().name())
                        .thenComparing(ServiceRow::name, NameOrder.NAMES)
                : Comparator.comparing(ServiceRow::name, NameOrder.NAMES);
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
        return CellText.errors(share);
    }

    private void health(GraphicsContext g, ServiceRow row, double width, double height) {
        HealthMark.paint(g, workspace.look(), row.health(), width / 2, height / 2 + 1);
    }

    private void spark(Sparkline line, GraphicsContext g, ServiceRow row, double width, double height) {
        Moment moment = workspace.moment();
        Figures before = row.before();
        line.paint(
                g,
                width,
                height,
                moment.extent(),
                new Brushes.Marks(moment.a(), moment.b(), List.of()),
                new Sparkline.Content(
                        row.line(),
                        row.change().weight(),
                        before == null ? null : before.latency().p99()));
    }

    private static double value(@Nullable Long nanos) {
        return nanos == null ? -1 : nanos;
    }
}
