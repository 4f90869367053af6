package dev.sonde.ui.sql;

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
import dev.sonde.ui.number.Statuses;
import dev.sonde.ui.tip.ExchangeTip;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Workspace;
import java.util.Optional;

/** The slowest executions of a statement. Owned by the FX thread. */
final class ExecutionsTable {
    private final Workspace workspace;
    private final Grid<ExchangeRow> grid =
            new Grid<>("Slowest executions", (one, other) -> one.key().equals(other.key()));

    ExecutionsTable(Workspace workspace) {
        this.workspace = workspace;
        grid.setId("slowest-executions");
        grid.column(
                new Head("Start", Kind.NUMBER, 106, ""),
                row -> CellText.of(workspace.clocks().millis(row.startNanos())));
        var duration = grid.column(
                new Head("Duration", Kind.NUMBER, 78, ""),
                row -> CellText.of(Durations.textOrDash(row.durationNanos())));
        grid.column(
                new Head("Rows", Kind.NUMBER, 56, ""),
                row -> row.resultRows() == null ? CellText.muted("–") : CellText.of(Counts.text(row.resultRows())));
        var code = grid.column(new Head("Code", Kind.NUMBER, 54, ""), ExecutionsTable::code);
        var caller = grid.column(
                new Head("Caller", Kind.TEXT, 90, ""),
                row -> CellText.of(row.client(grain()).name()));
        grid.term(duration, row -> Terms.asSlow(row.durationNanos()));
        grid.term(
                code,
                row -> Terms.exactly(
                        FilterField.STATUS,
                        row.status() == null ? null : (Long) row.status().longValue()));
        grid.term(
                caller,
                row -> Optional.of(
                        GrainWords.askedBy(grain(), row.client(grain()).name())));
        grid.tip(row -> ExchangeTip.of(row, workspace.clocks(), "Enter shows the requests like it"));
    }

    Grid<ExchangeRow> grid() {
        return grid;
    }

    private Grain grain() {
        return workspace.moment().state().grain();
    }

    private static CellText code(ExchangeRow row) {
        return new CellText(Statuses.brief(row), row.error() ? "sd-error" : "sd-muted");
    }
}
