package dev.sonde.ui.grid;

import dev.sonde.ui.look.InTurn;
import java.util.List;
import java.util.function.BiPredicate;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Puts rows into a table in place of those that are there, which costs no layout, and keeps its selection. Owned by the FX thread. */
final class RowsInPlace<R> {
    /** Of so many rows the selected one is looked for: all of a million would be compared with it otherwise. */
    private static final int MOST_LOOKED_AT = 5000;

    private final TableView<R> table;
    private final BiPredicate<R, R> same;
    private LiveRows<R> live = new LiveRows<>(List.of());
    private InTurn frames = new InTurn();

    /** Of a table; {@code same} says whether two rows are of the same thing. */
    RowsInPlace(TableView<R> table, BiPredicate<R, R> same) {
        this.table = table;
        this.same = same;
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

    /** Where the selected row is among others, or -1. */
    int selectedIn(List<R> rows) {
        R selected = selected();
        int most = selected == null ? 0 : Math.min(rows.size(), MOST_LOOKED_AT);
        for (int i = 0; i < most; i++) {
            if (selected != null && same.test(rows.get(i), selected)) {
                return i;
            }
        }
        return -1;
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
