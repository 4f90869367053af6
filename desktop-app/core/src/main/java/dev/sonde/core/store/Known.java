package dev.sonde.core.store;

import java.util.Arrays;

/**
 * A list that only grows at its end, and of which readers hold a count: elements below it never move. An element may be
 * replaced by one that says more.
 *
 * <p>A row that was published may later be told of an element that came after the reader's count (a connection's owner,
 * an endpoint that was cut before): the reader finds that one as well, though it does not count it.
 */
final class Known<T> {
    private final T[] values;
    private final int count;
    private final Latest<T> latest;

    /** The array that has all elements there are. */
    private static final class Latest<T> {
        volatile T[] values;

        Latest(T[] values) {
            this.values = values;
        }
    }

    private Known(T[] values, int count, Latest<T> latest) {
        this.values = values;
        this.count = count;
        this.latest = latest;
    }

    static <T> Known<T> of(T[] room) {
        return new Known<>(room, 0, new Latest<>(room));
    }

    T get(int index) {
        return index < count ? values[index] : latest.values[index];
    }

    int count() {
        return count;
    }

    /** Adds at the end. The lists handed out before keep their counts and share the elements. */
    Known<T> plus(T value) {
        T[] room = count == values.length ? Arrays.copyOf(values, Math.max(16, count * 2)) : values;
        room[count] = value;
        latest.values = room;
        return new Known<>(room, count + 1, latest);
    }

    void replace(int index, T value) {
        values[index] = value;
    }
}
