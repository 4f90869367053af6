package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.RecordingIndex;
import java.util.Arrays;

/** Where frames are and what times they hold: columns, so that a long recording costs some bytes a frame. Not thread-safe. */
final class BlockIndex {
    private static final int COLUMNS = 4;
    private static final int OFFSET = 0;
    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int EXCHANGES = 3;

    private long[] rows = new long[64 * COLUMNS];
    private int size;

    void add(long offset, long from, long to, long exchanges) {
        int at = size * COLUMNS;
        if (at == rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        rows[at + OFFSET] = offset;
        rows[at + FROM] = from;
        rows[at + TO] = to;
        rows[at + EXCHANGES] = exchanges;
        size++;
    }

    int size() {
        return size;
    }

    long offset(int row) {
        return rows[row * COLUMNS + OFFSET];
    }

    FrameMap.Entry.Block entry(int row) {
        int at = row * COLUMNS;
        return new FrameMap.Entry.Block(rows[at + OFFSET], rows[at + FROM], rows[at + TO], rows[at + EXCHANGES]);
    }

    void clear() {
        size = 0;
    }

    RecordingIndex encode() {
        RecordingIndex.Builder index = RecordingIndex.newBuilder();
        long offset = 0;
        long from = 0;
        for (int i = 0; i < size; i++) {
            int at = i * COLUMNS;
            index.addOffsetDelta(rows[at + OFFSET] - offset);
            index.addFromDelta(rows[at + FROM] - from);
            index.addLengthNs(rows[at + TO] - rows[at + FROM]);
            index.addExchanges((int) rows[at + EXCHANGES]);
            offset = rows[at + OFFSET];
            from = rows[at + FROM];
        }
        return index.build();
    }

    /** Reads what {@link #encode} wrote; false if the columns differ in length or offsets are not in order. */
    boolean decode(RecordingIndex index, long fileBytes) {
        int count = index.getOffsetDeltaCount();
        if (index.getFromDeltaCount() != count
                || index.getLengthNsCount() != count
                || index.getExchangesCount() != count) {
            return false;
        }
        long offset = 0;
        long from = 0;
        for (int i = 0; i < count; i++) {
            long delta = index.getOffsetDelta(i);
            offset += delta;
            from += index.getFromDelta(i);
            if (delta <= 0 || offset < 0 || offset >= fileBytes) {
                return false;
            }
            add(offset, from, from + index.getLengthNs(i), Integer.toUnsignedLong(index.getExchanges(i)));
        }
        return true;
    }
}
