package dev.sonde.core.table;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.naming.NameOrder;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of a window that a filter keeps, as an index of four bytes a row: for tables that show some of a million
 * rows. Immutable, safe on any thread. It keeps in memory the stretches of rows that it names and no others.
 */
public final class ExchangeList {
    private final Snapshot names;
    private final Chunks chunks;
    private final int[] handles;
    private final long callsWithoutRow;

    private ExchangeList(Snapshot names, Chunks chunks, int[] handles, long callsWithoutRow) {
        this.names = names;
        this.chunks = chunks;
        this.handles = handles;
        this.callsWithoutRow = callsWithoutRow;
    }

    /** Finds them, sorted by start, the earliest first. Call it in a job. */
    public static ExchangeList of(Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        Index index = new Index();
        Chunks chunks = new Chunks(snapshot.exchanges());
        Scan scan = new Scan(snapshot, window, filter, cancel);
        scan.exchanges((slice, rows, row) -> index.add(chunks.handle(slice, rows, row)));
        long[] calls = {0};
        scan.aggregates((rows, row) -> calls[0] += rows.calls(row));
        ExchangeList list =
                new ExchangeList(snapshot.withoutRows(), chunks, index.trimmed(), calls[0] + scan.undecidedCalls());
        return list.inOrder(list.sorted(i -> chunks.of(i).startNanos(Chunks.row(i)), false, cancel));
    }

    /**
     * The same rows in another order; rows that compare equal keep theirs, unknown values come last either way. Call it in
     * a job.
     *
     * @param column a column of the table {@code exchanges}
     * @throws dev.sonde.core.error.SondeException SD-3021 for an unknown column
     */
    public ExchangeList sortedBy(String column, boolean fromHighest, CancelToken cancel) {
        int index = ExchangeColumns.indexOf(column);
        return inOrder(
                switch (ExchangeColumns.COLUMNS.get(index).type()) {
                    case INTEGER, NANOS, BYTES, TIME -> sorted(number(index), fromHighest, cancel);
                    default -> sortedByText(index, fromHighest, cancel);
                });
    }

    private ExchangeList inOrder(int[] sorted) {
        return new ExchangeList(names, chunks, sorted, callsWithoutRow);
    }

    /** How many rows. */
    public int size() {
        return handles.length;
    }

    /** Calls of the window that were counted without a row each, and that the filter keeps or can't decide on. */
    public long callsWithoutRow() {
        return callsWithoutRow;
    }

    /** All that is known of a row. */
    public ExchangeRow row(int index) {
        return rowOf(handles[index]);
    }

    /** Index of an exchange that another list of this session gave, or -1 when it is not in this one. */
    public int indexOf(ExchangeRow.Key key) {
        int handle = chunks.handle(key);
        if (handle < 0) {
            return -1;
        }
        for (int i = 0; i < handles.length; i++) {
            if (handles[i] == handle) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Object value(int handle, int column) {
        return ExchangeColumns.value(rowOf(handle), column);
    }

    /** The number to sort by of each row. */
    private SortKey number(int column) {
        ExchangeColumns.NumberOf number = ExchangeColumns.number(column);
        if (number != null) {
            return handle -> number.of(chunks.of(handle), Chunks.row(handle));
        }
        return handle -> value(handle, column) instanceof Long known ? known : Long.MIN_VALUE;
    }

    private ExchangeRow rowOf(int handle) {
        return new ExchangeRow(names, chunks.of(handle), Chunks.row(handle));
    }

    /** Gives the number to sort by, {@link Long#MIN_VALUE} when not known. */
    @FunctionalInterface
    private interface SortKey {
        long of(int handle);
    }

    private int[] sorted(SortKey key, boolean fromHighest, CancelToken cancel) {
        long[] keys = new long[handles.length];
        boolean ordered = true;
        for (int i = 0; i < keys.length; i++) {
            long value = key.of(handles[i]);
            // Ascending order of ~value is descending order of value; the unknown go to the end in both.
            keys[i] = value == Long.MIN_VALUE ? Long.MAX_VALUE : fromHighest ? ~value : value;
            ordered &= i == 0 || keys[i - 1] <= keys[i];
        }
        cancel.check();
        return ordered ? handles : new KeySort(keys, handles).sort();
    }

    private int[] sortedByText(int column, boolean fromHighest, CancelToken cancel) {
        record Entry(int handle, @Nullable String text) {}
        Entry[] entries = new Entry[handles.length];
        for (int i = 0; i < entries.length; i++) {
            Object value = value(handles[i], column);
            entries[i] = new Entry(handles[i], value == null ? null : value.toString());
        }
        cancel.check();
        Comparator<String> order = fromHighest ? NameOrder.NAMES.reversed() : NameOrder.NAMES;
        Arrays.sort(entries, Comparator.comparing(Entry::text, Comparator.nullsLast(order)));
        int[] result = new int[entries.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = entries[i].handle();
        }
        return result;
    }

    private static final class Index {
        private int[] handles = new int[1024];
        private int size;

        void add(int handle) {
            if (size == handles.length) {
                handles = Arrays.copyOf(handles, size * 2);
            }
            handles[size++] = handle;
        }

        int[] trimmed() {
            return Arrays.copyOf(handles, size);
        }
    }

    /** Stretches of rows by their place in a snapshot, each from when a row of it was named. A handle is a place and a row. */
    private static final class Chunks {
        private final long first;
        private final ExchangeChunk[] named;

        Chunks(List<Snapshot.Slice<ExchangeChunk>> all) {
            first = all.isEmpty() ? 0 : all.getFirst().rows().number();
            named = new ExchangeChunk[all.size()];
        }

        int handle(int slice, ExchangeChunk rows, int row) {
            named[slice] = rows;
            return slice * ExchangeChunk.CAPACITY + row;
        }

        /** The handle of what another list of the session gave, or -1 where its stretch is not here. */
        int handle(ExchangeRow.Key key) {
            long slice = key.chunk() - first;
            return slice < 0 || slice >= named.length ? -1 : (int) slice * ExchangeChunk.CAPACITY + key.row();
        }

        ExchangeChunk of(int handle) {
            return named[handle / ExchangeChunk.CAPACITY];
        }

        static int row(int handle) {
            return handle % ExchangeChunk.CAPACITY;
        }
    }
}
