package dev.sonde.ui.requests;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.naming.NameOrder;
import dev.sonde.core.store.Grain;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.shell.OwnerColumn;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tip.Line;
import dev.sonde.ui.workspace.Doubt;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The endpoints. Owned by the FX thread. */
final class EndpointsTable {
    private static final Map<String, ToDoubleFunction<EndpointRow>> ORDERS = Map.of(
            "calls", row -> row.counts().calls(),
            "rate", row -> row.counts().ratePerSecond(),
            "errors", EndpointRow::errorShare,
            "p50", row -> value(row.latency().p50()),
            "p99", row -> value(row.latency().p99()));

    private final Grid<EndpointRow> grid = new Grid<>(
            "Endpoints",
            (one, other) ->
                    one.endpoint().equals(other.endpoint()) && one.service().equals(other.service()));
    private final TableColumn<EndpointRow, EndpointRow> owners;
    private final TableColumn<EndpointRow, EndpointRow> against;
    private List<EndpointRow> rows = List.of();
    private String order = "p99";
    private boolean descending = true;
    private Grain grain = Grain.SERVICE;

    EndpointsTable(Workspace workspace) {
        grid.setId("endpoints");
        var endpoint =
                grid.column(new Head("Endpoint", Kind.CODE, 206, "endpoint"), row -> CellText.of(row.endpoint()));
        owners = grid.column(new Head("Service", Kind.TEXT, 100, "service"), row -> CellText.of(row.service()));
        var calls = grid.column(
                new Head("Calls", Kind.NUMBER, 66, "calls"),
                row -> CellText.of(Counts.text(row.counts().calls())));
        grid.needs(calls, 780);
        var rate = grid.column(
                new Head("Rate /s", Kind.NUMBER, 66, "rate"),
                row -> CellText.of(Rates.text(row.counts().ratePerSecond())));
        var errors =
                grid.column(new Head("Err %", Kind.NUMBER, 58, "errors"), row -> CellText.errors(row.errorShare()));
        var p50 = grid.column(
                new Head("p50", Kind.NUMBER, 76, "p50"),
                row -> CellText.percentile(
                        0.5, row.counts().calls(), row.latency().p50()));
        var p99 = grid.column(
                new Head("p99", Kind.NUMBER, 80, "p99"),
                row -> CellText.percentile(
                        0.99, row.counts().calls(), row.latency().p99()));
        against = grid.column(new Head("Δ vs B", Kind.NUMBER, 76, ""), row -> CellText.change(row.change()));
        grid.explain("p50", Percentiles.explained(0.5));
        grid.explain("p99", Percentiles.explained(0.99));
        grid.explain("Δ vs B", "p99 in A against p99 in B; p95 below 500 calls, p50 below 100.");
        OwnerColumn.by(Grain.SERVICE, grid, owners);
        grid.term(endpoint, row -> Terms.is(FilterField.ENDPOINT, row.endpoint()));
        grid.term(owners, row -> Optional.of(GrainWords.answeredBy(grain, row.service())));
        grid.term(errors, row -> Terms.failed(row.counts().errors() > 0));
        grid.term(p50, row -> Terms.asSlow(row.latency().p50()));
        grid.term(p99, row -> Terms.asSlow(row.latency().p99()));
        grid.needs(p50, 620);
        grid.needs(rate, 560);
        grid.tip(row -> tip(row, workspace.moment()));
        grid.onSort(order, (key, fromHighest) -> {
            order = key;
            descending = fromHighest;
            grid.rows(sorted(rows));
        });
    }

    private static Tip tip(EndpointRow row, Moment moment) {
        EndpointRow then = row.before() == null || row.before().counts().calls() == 0 ? null : row.before();
        double failed = then == null ? Double.NaN : then.errorShare();
        double rate = then == null ? Double.NaN : then.counts().ratePerSecond();
        return Tip.of(row.endpoint())
                .under(then == null ? List.of() : Tip.COMPARED)
                .and(Line.compared(
                        "calls",
                        Rates.withUnit(row.counts().ratePerSecond()),
                        then == null ? null : Rates.withUnit(rate),
                        Change.ofAmount(row.counts().ratePerSecond(), rate)))
                .and(Line.compared(
                        "failed",
                        Shares.text(row.errorShare()),
                        then == null ? null : Shares.text(failed),
                        Change.ofCost(row.errorShare(), failed)))
                .and(Line.percentile(
                        0.5,
                        row.timed(row.latency().p50()),
                        then == null ? null : then.timed(then.latency().p50())))
                .and(Line.percentile(
                        0.95,
                        row.timed(row.latency().p95()),
                        then == null ? null : then.timed(then.latency().p95())))
                .and(Line.percentile(
                        0.99,
                        row.timed(row.latency().p99()),
                        then == null ? null : then.timed(then.latency().p99())))
                .and("service", row.service())
                .doubting(Doubt.of(moment, moment.a(), row.counts().calls()))
                .then("Enter shows its requests");
    }

    Grid<EndpointRow> grid() {
        return grid;
    }

    void show(List<EndpointRow> endpoints, String selected, Grain now) {
        if (grain != now) {
            grain = now;
            OwnerColumn.by(now, grid, owners);
        }
        rows = endpoints;
        grid.worth(against, endpoints.stream().anyMatch(row -> row.before() != null));
        grid.rows(sorted(endpoints));
        grid.selectQuietly(row -> row.key(now).equals(selected));
    }

    private List<EndpointRow> sorted(List<EndpointRow> endpoints) {
        List<EndpointRow> sorted = new ArrayList<>(endpoints);
        Comparator<EndpointRow> byText = order.equals("service")
                ? Comparator.comparing(EndpointRow::service, NameOrder.NAMES)
                        .thenComparing(EndpointRow::endpoint, NameOrder.NAMES)
                : Comparator.comparing(EndpointRow::endpoint, NameOrder.NAMES)
                        .thenComparing(EndpointRow::service, NameOrder.NAMES);
        ToDoubleFunction<EndpointRow> value = ORDERS.get(order);
        if (value == null) {
            sorted.sort(descending ? byText : byText.reversed());
        } else {
            Comparator<EndpointRow> byValue = Comparator.comparingDouble(value);
            sorted.sort((descending ? byValue.reversed() : byValue).thenComparing(byText));
        }
        return sorted;
    }

    private static double value(@Nullable Long nanos) {
        return nanos == null ? -1 : nanos;
    }
}
