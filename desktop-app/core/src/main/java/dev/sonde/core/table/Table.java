package dev.sonde.core.table;

import dev.sonde.core.filter.FilterTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result: columns and rows. Immutable, and safe on any thread; large ones make their values when asked. */
public final class Table {
    /** Gives the value at a row and a column of the table's full set of columns. */
    @FunctionalInterface
    interface Cells {
        @Nullable
        Object at(int row, int column);
    }

    private final String name;
    private final List<Column> columns;
    private final int[] picked;
    private final int rowCount;
    private final Cells cells;
    private final Coverage coverage;

    Table(String name, List<Column> columns, int[] picked, int rowCount, Cells cells, Coverage coverage) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.picked = picked;
        this.rowCount = rowCount;
        this.cells = cells;
        this.coverage = coverage;
    }

    /**
     * What the numbers are of.
     *
     * @param coveredNanos time of the window that was really watched and is in memory: what rates are relative to
     * @param undecidedCalls calls in the window that were counted without a row each, and so are left out because a term
     *     of the filter, such as a latency, can't be asked of them
     * @param evicted the window begins before what is in memory
     * @param notApplied terms of the filter that rows of this table have no answer to: they were left aside
     */
    public record Coverage(long coveredNanos, long undecidedCalls, boolean evicted, List<FilterTerm> notApplied) {
        /** Copies the terms. */
        public Coverage {
            notApplied = List.copyOf(notApplied);
        }

        Coverage without(List<FilterTerm> terms) {
            return new Coverage(coveredNanos, undecidedCalls, evicted, terms);
        }
    }

    /** Name of the table. */
    public String name() {
        return name;
    }

    /** Its columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** Index of a column by its name, or -1. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** How many rows it has. */
    public int rowCount() {
        return rowCount;
    }

    /** The value at a row and a column, of the type that {@link ColumnType} says, or null when it is not known. */
    public @Nullable Object value(int row, int column) {
        if (row < 0 || row >= rowCount) {
            throw new IndexOutOfBoundsException("row " + row + " of " + rowCount);
        }
        return cells.at(row, picked[column]);
    }

    /** The value at a row and a named column, or null when it is not known. */
    public @Nullable Object value(int row, String column) {
        int index = indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " in " + name);
        }
        return value(row, index);
    }

    /** The whole number at a row and a named column, or null when it is not known. */
    public @Nullable Long known(int row, String column) {
        return value(row, column) instanceof Long known ? known : null;
    }

    /** How many there are by a row and a named column; 0 also when it is not known. */
    public long count(int row, String column) {
        return value(row, column) instanceof Long known ? known : 0;
    }

    /** What the numbers are of. */
    public Coverage coverage() {
        return coverage;
    }
}
