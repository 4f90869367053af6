package dev.sonde.ui.grid;

import dev.sonde.ui.look.InTurn;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tips;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableHeaderRow;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.jspecify.annotations.Nullable;

/** The rows of a table that are in sight: where the pointer is, and where menus open. */
final class GridRows {
    private static final double INDENT = 48;

    /** A row of figures takes about half a millisecond. */
    private static final int ROWS_A_FRAME = 8;

    private GridRows() {}

    /** Tells of Enter and double click on a row. */
    static <R> void onOpen(Grid<R> grid, Consumer<R> listener) {
        grid.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            R row = grid.selected();
            if (event.getCode() == KeyCode.ENTER && row != null) {
                listener.accept(row);
                event.consume();
            }
        });
        grid.setOnMouseClicked(event -> {
            R row = grid.selected();
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && row != null) {
                listener.accept(row);
            }
        });
    }

    /** Lets what happens in rows be laid out by itself: their size is given, and nothing around them depends on it. */
    static void keepToThemselves(TableView<?> table) {
        Node sheet = table.lookup(".sheet");
        if (sheet != null) {
            sheet.setManaged(false);
        }
    }

    /** Brings the rows in sight up to date, a few of them with each frame where frames are being drawn in turn. */
    static void refresh(TableView<?> table, InTurn frames) {
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow && flow.getFirstVisibleCell() != null) {
            int first = flow.getFirstVisibleCell().getIndex();
            int last = flow.getLastVisibleCell().getIndex();
            refresh(table, flow, first);
            List<Runnable> rest = new ArrayList<>();
            for (int from = first + ROWS_A_FRAME; from <= last; from += ROWS_A_FRAME) {
                int begin = from;
                rest.add(() -> refresh(table, flow, begin));
            }
            frames.then(rest);
        }
    }

    private static void refresh(TableView<?> table, VirtualFlow<?> flow, int from) {
        int to = Math.min(from + ROWS_A_FRAME, table.getItems().size());
        for (int index = from; index < to; index++) {
            if (flow.getVisibleCell(index) instanceof GridRow<?> row) {
                row.refresh();
            }
        }
    }

    /** Explains the row that the pointer rests on. */
    static <R> void tip(Grid<R> grid, Function<R, Tip> words) {
        Tips.install(grid, event -> spot(grid, event, words));
    }

    private static <R> Optional<Spot> spot(Grid<R> grid, MouseEvent event, Function<R, Tip> words) {
        TableRow<?> row = rowAt(event.getPickResult());
        if (row == null || row.getIndex() >= grid.getItems().size()) {
            return Optional.empty();
        }
        int index = row.getIndex();
        Bounds mark = row.localToScene(row.getLayoutBounds());
        return Optional.of(
                new Spot(index, mark, () -> words.apply(grid.getItems().get(index))));
    }

    /** Selects the row that a menu is asked for with the mouse, whoever hears of the button first. */
    static void selectAt(Grid<?> grid, ContextMenuEvent event) {
        TableRow<?> row = event.isKeyboardTrigger() ? null : rowAt(event.getPickResult());
        if (row != null && !row.isSelected()) {
            grid.getSelectionModel().clearAndSelect(row.getIndex());
        }
    }

    /** Whether a menu is asked for with the mouse over the heads of the columns. */
    static boolean isOnHeads(ContextMenuEvent event) {
        for (Node node = event.getPickResult().getIntersectedNode(); node != null; node = node.getParent()) {
            if (node instanceof TableHeaderRow) {
                return !event.isKeyboardTrigger();
            }
        }
        return false;
    }

    /** Whether a menu is asked for with the mouse where no row is: over the heads of the columns, or below the last row. */
    static boolean isBeside(ContextMenuEvent event) {
        return !event.isKeyboardTrigger() && rowAt(event.getPickResult()) == null;
    }

    /** The row with something in it that was hit, or null. */
    private static @Nullable TableRow<?> rowAt(PickResult hit) {
        for (Node node = hit.getIntersectedNode(); node != null; node = node.getParent()) {
            if (node instanceof TableRow<?> row) {
                return row.isEmpty() ? null : row;
            }
        }
        return null;
    }

    /** Opens a menu where it is asked for: at the pointer, or for the keyboard under the selected row. */
    static void menu(Grid<?> grid, ContextMenuEvent event, ContextMenu menu) {
        Optional<Bounds> row = event.isKeyboardTrigger() ? selected(grid) : Optional.empty();
        if (row.isPresent()) {
            menu.show(grid, row.get().getMinX() + INDENT, row.get().getMaxY());
        } else {
            menu.show(grid, event.getScreenX(), event.getScreenY());
        }
    }

    private static Optional<Bounds> selected(Grid<?> grid) {
        int index = grid.getSelectionModel().getSelectedIndex();
        return grid.lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && row.isVisible() && row.getIndex() == index)
                .map(node -> node.localToScreen(node.getLayoutBounds()))
                .findFirst();
    }
}
