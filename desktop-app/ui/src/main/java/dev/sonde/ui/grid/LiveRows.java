package dev.sonde.ui.grid;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that are replaced again and again. Who listens is told only how many came or went at the end: a table that
 * is told of other rows lays all of its cells out anew, where most of them only say something else. Owned by the FX thread.
 */
final class LiveRows<R> extends ObservableListBase<R> {
    private List<R> rows;
    private int lastIndex = -1;
    private @Nullable R last;

    LiveRows(List<R> rows) {
        this.rows = rows;
    }

    /** Takes other rows. What is in sight has to be brought up to date by the caller. */
    void replace(List<R> next) {
        List<R> before = rows;
        rows = next;
        lastIndex = -1;
        last = null;
        if (next.size() != before.size()) {
            fireChange(new AtTheEnd<>(this, before));
        }
    }

    /** Each cell of a row asks for the row, which long lists make when they are asked. */
    @Override
    public R get(int index) {
        R known = last;
        if (known == null || index != lastIndex) {
            known = rows.get(index);
            last = known;
            lastIndex = index;
        }
        return known;
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** Rows that came or went at the end. Those that went are not made for it. */
    private static final class AtTheEnd<R> extends ListChangeListener.Change<R> {
        private final List<R> before;
        private final int same;
        private boolean begun;

        AtTheEnd(LiveRows<R> list, List<R> before) {
            super(list);
            this.before = before;
            same = Math.min(before.size(), list.size());
        }

        @Override
        public boolean next() {
            boolean first = !begun;
            begun = true;
            return first;
        }

        @Override
        public void reset() {
            begun = false;
        }

        @Override
        public int getFrom() {
            return same;
        }

        @Override
        public int getTo() {
            return getList().size();
        }

        @Override
        public List<R> getRemoved() {
            return before.subList(same, before.size());
        }

        @Override
        public int getRemovedSize() {
            return before.size() - same;
        }

        @Override
        protected int[] getPermutation() {
            return new int[0];
        }
    }
}
