package dev.sonde.ui.grid;

import dev.sonde.themes.Icon;
import dev.sonde.ui.grid.GridLayout.Wish;
import dev.sonde.ui.look.Nodes;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.input.ContextMenuEvent;

/** Lets the user choose which columns of a table are in sight. */
public final class ColumnMenu {
    private ColumnMenu() {}

    /** A button that opens the menu, for the header of a panel. A right click on the head of a column opens it too. */
    public static Button button(Grid<?> grid) {
        grid.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            if (GridRows.isOnHeads(event)) {
                of(grid).show(grid, event.getScreenX(), event.getScreenY());
                event.consume();
            }
        });
        Button[] made = new Button[1];
        made[0] = Nodes.iconButton(Icon.COLUMNS_3, "Columns of " + grid.getAccessibleText(), () -> show(grid, made[0]));
        made[0].setId("columns-of-" + grid.getId());
        return made[0];
    }

    private static void show(Grid<?> grid, Node under) {
        of(grid).show(under, Side.BOTTOM, 0, 4);
    }

    private static <R> ContextMenu of(Grid<R> grid) {
        ContextMenu menu = new ContextMenu();
        for (TableColumn<R, R> column : grid.columns().named()) {
            CheckMenuItem item = new CheckMenuItem(grid.title(column));
            item.setSelected(column.isVisible());
            item.setOnAction(event -> grid.columns().wish(column, item.isSelected() ? Wish.SHOWN : Wish.HIDDEN));
            menu.getItems().add(item);
        }
        MenuItem reset = new MenuItem("All as they were at first");
        reset.setOnAction(event -> grid.columns().reset());
        menu.getItems().addAll(new SeparatorMenuItem(), reset);
        return menu;
    }
}
