package dev.sonde.core.filter;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.AggregateChunk;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;

/** Walks all that a window has and a filter keeps. The one way in which views read rows, so that they agree. */
public final class Scan {
    private final Snapshot snapshot;
    private final Window window;
    private final RowPredicate predicate;
    private final CancelToken cancel;
    private long undecidedCalls;

    /** Makes a walk; it belongs to one thread. */
    public Scan(Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        this.snapshot = snapshot;
        this.window = window;
        this.predicate = filter.compile(snapshot);
        this.cancel = cancel;
    }

    /** Takes an exchange. */
    @FunctionalInterface
    public interface ExchangeVisitor {
        /**
         * Takes it.
         *
         * @param slice index of the rows in {@link Snapshot#exchanges()}
         */
        void visit(int slice, ExchangeChunk rows, int row);
    }

    /** Takes a group of calls. */
    @FunctionalInterface
    public interface AggregateVisitor {
        /** Takes it. */
        void visit(AggregateChunk rows, int row);
    }

    /**
     * Walks the exchanges.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void exchanges(ExchangeVisitor visitor) {
        int slices = snapshot.exchanges().size();
        for (int s = 0; s < slices; s++) {
            cancel.check();
            Snapshot.Slice<ExchangeChunk> slice = snapshot.exchanges().get(s);
            if (!slice.misses(window)) {
                walk(s, slice, visitor);
            }
        }
    }

    /**
     * Walks the groups of calls. Those that a term can't decide on are counted, and left out.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void aggregates(AggregateVisitor visitor) {
        undecidedCalls = 0;
        for (Snapshot.Slice<AggregateChunk> slice : snapshot.aggregates()) {
            cancel.check();
            if (!slice.misses(window)) {
                walk(slice, visitor);
            }
        }
    }

    /** Calls of the last walk over groups that no term could decide on. */
    public long undecidedCalls() {
        return undecidedCalls;
    }

    private void walk(int index, Snapshot.Slice<ExchangeChunk> slice, ExchangeVisitor visitor) {
        ExchangeChunk rows = slice.rows();
        boolean all = slice.within(window);
        boolean keepsAll = predicate.keepsAll();
        for (int i = 0; i < slice.size(); i++) {
            if ((all || window.contains(rows.startNanos(i))) && (keepsAll || predicate.keeps(rows, i))) {
                visitor.visit(index, rows, i);
            }
        }
    }

    private void walk(Snapshot.Slice<AggregateChunk> slice, AggregateVisitor visitor) {
        AggregateChunk rows = slice.rows();
        for (int i = 0; i < slice.size(); i++) {
            if (!window.contains(rows.startNanos(i))) {
                continue;
            }
            switch (predicate.keeps(rows, i)) {
                case KEPT -> visitor.visit(rows, i);
                case UNDECIDED -> undecidedCalls += rows.calls(i);
                case LEFT_OUT -> {}
            }
        }
    }
}
