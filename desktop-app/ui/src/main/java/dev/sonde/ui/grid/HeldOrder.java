package dev.sonde.ui.grid;

import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.ViewName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows where they are while the pointer is over their table and time goes on: what is about to be clicked does not move away.
 * Rows of another question stand as they are sorted. FX thread.
 */
public final class HeldOrder<R> {
    /** Rows are looked for one by one: tables with more of them are not held. */
    private static final int MOST_ROWS = 1000;

    private final Grid<R> grid;
    private final BiPredicate<R, R> same;
    private List<R> wanted = List.of();
    private @Nullable NavigationState question;
    private boolean held;
    private boolean released;

    /** Of a table; {@code same} says whether two rows are of the same thing. */
    HeldOrder(Grid<R> grid, BiPredicate<R, R> same) {
        this.grid = grid;
        this.same = same;
        grid.hoverProperty().subscribe(over -> {
            if (!over && held) {
                grid.rows(wanted);
            }
        });
    }

    /** Says what the next rows answer. A table that is never told is not held. */
    void asked(NavigationState state) {
        // Whatever is looked at in whichever view.
        NavigationState now = state.asked().in(ViewName.OVERVIEW);
        if (!now.equals(question)) {
            question = now;
            release();
        }
    }

    /** Lets the next rows stand as they are sorted: the user sorted them. */
    void release() {
        released = true;
    }

    /** The rows in the order to show them in. */
    List<R> of(List<R> rows) {
        List<R> before = grid.getItems();
        boolean free =
                question == null || released || !grid.isHover() || Math.max(rows.size(), before.size()) > MOST_ROWS;
        released = false;
        held = !free;
        wanted = free ? List.of() : rows;
        return free ? rows : like(before, rows, same);
    }

    /** Rows in the order of others that they replace; those that are new come last, in the order they have. */
    public static <R> List<R> like(List<R> before, List<R> rows, BiPredicate<R, R> same) {
        List<R> rest = new ArrayList<>(rows);
        List<R> ordered = new ArrayList<>(rows.size());
        for (R old : before) {
            for (int i = 0; i < rest.size(); i++) {
                if (same.test(old, rest.get(i))) {
                    ordered.add(rest.remove(i));
                    break;
                }
            }
        }
        ordered.addAll(rest);
        return ordered;
    }
}
