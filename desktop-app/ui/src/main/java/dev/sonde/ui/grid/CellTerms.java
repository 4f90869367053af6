package dev.sonde.ui.grid;

import dev.sonde.core.filter.FilterTerm;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.input.ContextMenuEvent;

/** What keeps the rows of a table that have the same in a column. */
final class CellTerms<R> {
    private final Map<TableColumn<R, R>, Function<R, Optional<FilterTerm>>> terms = new HashMap<>();

    void put(TableColumn<R, R> column, Function<R, Optional<FilterTerm>> term) {
        terms.put(column, term);
    }

    /** The cell that a menu is asked for at; none where the keyboard asks. */
    CellHit at(ContextMenuEvent event, R row) {
        if (event.isKeyboardTrigger()) {
            return CellHit.NONE;
        }
        for (Node node = event.getPickResult().getIntersectedNode(); node != null; node = node.getParent()) {
            if (node instanceof TableCell<?, ?> cell) {
                return new CellHit(term(cell, row), Objects.requireNonNullElse(cell.getText(), ""));
            }
        }
        return CellHit.NONE;
    }

    private Optional<FilterTerm> term(TableCell<?, ?> cell, R row) {
        for (Map.Entry<TableColumn<R, R>, Function<R, Optional<FilterTerm>>> term : terms.entrySet()) {
            if (term.getKey().equals(cell.getTableColumn())) {
                return term.getValue().apply(row);
            }
        }
        return Optional.empty();
    }
}
