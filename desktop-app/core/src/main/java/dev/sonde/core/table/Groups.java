package dev.sonde.core.table;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.store.Rows;

/** Calls by a key of three numbers. Belongs to one thread. */
final class Groups {
    private long[] pairs = new long[64];
    private int[] thirds = new int[64];
    private Stats[] stats = new Stats[64];
    private int size;

    /** Gives a number of a row. */
    @FunctionalInterface
    interface Key {
        int of(Rows rows, int row);
    }

    /** Takes groups. */
    @FunctionalInterface
    interface Visitor {
        void group(int first, int second, int third, Stats stats);
    }

    static Groups of(Scan scan, Key first, Key second, Key third, Slowness.Threshold slow) {
        Groups groups = new Groups();
        scan.exchanges((slice, rows, row) -> groups.at(first.of(rows, row), second.of(rows, row), third.of(rows, row))
                .add(rows, row, slow.nanos(rows, row)));
        scan.aggregates((rows, row) -> groups.at(first.of(rows, row), second.of(rows, row), third.of(rows, row))
                .add(rows, row, slow.nanos(rows, row)));
        return groups;
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < stats.length; i++) {
            if (stats[i] != null) {
                visitor.group((int) (pairs[i] >> 32), (int) pairs[i], thirds[i], stats[i]);
            }
        }
    }

    private Stats at(int first, int second, int third) {
        long pair = ((long) first << 32) | (second & 0xffffffffL);
        int slot = slot(pair, third);
        if (stats[slot] == null) {
            if (size * 2 >= stats.length) {
                grow();
                slot = slot(pair, third);
            }
            pairs[slot] = pair;
            thirds[slot] = third;
            stats[slot] = new Stats();
            size++;
        }
        return stats[slot];
    }

    private int slot(long pair, int third) {
        int mask = stats.length - 1;
        long hash = (pair * 31 + third) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 40) & mask;
        while (stats[slot] != null && (pairs[slot] != pair || thirds[slot] != third)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldThirds = thirds;
        Stats[] oldStats = stats;
        pairs = new long[oldPairs.length * 2];
        thirds = new int[oldPairs.length * 2];
        stats = new Stats[oldPairs.length * 2];
        for (int i = 0; i < oldStats.length; i++) {
            if (oldStats[i] != null) {
                int slot = slot(oldPairs[i], oldThirds[i]);
                pairs[slot] = oldPairs[i];
                thirds[slot] = oldThirds[i];
                stats[slot] = oldStats[i];
            }
        }
    }
}
