package dev.sonde.core.store;

/** Maps positive numbers to numbers from -1 up, without an object each. Owned by the writer. */
final class IntMap {
    private int[] keys = new int[64];
    private int[] values = new int[64];
    private int size;

    /** The value, or -1. */
    int get(int key) {
        int mask = keys.length - 1;
        for (int slot = spread(key) & mask; keys[slot] != 0; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                return values[slot];
            }
        }
        return -1;
    }

    void put(int key, int value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int mask = keys.length - 1;
        int slot = spread(key) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    /** Replaces each value by what the table says, and forgets those that it has -1 for. */
    IntMap mapped(int[] table) {
        IntMap result = new IntMap();
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0 && values[i] >= 0 && table[values[i]] >= 0) {
                result.put(keys[i], table[values[i]]);
            }
        }
        return result;
    }

    long bytes() {
        return 8L * keys.length;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }

    private static int spread(int key) {
        int hash = key * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
