package dev.sonde.core.change;

import java.util.Arrays;

/** Numbers keys from 0 in the order they come, without an object each. Written by one thread, then read by any. */
final class LongTable {
    private long[] keys = new long[64];
    private int[] numbers = filled(64);
    private int size;

    /** The number of a key, which is new when it equals what {@link #size} was before. */
    int number(long key) {
        int slot = slot(key);
        if (numbers[slot] < 0) {
            if (size * 2 >= keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            numbers[slot] = size++;
        }
        return numbers[slot];
    }

    /** The number of a key, or -1. */
    int get(long key) {
        return numbers[slot(key)];
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long hash = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (numbers[slot] >= 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = filled(oldKeys.length * 2);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] >= 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    private static int[] filled(int length) {
        int[] none = new int[length];
        Arrays.fill(none, -1);
        return none;
    }
}
