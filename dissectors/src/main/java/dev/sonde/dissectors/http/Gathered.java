package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Workspace;

/** The beginning of what isn't whole yet, in a buffer of the workspace that is held for as long as there is something in it. */
final class Gathered {
    private static final byte[] NOTHING = new byte[0];

    private final Workspace workspace;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean cut;

    Gathered(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Nothing is gathered. */
    boolean empty() {
        return bytes.length == 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** More came than the buffer holds. */
    boolean cut() {
        return cut;
    }

    void add(byte[] from, int start, int end) {
        if (empty()) {
            bytes = workspace.buffer();
        }
        int count = Math.min(end - start, bytes.length - length);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        cut |= count < end - start;
    }

    /** Hands over the buffer, which the caller gives back to the workspace. */
    byte[] take() {
        byte[] taken = bytes;
        bytes = NOTHING;
        length = 0;
        cut = false;
        return taken;
    }

    void drop() {
        if (!empty()) {
            workspace.release(take());
        }
    }
}
