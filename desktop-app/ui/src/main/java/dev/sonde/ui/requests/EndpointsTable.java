package dev.sonde.ui.requests;

import dev.sonde.core.store.Grain;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.workspace.GrainWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private List<EndpointRow> rows = List.of();
    private String order = "p99";
    private boolean descending = true;
    private Grain grain = Grain.SERVICE;

    EndpointsTable() {
        grid.setId("endpoints");
        grid.column(new Head("Endpoint", Kind.CODE, 206, "endpoint"), row -> CellText.of(row.endpoint()));
        owners = grid.column(new Head("Service", Kind.TEXT, 124, "service"), row -> CellText.of(row.service()));
        var calls = grid.column(
                new Head("Calls", Kind.NUMBER, 66, "calls"),
                row -> CellText.of(Counts.text(row.counts().calls())));
        grid.needs(calls, 620);
        grid.column(
                new Head("Rate /s", Kind.NUMBER, 66, "rate"),
                row -> CellText.of(Rates.text(row.counts().ratePerSecond())));
        grid.column(new Head("Err %", Kind.NUMBER, 58, "errors"), row -> CellText.errors(row.errorShare()));
        grid.column(
                new Head("p50", Kind.NUMBER, 76, "p50"),
                row -> CellText.percentile(
                        0.5, row.counts().calls(), row.latency().p50()));
        grid.column(
                new Head("p99", Kind.NUMBER, 80, "p99"),
                row -> CellText.percentile(
                        0.99, row.counts().calls(), row.latency().p99()));
        grid.onSort(order, (key, fromHighest) -> {
            order = key;
            descending = fromHighest;
            grid.rows(sorted(rows));
        });
    }

    Grid<EndpointRow> grid() {
        return grid;
    }

    void show(List<EndpointRow> endpoints, String selected, Grain now) {
        if (grain != now) {
            grain = now;
            grid.title(owners, GrainWords.title(now));
        }
        rows = endpoints;
        grid.rows(sorted(endpoints));
        grid.selectQuietly(row -> row.key(now).equals(selected));
    }

    private List<EndpointRow> sorted(List<EndpointRow> endpoints) {
        List<EndpointRow> sorted = new ArrayList<>(endpoints);
        Comparator<EndpointRow> byText = order.equals("service")
                ? Comparator.comparing(EndpointRow::service).thenComparing(EndpointRow::endpoint)
                : Comparator.comparing(EndpointRow::endpoint).thenComparing(EndpointRow::service);
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
