package dev.sonde.agent.exchange;

import java.util.Arrays;

/**
 * When the client's end saw the latest exchanges of one connection, found by the sequence number of the request. Slots are
 * taken in turn: what nobody asked for is overwritten. Finding one costs the same however many there are, since most of what
 * is looked for is not there: an exchange is taken away with its row, and its last byte is told once more with the next.
 * Owned by the drain thread.
 */
final class Sights {
    static final long UNKNOWN = -1;
    private static final int NONE = -1;
    private static final int LEAST = 4;
    private static final int MOST = 256;
    /** Fibonacci hashing: sequence numbers of equal requests lie at equal distances. */
    private static final int SPREAD = 0x9E3779B9;

    private int[] sequences = new int[LEAST];
    private long[] starts = unknown(LEAST);
    private long[] firsts = new long[LEAST];
    private long[] lasts = new long[LEAST];
    private int[] firstBytes = new int[LEAST];
    private int[] requestBytes = new int[LEAST];
    private int[] lastBytes = new int[LEAST];
    /** The latest slot of each hash. */
    private int[] heads = none(LEAST);
    /** The next older slot of the same hash. */
    private int[] olders = none(LEAST);

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
        if (isTaken(next) && count > sequences.length / 2 && sequences.length < MOST) {
            grow();
        }
        int at = next;
        if (isTaken(at)) {
            remove(at);
        }
        next = (next + 1) & (sequences.length - 1);
        sequences[at] = sequence;
        starts[at] = startNanos;
        firsts[at] = firstNanos;
        lasts[at] = UNKNOWN;
        firstBytes[at] = bytes;
        requestBytes[at] = asked;
        link(at);
        return at;
    }

    /** Finds a sight, the latest first; -1 when there is none. */
    int find(int sequence) {
        int at = heads[hash(sequence)];
        while (at != NONE && sequences[at] != sequence) {
            at = olders[at];
        }
        return at;
    }

    /**
     * Finds the sight of the rest of a request: a body that waited for an interim response is a turn of its own.
     *
     * @param of the sight of its beginning
     * @param bytes all of the request
     * @return -1 when there is none, or not yet
     */
    int rest(int of, long bytes) {
        return isPart(of, bytes) ? find(sequences[of] + requestBytes[of]) : NONE;
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
        unlink(at);
        starts[at] = UNKNOWN;
        if (at == ((next - 1) & (sequences.length - 1))) {
            next = at;
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

    private boolean isTaken(int at) {
        return starts[at] != UNKNOWN;
    }

    private int hash(int sequence) {
        return (sequence * SPREAD) >>> Integer.numberOfLeadingZeros(heads.length - 1);
    }

    private void link(int at) {
        int hash = hash(sequences[at]);
        olders[at] = heads[hash];
        heads[hash] = at;
        count++;
    }

    private void unlink(int at) {
        int hash = hash(sequences[at]);
        if (heads[hash] == at) {
            heads[hash] = olders[at];
        } else {
            int newer = heads[hash];
            while (olders[newer] != at) {
                newer = olders[newer];
            }
            olders[newer] = olders[at];
        }
        count--;
    }

    /** Twice as many slots, the oldest first. */
    private void grow() {
        int old = sequences.length;
        sequences = turn(sequences, old);
        firstBytes = turn(firstBytes, old);
        requestBytes = turn(requestBytes, old);
        lastBytes = turn(lastBytes, old);
        starts = turn(starts, old);
        firsts = turn(firsts, old);
        lasts = turn(lasts, old);
        next = old;
        heads = none(old * 2);
        olders = none(old * 2);
        count = 0;
        for (int at = 0; at < old; at++) {
            if (isTaken(at)) {
                link(at);
            }
        }
    }

    private int[] turn(int[] values, int old) {
        int[] grown = new int[old * 2];
        System.arraycopy(values, next, grown, 0, old - next);
        System.arraycopy(values, 0, grown, old - next, next);
        return grown;
    }

    private long[] turn(long[] values, int old) {
        long[] grown = unknown(old * 2);
        System.arraycopy(values, next, grown, 0, old - next);
        System.arraycopy(values, 0, grown, old - next, next);
        return grown;
    }

    private static int[] none(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }

    private static long[] unknown(int length) {
        long[] nanos = new long[length];
        Arrays.fill(nanos, UNKNOWN);
        return nanos;
    }
}
