package dev.sonde.core.store;

/**
 * Remembers exchanges that one agent saw at one end, until the agent at the other end tells of them or time is over.
 *
 * <p>Two generations take turns, so that an entry is kept for one to two times the span. Owned by the writer.
 */
final class Joiner {
    private final long spanNanos;
    private final int maxEntries;
    private Generation young = new Generation();
    private Generation old = new Generation();
    private long youngSince = Long.MIN_VALUE;

    /**
     * Remembers nothing yet.
     *
     * @param maxEntries bounds the memory: 16 bytes an entry at half load, two generations
     */
    Joiner(long spanNanos, int maxEntries) {
        this.spanNanos = spanNanos;
        this.maxEntries = maxEntries;
    }

    /**
     * Finds and forgets the other end's sight.
     *
     * @return its place as it was remembered, or -1
     */
    long take(int connection, int sequence) {
        long key = key(connection, sequence);
        long place = young.take(key);
        return place >= 0 ? place : old.take(key);
    }

    /** Remembers a sight. */
    void remember(int connection, int sequence, long place, long timeNanos) {
        if (youngSince == Long.MIN_VALUE) {
            youngSince = timeNanos;
        }
        if (timeNanos - youngSince > spanNanos || young.size >= maxEntries) {
            old = young;
            young = new Generation();
            youngSince = timeNanos;
        }
        young.put(key(connection, sequence), place);
    }

    /** Gives connections their new numbers; what was remembered of those that are gone is forgotten. */
    void move(int[] connectionIds) {
        young = young.moved(connectionIds);
        old = old.moved(connectionIds);
    }

    long bytes() {
        return 16L * (young.keys.length + old.keys.length);
    }

    private static long key(int connection, int sequence) {
        // Never 0, which marks a free slot: connections count from 0.
        return ((long) (connection + 1) << 32) | (sequence & 0xffffffffL);
    }

    /** A map whose entries are emptied rather than removed. */
    private static final class Generation {
        long[] keys = new long[256];
        long[] places = new long[256];
        int size;

        void put(long key, long place) {
            if (size * 2 >= keys.length) {
                grow();
            }
            int slot = slot(key);
            if (keys[slot] == 0) {
                keys[slot] = key;
                size++;
            }
            places[slot] = place;
        }

        long take(long key) {
            int slot = slot(key);
            if (keys[slot] == 0) {
                return -1;
            }
            long place = places[slot];
            places[slot] = -1;
            return place;
        }

        Generation moved(int[] connectionIds) {
            Generation result = new Generation();
            for (int i = 0; i < keys.length; i++) {
                int connection = keys[i] == 0 || places[i] < 0 ? -1 : connectionIds[(int) (keys[i] >>> 32) - 1];
                if (connection >= 0) {
                    result.put(key(connection, (int) keys[i]), places[i]);
                }
            }
            return result;
        }

        private int slot(long key) {
            int mask = keys.length - 1;
            long hash = key * 0x9E3779B97F4A7C15L;
            int slot = (int) (hash >>> 40) & mask;
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        private void grow() {
            long[] oldKeys = keys;
            long[] oldPlaces = places;
            keys = new long[oldKeys.length * 2];
            places = new long[oldKeys.length * 2];
            size = 0;
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != 0 && oldPlaces[i] >= 0) {
                    put(oldKeys[i], oldPlaces[i]);
                }
            }
        }
    }
}
