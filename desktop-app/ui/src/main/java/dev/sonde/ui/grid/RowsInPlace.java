package dev.sonde.ui.grid;

import dev.sonde.ui.look.InTurn;
import java.util.List;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Puts rows into a table in place of those that are there, which costs no layout, and keeps its selection. Owned by the FX thread. */
final class RowsInPlace<R> {
    private final TableView<R> table;
    private LiveRows<R> live = new LiveRows<>(List.of());
    private InTurn frames = new InTurn();

    RowsInPlace(TableView<R> table) {
        this.table = table;
    }

    /** Spreads the rows over the frames in whose course they are replaced. */
    void inTurn(InTurn others) {
        frames = others;
    }

    /** Replaces the rows; what was selected is at that index now, or at -1 when it is gone. */
    void replace(List<R> rows, int selectedNow) {
        if (live.isEmpty() || rows.isEmpty()) {
            // What is selected would be looked for in all rows, however many they are.
            table.getSelectionModel().clearSelection();
            live = new LiveRows<>(rows);
            var order = List.copyOf(table.getSortOrder());
            table.setItems(live);
            table.getSortOrder().setAll(order);
        } else {
            if (table.getSelectionModel().getSelectedIndex() >= rows.size()) {
                table.getSelectionModel().clearSelection();
            }
            live.replace(rows);
        }
        if (selectedNow != table.getSelectionModel().getSelectedIndex()) {
            select(selectedNow);
        }
        GridRows.refresh(table, frames);
    }

    /** Selects a row, or none for -1. */
    void select(int index) {
        if (index < 0) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(index);
        }
    }

    /** The selected row as it is by now, or null: the table may know it as it was. */
    @Nullable
    R selected() {
        int index = table.getSelectionModel().getSelectedIndex();
        return index >= 0 && index < live.size() ? live.get(index) : null;
    }
}
