package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Request lines that were read lately, with what they were read as: clients ask for the same again and again, and comparing a line
 * costs a tenth of reading it. A fixed number of places, each of which the next line of its hash takes over.
 */
final class LineMemo {
    private static final int PLACES = 64;

    /** Longer lines are rare, and read each time. */
    private static final int LONGEST = 192;

    private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];

    /** A line that was read. */
    static final class Entry {
        private final byte[] line = new byte[LONGEST];
        private int length;
        private int kind;
        private byte[] endpoint = new byte[64];
        private int endpointLength;
        private byte[] detail = new byte[64];
        private int detailLength;

        /** Kind of the request. */
        int kind() {
            return kind;
        }

        /** Writes what the line was read as. */
        void write(Text toEndpoint, Text toDetail) {
            toEndpoint.add(endpoint, 0, endpointLength);
            toDetail.add(detail, 0, detailLength);
        }

        private boolean is(byte[] other, int from, int to) {
            return length == to - from && Arrays.equals(line, 0, length, other, from, to);
        }

        private static byte[] copy(Text from, byte[] into) {
            byte[] to = from.length() > into.length ? new byte[from.length()] : into;
            System.arraycopy(from.bytes(), 0, to, 0, from.length());
            return to;
        }
    }

    /** What a line was read as, or null when it is not here. */
    @Nullable
    Entry find(byte[] line, int from, int to) {
        Entry entry = to - from > LONGEST ? null : entries[place(line, from, to)];
        return entry != null && entry.is(line, from, to) ? entry : null;
    }

    /** Keeps what a line was read as, unless that had to be cut. */
    void keep(byte[] line, int from, int to, int kind, Text endpoint, Text detail) {
        if (to - from > LONGEST || endpoint.isCut() || detail.isCut()) {
            return;
        }
        int place = place(line, from, to);
        Entry entry = entries[place];
        if (entry == null) {
            entry = new Entry();
            entries[place] = entry;
        }
        entry.length = to - from;
        System.arraycopy(line, from, entry.line, 0, entry.length);
        entry.kind = kind;
        entry.endpoint = Entry.copy(endpoint, entry.endpoint);
        entry.endpointLength = endpoint.length();
        entry.detail = Entry.copy(detail, entry.detail);
        entry.detailLength = detail.length();
    }

    /** Of the length and some bytes from all over the line. */
    private static int place(byte[] line, int from, int to) {
        int length = to - from;
        int hash = length;
        int step = Math.max(1, length >> 4);
        for (int i = from; i < to; i += step) {
            hash = hash * 31 + line[i];
        }
        return (hash ^ (hash >>> 6) ^ (hash >>> 12)) & (PLACES - 1);
    }
}
