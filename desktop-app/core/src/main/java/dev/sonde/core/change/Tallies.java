package dev.sonde.core.change;

import dev.sonde.core.time.Window;
import java.util.Arrays;

/** Calls of interest by cell: how many in each window, and when in window A. Belongs to one thread. */
final class Tallies {
    private static final int STAMPS = 2048;
    private static final long SHORTEST_NANOS = 200_000_000L;

    private final boolean ownOnly;
    private final long fromNanos;
    private final long stampNanos;
    private final long[] badA;
    private final long[] badB;
    private final long[][] stamps;

    /** Room for so many cells; {@code ownOnly} says whether calls are left out whose trouble is another call's. */
    Tallies(int cells, Window a, boolean ownOnly) {
        this.ownOnly = ownOnly;
        fromNanos = a.fromNanos();
        stampNanos = Math.max(SHORTEST_NANOS, Math.ceilDiv(a.durationNanos(), STAMPS));
        badA = new long[cells];
        badB = new long[cells];
        stamps = new long[cells][];
    }

    void add(int cell, long startNanos, long calls, boolean inA, boolean inB) {
        badB[cell] += inB ? calls : 0;
        if (inA) {
            badA[cell] += calls;
            if (stamps[cell] == null) {
                stamps[cell] = new long[STAMPS / 64];
            }
            int stamp = Math.clamp((startNanos - fromNanos) / stampNanos, 0, STAMPS - 1);
            stamps[cell][stamp >> 6] |= 1L << (stamp & 63);
        }
    }

    boolean ownOnly() {
        return ownOnly;
    }

    long badA(int cell) {
        return badA[cell];
    }

    long badB(int cell) {
        return badB[cell];
    }

    long totalA() {
        return Arrays.stream(badA).sum();
    }

    long totalB() {
        return Arrays.stream(badB).sum();
    }

    /** Adds the moments of a cell to others. */
    void stampInto(long[] moments, int cell) {
        long[] own = stamps[cell];
        if (own != null) {
            for (int i = 0; i < own.length; i++) {
                moments[i] |= own[i];
            }
        }
    }

    static long[] noMoments() {
        return new long[STAMPS / 64];
    }

    static int count(long[] moments) {
        int count = 0;
        for (long word : moments) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
