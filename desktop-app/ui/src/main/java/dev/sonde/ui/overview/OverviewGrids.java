package dev.sonde.ui.overview;

import dev.sonde.core.table.ExchangeRow;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.overview.OverviewData.EndpointShare;

/** The small tables of the Overview, and what their columns say. */
final class OverviewGrids {
    private OverviewGrids() {}

    static Grid<ExchangeRow> slowest() {
        Grid<ExchangeRow> grid =
                new Grid<>("Slowest requests", (one, other) -> one.key().equals(other.key()));
        grid.setId("slowest");
        grid.column(
                new Head("Duration", Kind.NUMBER, 74, ""),
                row -> CellText.of(Durations.textOrDash(row.durationNanos())));
        grid.column(
                new Head("Request", Kind.CODE, 214, ""),
                row -> new CellText(row.summary(), row.error() ? "sd-error" : ""));
        grid.column(
                new Head("Service", Kind.TEXT, 92, ""),
                row -> CellText.of(row.server().name()));
        return grid;
    }

    static Grid<EndpointShare> busiest() {
        Grid<EndpointShare> grid = new Grid<>(
                "Busiest endpoints",
                (one, other) ->
                        one.endpoint().equals(other.endpoint()) && one.service().equals(other.service()));
        grid.setId("endpoints-share");
        grid.column(new Head("Endpoint", Kind.CODE, 180, ""), row -> CellText.of(row.endpoint()));
        grid.column(new Head("Service", Kind.TEXT, 76, ""), row -> CellText.of(row.service()));
        grid.column(new Head("Calls", Kind.NUMBER, 64, ""), row -> CellText.of(Counts.text(row.calls())));
        grid.column(
                new Head("p99", Kind.NUMBER, 78, ""),
                row -> CellText.of(Percentiles.text(0.99, row.calls(), row.p99())));
        return grid;
    }
}
