package dev.sonde.core.store;

import java.util.Arrays;

/**
 * A list that only grows at its end, and of which readers hold a count: elements below it never move. An element may be
 * replaced by one that says more.
 */
final class Known<T> {
    private final T[] values;
    private final int count;

    private Known(T[] values, int count) {
        this.values = values;
        this.count = count;
    }

    static <T> Known<T> of(T[] room) {
        return new Known<>(room, 0);
    }

    T get(int index) {
        return values[index];
    }

    int count() {
        return count;
    }

    /** Adds at the end. The lists handed out before keep their counts and share the elements. */
    Known<T> plus(T value) {
        T[] room = count == values.length ? Arrays.copyOf(values, Math.max(16, count * 2)) : values;
        room[count] = value;
        return new Known<>(room, count + 1);
    }

    void replace(int index, T value) {
        values[index] = value;
    }
}
