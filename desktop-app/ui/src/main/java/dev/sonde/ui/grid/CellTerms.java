package dev.sonde.ui.grid;

import dev.sonde.core.filter.FilterTerm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** What keeps the rows of a table that have the same in a column. */
final class CellTerms<R> {
    private final Map<TableColumn<R, R>, Function<R, Optional<FilterTerm>>> terms = new HashMap<>();

    void put(TableColumn<R, R> column, Function<R, Optional<FilterTerm>> term) {
        terms.put(column, term);
    }

    /** What keeps rows like the cell under the pointer, by the node that was hit; empty where that is in no such cell. */
    Optional<FilterTerm> at(@Nullable Node hit, R row) {
        for (Node node = hit; node != null; node = node.getParent()) {
            if (node instanceof TableCell<?, ?> cell) {
                for (Map.Entry<TableColumn<R, R>, Function<R, Optional<FilterTerm>>> term : terms.entrySet()) {
                    if (term.getKey().equals(cell.getTableColumn())) {
                        return term.getValue().apply(row);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
