package dev.sonde.agent.batch;

import java.util.Arrays;

/**
 * One encoded {@code Batch} on its way to the client. Handed from the drain thread to the thread of the stream; the
 * bytes are not changed while it is there.
 */
public final class Frame {
    private byte[] bytes = new byte[0];
    private int length;
    private long calls;

    /** The wire form of a {@code Batch}, in the first {@link #length()} bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes are in use. */
    public int length() {
        return length;
    }

    /** How many exchanges its rows and aggregates stand for. */
    public long calls() {
        return calls;
    }

    void fill(Column encoded, long callsInside) {
        length = encoded.length();
        if (bytes.length < length) {
            bytes = Arrays.copyOf(encoded.array(), Math.max(length, 1024));
        } else {
            System.arraycopy(encoded.array(), 0, bytes, 0, length);
        }
        calls = callsInside;
    }
}
