package dev.sonde.agent.connection;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from {@code long} to objects without boxing: open addressing, linear probing, removal that closes the
 * gap. Grows, and never shrinks. Not thread-safe.
 *
 * @param <V> what is kept
 */
public final class LongTable<V> {
    private long[] keys;
    private @Nullable Object[] values;
    private int size;

    /** Makes a table with room for some entries. */
    public LongTable(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected) * 2 - 1) << 1;
        keys = new long[capacity];
        values = new Object[capacity];
    }

    /** Finds the value of a key, or null. */
    @SuppressWarnings("unchecked")
    public @Nullable V get(long key) {
        int mask = keys.length - 1;
        for (int at = spread(key) & mask; ; at = (at + 1) & mask) {
            Object value = values[at];
            if (value == null || keys[at] == key) {
                return (V) value;
            }
        }
    }

    /** Puts a value in the place of the one that was there. */
    public void put(long key, V value) {
        Objects.requireNonNull(value);
        if ((size + 1) * 2 > keys.length) {
            grow();
        }
        int at = find(key);
        if (values[at] == null) {
            size++;
        }
        keys[at] = key;
        values[at] = value;
    }

    /** Removes a key; nothing happens when it is not there. */
    public void remove(long key) {
        int mask = keys.length - 1;
        int hole = find(key);
        if (values[hole] == null) {
            return;
        }
        size--;
        for (int at = (hole + 1) & mask; values[at] != null; at = (at + 1) & mask) {
            int home = spread(keys[at]) & mask;
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        values[hole] = null;
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** How many places there are, for {@link #at}. */
    public int capacity() {
        return keys.length;
    }

    /** The value at a place, or null; removal moves values to other places. */
    @SuppressWarnings("unchecked")
    public @Nullable V at(int place) {
        return (V) values[place];
    }

    /** Removes everything. */
    public void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int at = spread(key) & mask;
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }

    private static int spread(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32);
    }
}
