package dev.sonde.core.change;

/** Numbers keys from 0 in the order they come, without an object each. Written by one thread, then read by any. */
final class LongTable {
    /** Each slot is a key and its number plus one, beside each other: a look is one miss of the cache. */
    private long[] slots = new long[128];

    private int size;

    /** The number of a key, which is new when it equals what {@link #size} was before. */
    int number(long key) {
        int slot = slot(key);
        if (slots[slot + 1] == 0) {
            if (size * 4 >= slots.length) {
                grow();
                slot = slot(key);
            }
            slots[slot] = key;
            slots[slot + 1] = ++size;
        }
        return (int) slots[slot + 1] - 1;
    }

    /** The number of a key, or -1. */
    int get(long key) {
        return (int) slots[slot(key) + 1] - 1;
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        int mask = slots.length - 2;
        long hash = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) << 1 & mask;
        while (slots[slot + 1] != 0 && slots[slot] != key) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int slot = slot(old[i]);
                slots[slot] = old[i];
                slots[slot + 1] = old[i + 1];
            }
        }
    }
}
