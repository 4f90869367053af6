package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
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
                .onMenu(row -> RowActions.menu(
                        workspace,
                        List.of(open(() -> ways.requests(ways.terms(row)))),
                        ways.terms(row),
                        List.of(Command.SQL),
                        List.of(
                                new Copy("name", row.name()),
                                new Copy("row", services.grid().text(row)))));
    }

    void on(OverviewGrids grids) {
        grids.slowest()
                .onMenu(row -> of(
                        ways.terms(row),
                        new Copy("request", row.summary()),
                        new Copy("row", grids.slowest().text(row))));
        grids.busiest()
                .onMenu(row -> of(
                        ways.terms(row),
                        new Copy("endpoint", row.endpoint()),
                        new Copy("row", grids.busiest().text(row))));
    }

    void on(EdgesTable edges) {
        edges.grid()
                .onMenu(edge -> of(
                        ways.terms(edge),
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

    private List<List<Action>> of(List<FilterTerm> terms, Copy... copies) {
        return RowActions.menu(workspace, open(() -> ways.requests(terms)), terms, List.of(copies));
    }

    private static Action open(Runnable run) {
        return new Action("Show the requests", "Enter", Icon.LIST_TREE, run);
    }
}
