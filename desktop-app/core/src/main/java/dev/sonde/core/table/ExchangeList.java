package dev.sonde.core.table;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;

/**
 * The exchanges of a window that a filter keeps, as an index of four bytes a row: for tables that show some of a million
 * rows. Immutable, safe on any thread.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class ExchangeList {
    private final Snapshot snapshot;
    private final int[] handles;

    private ExchangeList(Snapshot snapshot, int[] handles) {
        this.snapshot = snapshot;
        this.handles = handles;
    }

    /** Finds them, sorted by start. Call it in a job. */
    public static ExchangeList of(Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        throw new UnsupportedOperationException();
    }

    /**
     * The same rows in another order; unknown values come last either way. Call it in a job.
     *
     * @param column a column of the table {@code exchanges}
     * @throws dev.sonde.core.error.SondeException SD-3021 for an unknown column
     */
    public ExchangeList sortedBy(String column, boolean fromHighest, CancelToken cancel) {
        throw new UnsupportedOperationException();
    }

    /** How many rows. */
    public int size() {
        return handles.length;
    }

    /** All that is known of a row. */
    public ExchangeRow row(int index) {
        return new ExchangeRow(snapshot, handles[index]);
    }

    /** Index of an exchange that another list of this session gave, or -1 when it is not in this one. */
    public int indexOf(ExchangeRow.Key key) {
        throw new UnsupportedOperationException();
    }
}
