package dev.sonde.core.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A column of numbers from -1 (not known) up, in four bytes each. The few that don't fit are kept aside.
 *
 * <p>One thread writes. A value may be set again after it was published; readers see the old or the new one.
 */
final class PackedLongs {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);
    private static final long[] NONE = {};

    private final int[] cells;
    private int asideCount;
    private long[] aside = NONE;

    PackedLongs(int capacity) {
        cells = new int[capacity];
    }

    /** Sets a value of at least -1 of a row that no reader knows of yet: what publishes the row publishes the value. */
    void append(int row, long value) {
        if (value < Integer.MAX_VALUE) {
            // Shifted by one: 0 is "not known", so fresh rows are.
            cells[row] = (int) (value + 1);
        } else {
            set(row, value);
        }
    }

    /** Sets a value of at least -1, also of a row that is being read. */
    void set(int row, long value) {
        if (value < Integer.MAX_VALUE) {
            CELL.setRelease(cells, row, (int) (value + 1));
            return;
        }
        if (asideCount == aside.length) {
            aside = Arrays.copyOf(aside, Math.max(4, asideCount * 2));
        }
        aside[asideCount] = value;
        asideCount++;
        // The index becomes visible after the value it leads to.
        CELL.setRelease(cells, row, -asideCount);
    }

    long get(int row) {
        int cell = cells[row];
        return cell >= 0 ? cell - 1L : far(row);
    }

    private long far(int row) {
        int cell = (int) CELL.getAcquire(cells, row);
        return cell >= 0 ? cell - 1L : aside[-cell - 1];
    }

    long bytes() {
        return 4L * cells.length + 8L * aside.length;
    }
}
