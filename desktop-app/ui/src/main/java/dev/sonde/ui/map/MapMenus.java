package dev.sonde.ui.map;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;

/** What a right click on the map offers. FX thread. */
final class MapMenus {
    private final Workspace workspace;
    private final MapCanvas canvas;
    private final Consumer<Element> open;
    private final Runnable arrange;
    private final Consumer<Frame> setUp;

    MapMenus(Workspace workspace, MapCanvas canvas, Consumer<Element> open, Runnable arrange, Consumer<Frame> setUp) {
        this.workspace = workspace;
        this.canvas = canvas;
        this.open = open;
        this.arrange = arrange;
        this.setUp = setUp;
    }

    /** The menu of something on a map that is set up like that; {@code terms} keep it. */
    ContextMenu of(Element element, List<FilterTerm> terms, Frame frame) {
        Icon icon = element.canTurn() ? Icon.PACKAGE : Icon.LIST_TREE;
        Action first = new Action(Inspector.opening(element), "Enter", icon, () -> open.accept(element));
        List<List<Action>> groups = new ArrayList<>(RowActions.menu(
                workspace,
                List.of(first),
                terms,
                element.canTurn() ? List.of(Command.REQUESTS, Command.SQL) : List.of(Command.SQL),
                List.of(
                        new Copy("name", element.title()),
                        new Copy("figures", element.title() + "\n" + MapTip.figures(element.figures())))));
        if (frame.isRegrouped()) {
            groups.add(1, List.of(asAtFirst(frame)));
        }
        return RowMenu.of(groups);
    }

    /** The menu of a whole map that is set up like that. */
    ContextMenu ofMap(Frame frame) {
        List<Action> opens = new ArrayList<>();
        opens.add(new Action(
                workspace.words(Command.ZOOM_ALL), Command.ZOOM_ALL.key(), Icon.MAXIMIZE, () -> canvas.fit(true)));
        opens.add(new Action("Arrange the map anew", "", Icon.WAYPOINTS, arrange));
        if (frame.isRegrouped()) {
            opens.add(asAtFirst(frame));
        }
        return RowMenu.of(RowActions.menu(workspace, opens, List.of(), List.of(), List.of()));
    }

    private Action asAtFirst(Frame frame) {
        return new Action("All groups as at first", "", Icon.PACKAGE, () -> setUp.accept(frame.grouped(frame.mode())));
    }
}
