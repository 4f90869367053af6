package dev.sonde.agent.batch;

import java.util.ArrayList;
import java.util.List;

/** Rows of one kind as the columns of one message. Owned by the drain thread. */
abstract class Columns {
    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int count;
    private long previousNanos;

    /** A packed column that is sent as the field of this number. */
    final Column packed(int number) {
        return column(number);
    }

    /** A column of fields that carry their numbers themselves. */
    final Column fields() {
        return column(0);
    }

    private Column column(int number) {
        Column column = new Column();
        columns.add(column);
        numbers.add(number);
        return column;
    }

    /** Begins anew; the first time is told as the distance from this one. */
    final void begin(long baseNanos) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).clear();
        }
        count = 0;
        previousNanos = baseNanos;
    }

    /** Counts a row; returns how far its time is from that of the row before. */
    final long next(long timeNanos) {
        count++;
        long distance = timeNanos - previousNanos;
        previousNanos = timeNanos;
        return distance;
    }

    final int count() {
        return count;
    }

    /** Writes the rows as a message in the field of this number, or nothing when there are none. */
    final void write(Column into, int field, Column scratch) {
        if (count == 0) {
            return;
        }
        scratch.clear();
        for (int i = 0; i < columns.size(); i++) {
            int number = numbers.get(i);
            if (number == 0) {
                scratch.raw(columns.get(i));
            } else {
                scratch.field(number, columns.get(i));
            }
        }
        into.field(field, scratch);
    }
}
