package dev.sonde.agent.exchange;

import java.util.Arrays;

/**
 * When the client's end saw the latest exchanges of one connection, by the sequence number of the request. A ring: what
 * is not asked for is overwritten. Owned by the drain thread.
 */
final class Sights {
    static final long UNKNOWN = -1;
    private static final int MAX = 256;

    private int[] sequences = new int[4];
    private long[] starts = new long[4];
    private long[] firsts = new long[4];
    private long[] lasts = new long[4];
    private int[] firstBytes = new int[4];
    private int[] requestBytes = new int[4];
    private int[] lastBytes = new int[4];
    private int next;
    private int count;

    /**
     * Adds a sight.
     *
     * @param asked bytes of the request, or of its head where the body waited to be asked for
     * @param bytes of the response's first segment
     * @return its index
     */
    int add(int sequence, int asked, long startNanos, long firstNanos, int bytes) {
        if (count == sequences.length && count < MAX) {
            grow();
        }
        int at = next;
        next = (next + 1) & (sequences.length - 1);
        count = Math.min(count + 1, sequences.length);
        sequences[at] = sequence;
        starts[at] = startNanos;
        firsts[at] = firstNanos;
        lasts[at] = UNKNOWN;
        firstBytes[at] = bytes;
        requestBytes[at] = asked;
        return at;
    }

    /** Finds a sight, the latest first; -1 when there is none. */
    int find(int sequence) {
        int mask = sequences.length - 1;
        for (int i = 1; i <= count; i++) {
            int at = (next - i) & mask;
            if (sequences[at] == sequence && starts[at] != UNKNOWN) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Finds the sight of the rest of a request: a body that waited for an interim response is a turn of its own.
     *
     * @param of the sight of its beginning
     * @param bytes all of the request
     * @return -1 when there is none, or not yet
     */
    int rest(int of, long bytes) {
        return isPart(of, bytes) ? find(sequences[of] + requestBytes[of]) : -1;
    }

    /** Whether a sight is of the beginning of a request only. */
    boolean isPart(int of, long bytes) {
        return requestBytes[of] != 0 && bytes > Integer.toUnsignedLong(requestBytes[of]);
    }

    /** Notes the last byte of a response so far, of which so many bytes have come. */
    void settle(int at, int bytes, long lastNanos) {
        lastBytes[at] = bytes;
        lasts[at] = lastNanos;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Takes a sight away. */
    void remove(int at) {
        starts[at] = UNKNOWN;
        if (at == ((next - 1) & (sequences.length - 1))) {
            next = at;
            count--;
        }
    }

    long start(int at) {
        return starts[at];
    }

    long first(int at) {
        return firsts[at];
    }

    /** The last byte that was told, whether or not it is the last of all; unknown when none was. */
    long lastSoFar(int at) {
        return lasts[at];
    }

    /** Bytes of the response's first segment. */
    long firstBytes(int at) {
        return Integer.toUnsignedLong(firstBytes[at]);
    }

    /** The last byte of a response of this size, or unknown as long as only its beginning was seen. */
    long last(int at, long responseBytes) {
        if (lasts[at] != UNKNOWN && Integer.toUnsignedLong(lastBytes[at]) >= responseBytes) {
            return lasts[at];
        }
        return Integer.toUnsignedLong(firstBytes[at]) >= responseBytes ? firsts[at] : UNKNOWN;
    }

    private void grow() {
        int old = sequences.length;
        // Full, so the oldest is at `next`: bring it to the front.
        sequences = turn(sequences, old);
        firstBytes = turn(firstBytes, old);
        requestBytes = turn(requestBytes, old);
        lastBytes = turn(lastBytes, old);
        starts = turn(starts, old);
        firsts = turn(firsts, old);
        lasts = turn(lasts, old);
        next = old;
    }

    private int[] turn(int[] values, int old) {
        int[] grown = new int[old * 2];
        System.arraycopy(values, next, grown, 0, old - next);
        System.arraycopy(values, 0, grown, old - next, next);
        Arrays.fill(grown, old, old * 2, 0);
        return grown;
    }

    private long[] turn(long[] values, int old) {
        long[] grown = new long[old * 2];
        System.arraycopy(values, next, grown, 0, old - next);
        System.arraycopy(values, 0, grown, old - next, next);
        Arrays.fill(grown, old, old * 2, UNKNOWN);
        return grown;
    }
}
