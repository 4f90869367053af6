package dev.sonde.ui.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import org.jspecify.annotations.Nullable;

/** By which column the user wants a table sorted, and what they do about it. The rows are sorted by somebody else. FX thread. */
final class Sorting<R> {
    private final Map<TableColumn<R, R>, String> keys = new LinkedHashMap<>();
    private final Grid<R> grid;
    private final ColumnHeads<R> heads;
    private BiConsumer<String, Boolean> onSort = (key, descending) -> {};
    private @Nullable TableColumn<R, R> sorted;
    private boolean own;

    Sorting(Grid<R> grid, ColumnHeads<R> heads) {
        this.grid = grid;
        this.heads = heads;
    }

    /** Adds a column; its key is what to sort by, or empty where it can't be sorted. */
    void add(TableColumn<R, R> column, String key) {
        column.setSortable(!key.isEmpty());
        keys.put(column, key);
    }

    /**
     * Tells what the user wants to sort by, and whether from the highest; begins with a column.
     *
     * @param replacing whether rows are being replaced, which clears the order and is not the user's wish
     * @param onWish runs before the user's wish is told
     * @param onArranged runs after it
     */
    void listen(
            String firstKey,
            BiConsumer<String, Boolean> listener,
            BooleanSupplier replacing,
            Runnable onWish,
            Runnable onArranged) {
        onSort = (key, descending) -> {
            onWish.run();
            listener.accept(key, descending);
        };
        for (TableColumn<R, R> column : keys.keySet()) {
            column.setSortType(SortType.DESCENDING);
            if (firstKey.equals(keys.get(column))) {
                sorted = column;
                grid.getSortOrder().add(column);
            }
        }
        mark();
        own = true;
        grid.setSortPolicy(table -> {
            if (!own && !replacing.getAsBoolean()) {
                wish(onArranged);
            }
            return true;
        });
        own = false;
    }

    private void wish(Runnable onArranged) {
        boolean none = grid.getSortOrder().isEmpty();
        TableColumn<R, R> column = none ? sorted : columnOf(grid.getSortOrder().getFirst());
        if (column != null) {
            if (none) {
                // A third click would sort by nothing, which is no order that one can read: it turns it round instead.
                put(column, column.getSortType() != SortType.DESCENDING);
            }
            sorted = column;
            onSort.accept(keys.getOrDefault(column, ""), isDescending(column));
            onArranged.run();
        }
        mark();
    }

    /** Sorts by the column of that key, as a click on its head would. */
    void by(String wanted, boolean descending) {
        keys.forEach((column, key) -> {
            if (!key.isEmpty() && key.equals(wanted)) {
                put(column, descending);
                sorted = column;
                mark();
                onSort.accept(key, descending);
            }
        });
    }

    /** Without the user having asked for it. */
    private void put(TableColumn<R, R> column, boolean descending) {
        own = true;
        try {
            column.setSortType(descending ? SortType.DESCENDING : SortType.ASCENDING);
            grid.getSortOrder().setAll(List.of(column));
        } finally {
            own = false;
        }
    }

    boolean isBy(TableColumn<R, R> column) {
        return column.equals(sorted);
    }

    /** What it is sorted by, or empty. */
    String key() {
        TableColumn<R, R> by = sorted;
        return by == null ? "" : keys.getOrDefault(by, "");
    }

    /** Whether it is sorted from the highest. */
    boolean isDescending() {
        TableColumn<R, R> by = sorted;
        return by != null && isDescending(by);
    }

    private static boolean isDescending(TableColumn<?, ?> column) {
        return column.getSortType() == SortType.DESCENDING;
    }

    /** Marks the column it is sorted by. */
    void mark() {
        heads.mark(sorted);
    }

    private @Nullable TableColumn<R, R> columnOf(TableColumn<R, ?> wanted) {
        for (TableColumn<R, R> column : keys.keySet()) {
            if (column.equals(wanted)) {
                return column;
            }
        }
        return null;
    }
}
