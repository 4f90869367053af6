package dev.sonde.ui.grid;

import dev.sonde.ui.look.Nodes;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** What stands over the columns of a table: their titles, explained where somebody did, and an arrow at the one it is sorted by. */
final class ColumnHeads<R> {
    private final Map<TableColumn<R, R>, String> titles = new LinkedHashMap<>();
    private final Map<TableColumn<R, R>, Label> explained = new LinkedHashMap<>();

    void add(TableColumn<R, R> column, String title) {
        titles.put(column, title);
    }

    /** Gives a column another title. */
    void title(TableColumn<R, R> column, String title) {
        titles.put(column, title);
    }

    String title(TableColumn<R, R> column) {
        return titles.getOrDefault(column, "");
    }

    /** Explains the column of that title when the pointer rests on its head. */
    void explain(String title, String what) {
        titles.forEach((column, own) -> {
            if (own.equals(title)) {
                Label head = new Label(column.getText());
                head.setMaxWidth(Double.MAX_VALUE);
                explained.put(column, head);
                column.setText("");
                column.setGraphic(head);
                Nodes.tip(head, what);
                head.setAccessibleHelp(what);
            }
        });
    }

    /** Marks the column that the table is sorted by, and no other. */
    void mark(@Nullable TableColumn<R, R> sorted) {
        titles.forEach((column, title) -> {
            column.getStyleClass().remove("sd-sorted");
            String arrow = "";
            if (column.equals(sorted)) {
                column.getStyleClass().add("sd-sorted");
                arrow = column.getSortType() == TableColumn.SortType.DESCENDING ? " ↓" : " ↑";
            }
            Label head = explained.get(column);
            if (head == null) {
                column.setText(title + arrow);
            } else {
                head.setText(title + arrow);
            }
        });
    }
}
