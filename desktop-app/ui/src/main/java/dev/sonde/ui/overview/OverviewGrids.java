package dev.sonde.ui.overview;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.overview.OverviewData.EndpointShare;
import dev.sonde.ui.shell.OwnerColumn;
import dev.sonde.ui.tip.ExchangeTip;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Workspace;
import java.util.Optional;
import javafx.scene.control.TableColumn;

/** The small tables of the Overview, and what their columns say. Owned by the FX thread. */
final class OverviewGrids {
    private static final double WIDEST_DURATION = 88;

    private final Grid<ExchangeRow> slowest =
            new Grid<>("Slowest requests", (one, other) -> one.key().equals(other.key()));
    private final Grid<EndpointShare> busiest = new Grid<>(
            "Busiest endpoints",
            (one, other) ->
                    one.endpoint().equals(other.endpoint()) && one.service().equals(other.service()));
    private final TableColumn<ExchangeRow, ExchangeRow> slowestOf;
    private final TableColumn<EndpointShare, EndpointShare> busiestOf;
    private Grain grain = Grain.SERVICE;

    OverviewGrids(Workspace workspace) {
        slowest.setId("slowest");
        var duration = slowest.column(
                new Head("Duration", Kind.NUMBER, 74, ""),
                row -> CellText.of(Durations.textOrDash(row.durationNanos())));
        // Room there is goes to what would be cut.
        duration.setMaxWidth(WIDEST_DURATION);
        var request = slowest.column(
                new Head("Request", Kind.CODE, 214, ""),
                row -> new CellText(row.summary(), row.error() ? "sd-error" : ""));
        slowestOf = slowest.column(
                new Head("Service", Kind.TEXT, 92, ""),
                row -> CellText.of(row.server(grain).name()));
        slowest.term(duration, row -> Terms.asSlow(row.durationNanos()));
        slowest.term(request, row -> Terms.is(FilterField.ENDPOINT, row.endpoint()));
        slowest.term(
                slowestOf,
                row -> Optional.of(
                        GrainWords.answeredBy(grain, row.server(grain).name())));
        slowest.tip(row -> ExchangeTip.of(row, workspace.clocks(), "Enter shows the requests like it"));
        busiest.setId("endpoints-share");
        var endpoint = busiest.column(new Head("Endpoint", Kind.CODE, 180, ""), row -> CellText.of(row.endpoint()));
        busiestOf = busiest.column(new Head("Service", Kind.TEXT, 74, ""), row -> CellText.of(row.service()));
        var calls =
                busiest.column(new Head("Calls", Kind.NUMBER, 68, ""), row -> CellText.of(Counts.text(row.calls())));
        var p99 = busiest.column(
                new Head("p99", Kind.NUMBER, 76, ""),
                row -> CellText.of(Percentiles.text(0.99, row.calls(), row.p99())));
        busiest.fitted(calls);
        busiest.fitted(p99);
        OwnerColumn.by(grain, busiest, busiestOf);
        busiest.explain("p99", Percentiles.explained(0.99));
        busiest.term(endpoint, row -> Terms.is(FilterField.ENDPOINT, row.endpoint()));
        busiest.term(busiestOf, row -> Optional.of(GrainWords.answeredBy(grain, row.service())));
        busiest.term(p99, row -> Terms.asSlow(row.p99()));
        busiest.tip(row -> OverviewTips.of(row, workspace.moment()));
    }

    Grid<ExchangeRow> slowest() {
        return slowest;
    }

    Grid<EndpointShare> busiest() {
        return busiest;
    }

    /** Tells those who answer apart by something else. */
    void grain(Grain other) {
        if (grain != other) {
            grain = other;
            slowest.title(slowestOf, GrainWords.title(other));
            OwnerColumn.by(other, busiest, busiestOf);
        }
    }
}
