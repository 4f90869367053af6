package dev.sonde.ui.grid;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TableRow;

/** A row of a table. It can say something else without being laid out anew. */
final class GridRow<R> extends TableRow<R> {
    private boolean quiet;

    /** Shows what is at its index by now; its cells stay where they are, unless one of them asks for more. */
    void refresh() {
        updateIndex(getIndex());
    }

    /**
     * The table asks all of its rows where they stand when rows came at its end as well: a row that stays where it is would have its
     * styles applied and itself laid out.
     */
    @Override
    public void updateIndex(int now) {
        if (now != getIndex()) {
            super.updateIndex(now);
            return;
        }
        quiet = true;
        try {
            super.updateIndex(now);
        } finally {
            quiet = false;
        }
        if (getChildrenUnmodifiable().stream().anyMatch(GridRow::needsLayout)) {
            requestLayout();
        }
    }

    private static boolean needsLayout(Node cell) {
        return cell instanceof Parent parent && parent.isNeedsLayout();
    }

    /** A row whose item changes would have itself, its cells and all that it stands in laid out. */
    @Override
    public void requestLayout() {
        if (!quiet) {
            super.requestLayout();
        }
    }
}
