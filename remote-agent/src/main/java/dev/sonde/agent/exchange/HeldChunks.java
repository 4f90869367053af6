package dev.sonde.agent.exchange;

import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import java.util.Arrays;

/**
 * Pieces of one request that came before the record with its beginning, kept in the order of their offsets. Bounded; what
 * does not fit is a hole. Owned by the drain thread.
 */
final class HeldChunks {
    static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_CHUNKS = 64;

    private byte[] bytes = new byte[1024];
    private int used;
    private int[] sequences = new int[4];
    private int[] starts = new int[4];
    private int[] lengths = new int[4];
    private long[] times = new long[4];
    private int count;

    /**
     * Keeps a piece.
     *
     * @return false when there is no room
     */
    boolean add(int sequence, byte[] from, int at, int length, long timeNanos) {
        if (count == MAX_CHUNKS || used + length > MAX_BYTES) {
            return false;
        }
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
        }
        if (count == sequences.length) {
            sequences = Arrays.copyOf(sequences, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        System.arraycopy(from, at, bytes, used, length);
        int place = count;
        while (place > 0 && sequences[place - 1] - sequence > 0) {
            sequences[place] = sequences[place - 1];
            starts[place] = starts[place - 1];
            lengths[place] = lengths[place - 1];
            times[place] = times[place - 1];
            place--;
        }
        sequences[place] = sequence;
        starts[place] = used;
        lengths[place] = length;
        times[place] = timeNanos;
        used += length;
        count++;
        return true;
    }

    int count() {
        return count;
    }

    /**
     * Hands on what lies between two offsets, and keeps nothing.
     *
     * @param near an offset by which sequence numbers become offsets
     */
    void handOn(ConnectionDissector dissector, long near, long from, long until) {
        for (int i = 0; i < count; i++) {
            long at = near + (sequences[i] - (int) near);
            if (at >= from && at < until) {
                dissector.data(Direction.REQUEST, at, bytes, starts[i], lengths[i], times[i]);
            }
        }
        clear();
    }

    private void clear() {
        used = 0;
        count = 0;
        if (bytes.length > 4096) {
            bytes = new byte[1024];
        }
    }
}
