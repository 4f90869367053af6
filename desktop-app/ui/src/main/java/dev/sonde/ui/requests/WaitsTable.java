package dev.sonde.ui.requests;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.naming.NameOrder;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.ConnectionRow;
import dev.sonde.core.table.WaitRow;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.shell.OwnerColumn;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.TableColumn;

/** The requests that have had no answer yet. Owned by the FX thread. */
final class WaitsTable {
    private static final String OLDEST = "waited";
    private static final Comparator<WaitRow> BY_WAIT = Comparator.comparingLong(WaitRow::waitedNanos);

    private final Grid<WaitRow> grid = new Grid<>("Requests that wait for an answer", WaitRow::isSame);
    private final Map<String, Comparator<WaitRow>> orders = Map.of(
            OLDEST,
            BY_WAIT,
            "endpoint",
            Comparator.comparing(ConnectionRow::endpoint, NameOrder.NAMES),
            "client",
            Comparator.comparing(row -> row.client(this.grain).name(), NameOrder.NAMES),
            "server",
            Comparator.comparing(row -> row.server(this.grain).name(), NameOrder.NAMES));
    private final TableColumn<WaitRow, WaitRow> owners;
    private List<WaitRow> rows = List.of();
    private String order = OLDEST;
    private boolean descending = true;
    private Grain grain = Grain.SERVICE;

    WaitsTable(Workspace workspace) {
        grid.setId("waits");
        grid.column(
                new Head("Since", Kind.NUMBER, 112, ""),
                row -> CellText.of(workspace.clocks().millis(row.startNanos())));
        grid.column(
                new Head("Waits", Kind.NUMBER, 84, OLDEST),
                row -> CellText.of(Durations.textOrDash(row.waitedNanos())));
        var request = grid.column(new Head("Request", Kind.CODE, 190, "endpoint"), row -> CellText.of(row.endpoint()));
        grid.term(request, row -> Terms.is(FilterField.ENDPOINT, row.endpoint()));
        var client = grid.column(
                new Head("Client", Kind.TEXT, 110, "client"),
                row -> CellText.of(row.client(grain).name()));
        grid.term(
                client,
                row -> Optional.of(GrainWords.askedBy(grain, row.client(grain).name())));
        owners = grid.column(
                new Head("Service", Kind.TEXT, 110, "server"),
                row -> CellText.of(row.server(grain).name()));
        grid.term(
                owners,
                row -> Optional.of(
                        GrainWords.answeredBy(grain, row.server(grain).name())));
        OwnerColumn.by(grain, grid, owners);
        grid.tip(row -> Tip.of(row.endpoint())
                .and("waits", Durations.textOrDash(row.waitedNanos()))
                .and("since", workspace.clocks().millis(row.startNanos()))
                .and("from, to", row.client().name() + " → " + row.server().name())
                .then("Enter shows it, S its SQL"));
        grid.onSort(order, (key, fromHighest) -> {
            order = key;
            descending = fromHighest;
            grid.rows(sorted());
        });
    }

    Grid<WaitRow> grid() {
        return grid;
    }

    void show(List<WaitRow> waits, Grain now) {
        if (grain != now) {
            grain = now;
            OwnerColumn.by(now, grid, owners);
        }
        rows = waits;
        grid.rows(sorted());
        if (grid.selected() == null && !rows.isEmpty()) {
            grid.selectQuietly(0);
        }
    }

    /** Lets go of its rows. */
    void rest() {
        rows = List.of();
        grid.rows(rows);
    }

    /** Those that compare equal stay as they came, the oldest first. */
    private List<WaitRow> sorted() {
        Comparator<WaitRow> by = orders.getOrDefault(order, BY_WAIT);
        List<WaitRow> sorted = new ArrayList<>(rows);
        // From the highest, names begin with A, as in all tables.
        sorted.sort(descending == order.equals(OLDEST) ? by.reversed() : by);
        return sorted;
    }
}
