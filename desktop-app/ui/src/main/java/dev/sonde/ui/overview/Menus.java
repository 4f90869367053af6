package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
import dev.sonde.ui.shell.RowActions.Kept;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;

/** The menus of the Overview's rows. Owned by the FX thread. */
final class Menus {
    private final Workspace workspace;
    private final Ways ways;

    Menus(Workspace workspace, Ways ways) {
        this.workspace = workspace;
        this.ways = ways;
    }

    void on(ServicesTable services) {
        services.grid()
                .onCellMenu((row, hit) -> RowActions.menu(
                        workspace,
                        List.of(open(() -> ways.requests(ways.terms(row)))),
                        new Kept(ways.terms(row), hit),
                        List.of(Command.SQL),
                        List.of(
                                new Copy("name", row.name()),
                                new Copy("row", services.grid().text(row)))));
    }

    void on(OverviewGrids grids) {
        grids.slowest()
                .onCellMenu((row, hit) -> of(
                        new Kept(ways.terms(row), hit),
                        new Copy("request", row.summary()),
                        new Copy("row", grids.slowest().text(row))));
        grids.busiest()
                .onCellMenu((row, hit) -> of(
                        new Kept(ways.terms(row), hit),
                        new Copy("endpoint", row.endpoint()),
                        new Copy("row", grids.busiest().text(row))));
    }

    void on(EdgesTable edges) {
        edges.grid()
                .onCellMenu((edge, hit) -> of(
                        new Kept(ways.terms(edge), hit),
                        new Copy("edge", EdgesTable.name(edge)),
                        new Copy("row", edges.grid().text(edge))));
    }

    void on(ChangesPanel changes) {
        changes.list().setOnContextMenuRequested(event -> {
            Change change = changes.list().getSelectionModel().getSelectedItem();
            if (change != null) {
                RowMenu.of(RowActions.menu(
                                workspace,
                                open(() -> ways.proof(change)),
                                change.trait().terms(),
                                List.of(
                                        new Copy("trait", change.trait().value()),
                                        new Copy("row", ChangeWords.whole(change)))))
                        .show(changes.list(), event.getScreenX(), event.getScreenY());
                event.consume();
            }
        });
    }

    private List<List<Action>> of(Kept kept, Copy... copies) {
        return RowActions.menu(
                workspace, List.of(open(() -> ways.requests(kept.row()))), kept, List.of(Command.SQL), List.of(copies));
    }

    private static Action open(Runnable run) {
        return new Action("Show the requests", "Enter", Icon.LIST_TREE, run);
    }
}
