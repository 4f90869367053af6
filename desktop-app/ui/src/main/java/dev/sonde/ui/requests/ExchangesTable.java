package dev.sonde.ui.requests;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.themes.Token;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.PaintedCell;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.number.Statuses;
import dev.sonde.ui.tip.ExchangeTip;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Workspace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The requests themselves: as many as there are. Owned by the FX thread. */
final class ExchangesTable {
    private final Workspace workspace;
    private final Grid<ExchangeRow> grid =
            new Grid<>("Requests", (one, other) -> one.key().equals(other.key()));
    private final Map<Grain, TableColumn<ExchangeRow, ExchangeRow>> owners = new EnumMap<>(Grain.class);
    private double longestNanos = 1;
    private ExchangeRow.@Nullable Key restedAt;

    ExchangesTable(Workspace workspace) {
        this.workspace = workspace;
        grid.setId("requests");
        grid.column(
                new Head("Start", Kind.NUMBER, 112, "start"),
                row -> CellText.of(workspace.clocks().millis(row.startNanos())));
        var duration = grid.column(
                new Head("Duration", Kind.NUMBER, 84, "duration_ns"),
                row -> CellText.of(Durations.textOrDash(row.durationNanos())));
        grid.term(duration, row -> Terms.asSlow(row.durationNanos()));
        var status = grid.column(new Head("Status", Kind.NUMBER, 58, "status"), ExchangesTable::status);
        grid.term(status, ExchangeCells::status);
        var request = grid.column(new Head("Request", Kind.CODE, 190, "summary"), row -> CellText.of(row.summary()));
        grid.term(request, row -> Optional.of(FilterTerm.is(FilterField.ENDPOINT, row.endpoint())));
        var bars = grid.painted(
                new Head("Server and the rest", Kind.TEXT, 110, ""),
                column -> new PaintedCell<>(workspace.look(), this::bar));
        grid.needs(bars, 540);
        for (Grain grain : List.of(Grain.WORKLOAD, Grain.POD, Grain.NODE)) {
            owners.put(grain, owner(grain));
        }
        var response = grid.column(
                new Head("Response", Kind.NUMBER, 82, "response_bytes"),
                row -> CellText.of(Sizes.textOrDash(row.responseBytes())));
        grid.needs(response, 520);
        grid.term(response, row -> Terms.atLeast(FilterField.RESPONSE_BYTES, row.responseBytes()));
        ExchangeCells.addTo(grid);
        grid.tip(row -> ExchangeTip.of(row, workspace.clocks(), "Enter shows it, S its SQL"));
    }

    /** Who answered, in sight while those who answer are told apart so. */
    private TableColumn<ExchangeRow, ExchangeRow> owner(Grain grain) {
        var column = grid.column(
                new Head(GrainWords.title(grain), Kind.TEXT, 130, ""),
                row -> CellText.of(row.server(grain).name()));
        grid.term(
                column,
                row -> Optional.of(
                        GrainWords.answeredBy(grain, row.server(grain).name())));
        grid.worth(column, false);
        return column;
    }

    Grid<ExchangeRow> grid() {
        return grid;
    }

    void show(ExchangeList exchanges, double longest, Grain grain) {
        owners.forEach((of, column) -> grid.worth(column, of == grain));
        longestNanos = Math.max(1, longest);
        ExchangeRow selected = grid.selected();
        ExchangeRow.Key key = selected == null ? restedAt : selected.key();
        int index = key == null ? -1 : exchanges.indexOf(key);
        restedAt = null;
        grid.rows(new ExchangeRows(exchanges), index);
        if (index < 0 && exchanges.size() > 0) {
            grid.getSelectionModel().select(0);
        }
    }

    /** Lets go of its rows, and keeps in mind which one was selected. */
    void rest() {
        ExchangeRow selected = grid.selected();
        restedAt = selected == null ? restedAt : selected.key();
        grid.rows(List.of(), -1);
    }

    private static CellText status(ExchangeRow row) {
        return new CellText(Statuses.brief(row), row.error() ? "sd-error" : "sd-secondary");
    }

    /** What the server took, and what came on top of it at the client, on one scale for all rows. */
    private void bar(GraphicsContext g, ExchangeRow row, double width, double height) {
        double top = height / 2 - 4;
        g.setFill(workspace.look().colour(Token.SURFACE_TRACK));
        g.fillRect(0, top, width, 9);
        Long server = row.serverDurationNanos();
        Long client = row.clientDurationNanos();
        double whole = client == null ? server == null ? 0 : server : client;
        double full = whole / longestNanos * width;
        double part = server == null ? 0 : Math.min(full, server / longestNanos * width);
        g.setFill(workspace.look().colour(Token.SERIES_6));
        g.fillRect(0, top, Math.max(full, whole > 0 ? 1.5 : 0), 9);
        g.setFill(workspace.look().colour(Token.SERIES_1));
        g.fillRect(0, top, server == null ? 0 : Math.max(part, 1.5), 9);
    }
}
