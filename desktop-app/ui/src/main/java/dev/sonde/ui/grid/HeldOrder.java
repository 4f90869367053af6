package dev.sonde.ui.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Keeps rows where they are while the pointer is over their table: what is about to be clicked does not move away. FX thread. */
final class HeldOrder<R> {
    /** Rows are looked for one by one: tables with more of them are not held. */
    private static final int MOST_ROWS = 1000;

    private final Grid<R> grid;
    private final BiPredicate<R, R> same;
    private List<R> wanted = List.of();
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

    /** Lets the next rows stand as they are sorted: the user sorted them. */
    void release() {
        released = true;
    }

    /** The rows in the order to show them in. */
    List<R> of(List<R> rows) {
        List<R> before = grid.getItems();
        boolean free = released || !grid.isHover() || Math.max(rows.size(), before.size()) > MOST_ROWS;
        released = false;
        held = !free;
        wanted = free ? List.of() : rows;
        return free ? rows : like(before, rows, same);
    }

    /** Rows in the order of others that they replace; those that are new come last, in the order they have. */
    static <R> List<R> like(List<R> before, List<R> rows, BiPredicate<R, R> same) {
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
