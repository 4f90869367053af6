package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one direction of a MySQL connection into packets: three bytes of length, a number, the payload. The beginning
 * of each payload is handed on, read in place when one call holds it and gathered otherwise. A hole inside a payload is
 * skipped by the packet's length; one that takes a header away is told to the listener.
 */
final class PacketReader {
    /** What the reader tells. */
    interface Listener {
        /** A header was read: returns how many bytes of the payload are wanted. */
        int header(PacketReader reader);

        /**
         * A packet is complete.
         *
         * @param payload its beginning: {@code to - from} bytes, as many as were wanted and captured
         */
        void packet(PacketReader reader, byte[] payload, int from, int to);

        /** Where the next packet begins is not known. */
        void framingLost(PacketReader reader);

        /** Whether a packet may begin with these bytes, the first behind a hole. */
        boolean plausible(PacketReader reader, int length, int sequence, int first);
    }

    static final int HEADER = 4;
    private static final byte[] NOTHING = new byte[0];

    private final Workspace workspace;
    private final Listener listener;
    private boolean lost;
    private boolean atBoundary;
    private int header;
    private int headerBytes;
    private int left;
    private int wanted;

    /** The packet at hand was handed on before its end. */
    private boolean told;

    private boolean cut;
    private byte @Nullable [] gathered;
    private int gatheredLength;
    private long position;
    private long startOffset;
    private long startNanos;
    private long timeNanos;

    PacketReader(Workspace workspace, Listener listener) {
        this.workspace = workspace;
        this.listener = listener;
    }

    long position() {
        return position;
    }

    long timeNanos() {
        return timeNanos;
    }

    long startOffset() {
        return startOffset;
    }

    long startNanos() {
        return startNanos;
    }

    /** Length of the packet's payload. */
    int length() {
        return header & 0xFFFFFF;
    }

    /** Number of the packet, 0 to 255. */
    int sequence() {
        return header >>> 24;
    }

    /** True when a hole took a part of what was wanted of the payload. */
    boolean cut() {
        return cut;
    }

    boolean lost() {
        return lost;
    }

    /** Gives up the framing until a boundary. */
    void lose() {
        lost = true;
        atBoundary = false;
        drop();
    }

    /** A packet may begin here, if framing was lost. */
    void boundary() {
        if (lost) {
            atBoundary = true;
            drop();
        }
    }

    void bytes(long offset, byte[] bytes, int from, int length, long time) {
        int end = from + length;
        int i = from;
        position = offset;
        timeNanos = time;
        while (i < end) {
            if (lost && !atBoundary) {
                position += end - i;
                return;
            }
            if (headerBytes < HEADER || lost) {
                i = readHeader(bytes, i);
            } else {
                i = readPayload(bytes, i, end);
            }
        }
    }

    private int readHeader(byte[] bytes, int at) {
        if (headerBytes == 0) {
            header = 0;
            startOffset = position;
            startNanos = timeNanos;
        }
        if (headerBytes == HEADER) {
            return judge(bytes, at);
        }
        header |= (bytes[at] & 0xFF) << (8 * headerBytes);
        headerBytes++;
        position++;
        if (headerBytes == HEADER && !lost) {
            begin();
        } else if (headerBytes == HEADER && length() == 0) {
            lose();
        }
        return at + 1;
    }

    /** The header behind a hole and the first byte of the payload tell whether this is the beginning of a packet. */
    private int judge(byte[] bytes, int at) {
        if (!listener.plausible(this, length(), sequence(), bytes[at] & 0xFF)) {
            lose();
            return at;
        }
        lost = false;
        atBoundary = false;
        begin();
        return at;
    }

    private void begin() {
        left = length();
        cut = false;
        told = false;
        wanted = Math.min(
                Math.min(listener.header(this), left), workspace.options().textBytes());
        if (left == 0) {
            end(NOTHING, 0, 0);
        }
    }

    private int readPayload(byte[] bytes, int from, int end) {
        int count = Math.min(left, end - from);
        int missing = wanted - gatheredLength;
        position += count;
        if (left == count && gatheredLength == 0 && !cut) {
            left = 0;
            end(bytes, from, from + wanted);
            return from + count;
        }
        if (missing > 0 && !cut) {
            gather(bytes, from, Math.min(count, missing));
        }
        left -= count;
        if (left == 0) {
            endGathered();
        }
        return from + count;
    }

    private void gather(byte[] bytes, int from, int count) {
        byte[] to = gathered;
        if (to == null) {
            to = workspace.buffer();
            gathered = to;
        }
        System.arraycopy(bytes, from, to, gatheredLength, count);
        gatheredLength += count;
    }

    private void endGathered() {
        byte[] payload = gathered;
        int length = gatheredLength;
        gathered = null;
        gatheredLength = 0;
        if (payload == null) {
            end(NOTHING, 0, 0);
        } else {
            end(payload, 0, length);
            workspace.release(payload);
        }
    }

    private void end(byte[] payload, int from, int to) {
        headerBytes = 0;
        if (!told) {
            listener.packet(this, payload, from, to);
        }
    }

    /** Nothing more is awaited of a packet that has begun: the other side answers it, or the connection ends. */
    void endEarly() {
        byte[] payload = gathered;
        if (payload != null && headerBytes == HEADER && !lost && !told) {
            int length = gatheredLength;
            gathered = null;
            gatheredLength = 0;
            wanted = 0;
            told = true;
            listener.packet(this, payload, 0, length);
            workspace.release(payload);
        }
    }

    void gap(long offset, long length, long time) {
        timeNanos = time;
        position = offset + length;
        if (lost || headerBytes < HEADER || length > left) {
            boolean open = headerBytes == HEADER && !lost;
            if (open) {
                cut |= gatheredLength < wanted;
                position = offset + left;
                left = 0;
                endGathered();
                position = offset + length;
            }
            boolean told = lost;
            lose();
            boundary();
            if (!told) {
                listener.framingLost(this);
            }
            return;
        }
        cut |= gatheredLength < wanted;
        left -= (int) length;
        if (left == 0) {
            endGathered();
        }
    }

    /** Gives the buffer back. */
    void drop() {
        byte[] buffer = gathered;
        if (buffer != null) {
            workspace.release(buffer);
        }
        gathered = null;
        gatheredLength = 0;
        headerBytes = 0;
        left = 0;
    }
}
