package dev.sonde.ui.grid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/**
 * A table that shows rows which somebody else sorts, keeps its selection when rows are replaced, and tells of Enter and
 * double click. Owned by the FX thread.
 */
public final class Grid<R> extends TableView<R> {
    private static final double ROW_HEIGHT = 28;

    private final Map<TableColumn<R, R>, String> sortKeys = new LinkedHashMap<>();
    private final Map<TableColumn<R, R>, String> titles = new LinkedHashMap<>();
    private final BiPredicate<R, R> same;
    private Consumer<@Nullable R> onSelect = row -> {};
    private boolean quiet;

    /** A grid; {@code same} says whether two rows are of the same thing. */
    public Grid(String name, BiPredicate<R, R> same) {
        this.same = same;
        setAccessibleText(name);
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinSize(0, 0);
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!quiet) {
                onSelect.accept(row);
            }
        });
    }

    /** How a column looks. */
    public enum Kind {
        /** A name. */
        NAME("sd-name"),
        /** Text. */
        TEXT("sd-secondary"),
        /** Code or an endpoint. */
        CODE("sd-code"),
        /** A figure. */
        NUMBER("sd-number");

        private final String style;

        Kind(String style) {
            this.style = style;
        }
    }

    /**
     * A column.
     *
     * @param title its head
     * @param kind how it looks
     * @param width preferred width in pixels
     * @param sortKey what to sort by, or empty where it can't be sorted
     */
    public record Head(String title, Kind kind, double width, String sortKey) {}

    /** Adds a column of text. */
    public void column(Head head, Function<R, CellText> text) {
        TableColumn<R, R> column = add(head);
        column.setCellFactory(ignored -> new TextCell<>(head.kind().style, text, () -> isSorted(column)));
    }

    /** Adds a column that paints its cells; {@code make} makes a cell. */
    public void painted(Head head, Function<TableColumn<R, R>, TableCell<R, R>> make) {
        add(head).setCellFactory(make::apply);
    }

    private TableColumn<R, R> add(Head head) {
        TableColumn<R, R> column = new TableColumn<>(head.title());
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setPrefWidth(head.width());
        column.setMinWidth(Math.min(head.width(), 48));
        column.setReorderable(false);
        column.setSortable(!head.sortKey().isEmpty());
        column.getStyleClass().add(head.kind().style);
        sortKeys.put(column, head.sortKey());
        titles.put(column, head.title());
        getColumns().add(column);
        return column;
    }

    /** Tells what the user wants to sort by, and whether from the highest; begins with a column. */
    public void onSort(String firstKey, BiConsumer<String, Boolean> listener) {
        for (TableColumn<R, R> column : sortKeys.keySet()) {
            column.setSortType(TableColumn.SortType.DESCENDING);
            if (firstKey.equals(sortKeys.get(column))) {
                getSortOrder().add(column);
            }
        }
        markSorted();
        setSortPolicy(table -> {
            TableColumn<R, ?> column =
                    getSortOrder().isEmpty() ? null : getSortOrder().getFirst();
            String key = column == null ? null : sortKeys.get(column);
            if (column != null && key != null) {
                listener.accept(key, column.getSortType() == TableColumn.SortType.DESCENDING);
            }
            markSorted();
            return true;
        });
    }

    /** Tells of the selected row, or null. */
    public void onSelect(Consumer<@Nullable R> listener) {
        onSelect = listener;
    }

    /** Tells of Enter and double click on a row. */
    public void onOpen(Consumer<R> listener) {
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            R row = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && row != null) {
                listener.accept(row);
                event.consume();
            }
        });
        setOnMouseClicked(event -> {
            R row = getSelectionModel().getSelectedItem();
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && row != null) {
                listener.accept(row);
            }
        });
    }

    /** Replaces the rows; what was selected stays selected where it is still there. */
    public void rows(List<R> rows) {
        R selected = getSelectionModel().getSelectedItem();
        boolean had = selected != null;
        quiet = true;
        try {
            setItems(FXCollections.observableList(rows));
            if (selected != null) {
                int index = indexOf(rows, selected);
                if (index >= 0) {
                    getSelectionModel().select(index);
                    had = false;
                }
            }
        } finally {
            quiet = false;
        }
        if (had) {
            onSelect.accept(null);
        }
    }

    /** Selects the row that something is true of; says whether there is one. */
    public boolean selectWhere(Predicate<R> wanted) {
        for (int i = 0; i < getItems().size(); i++) {
            if (wanted.test(getItems().get(i))) {
                getSelectionModel().select(i);
                return true;
            }
        }
        return false;
    }

    /** Selects a row without telling anybody. */
    public void selectQuietly(int index) {
        quiet = true;
        try {
            getSelectionModel().clearAndSelect(index);
        } finally {
            quiet = false;
        }
    }

    private int indexOf(List<R> rows, R wanted) {
        int most = Math.min(rows.size(), 5000);
        for (int i = 0; i < most; i++) {
            if (same.test(rows.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isSorted(TableColumn<R, R> column) {
        return !getSortOrder().isEmpty() && getSortOrder().getFirst().equals(column);
    }

    private void markSorted() {
        List<TableColumn<R, R>> columns = new ArrayList<>(sortKeys.keySet());
        for (TableColumn<R, R> column : columns) {
            column.getStyleClass().remove("sd-sorted");
            String arrow = "";
            if (isSorted(column)) {
                column.getStyleClass().add("sd-sorted");
                arrow = column.getSortType() == TableColumn.SortType.DESCENDING ? " ↓" : " ↑";
            }
            column.setText(titles.get(column) + arrow);
        }
    }
}
