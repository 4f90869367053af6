package dev.sonde.dissectors.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of headers that were read lately, with what they said of the framing: peers send the same again and again, and comparing
 * a block costs a tenth of reading its lines. A block is whole, or all of it that was captured. A fixed number of places, each of
 * which the next block of its hash takes over.
 */
public final class HeadMemo {
    private static final int PLACES = 32;
    private static final int LONGEST = 512;
    private static final int WHOLE = -1;

    /** As far as a hash looks, and how many bytes of that it takes. */
    private static final int HASHED = 160;

    private static final int STEP = 10;

    private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];

    private static final class Entry {
        private final byte[] block = new byte[LONGEST];
        private final Head head = new Head();
        private int length;
        private int cutLine;
    }

    private int cutLine = WHOLE;

    /**
     * Looks for the block that begins here.
     *
     * @param into takes what the block says
     * @return its length with the empty line, or that of all bytes when it goes on behind them, see {@link #cutLine}; 0 when it is not
     *     known
     */
    int find(byte[] bytes, int from, int end, Head into) {
        Entry entry = entries[place(bytes, from, end)];
        if (entry == null
                || entry.length > end - from
                || (entry.cutLine >= 0 && entry.length < end - from)
                || !Arrays.equals(entry.block, 0, entry.length, bytes, from, from + entry.length)) {
            return 0;
        }
        into.set(entry.head);
        cutLine = entry.cutLine;
        return entry.length;
    }

    /** How much of the block that was found last is the beginning of a line that goes on behind it; -1: it is whole. */
    int cutLine() {
        return cutLine;
    }

    /** Keeps a block, up to and with its empty line; {@code end} is that of the bytes that it was read from. */
    void keep(byte[] bytes, int from, int to, int end, Head head) {
        keep(bytes, from, to, end, head, WHOLE);
    }

    /** Keeps the beginning of a block, of which the last bytes are of a line that goes on. */
    void keepCut(byte[] bytes, int from, int end, Head head, int lineBytes) {
        keep(bytes, from, end, end, head, lineBytes);
    }

    private void keep(byte[] bytes, int from, int to, int end, Head head, int lineBytes) {
        if (to - from > LONGEST) {
            return;
        }
        int place = place(bytes, from, end);
        Entry entry = entries[place];
        if (entry == null) {
            entry = new Entry();
            entries[place] = entry;
        }
        entry.length = to - from;
        entry.cutLine = lineBytes;
        System.arraycopy(bytes, from, entry.block, 0, entry.length);
        entry.head.set(head);
    }

    private static int place(byte[] bytes, int from, int end) {
        int hash = 1;
        for (int i = from, to = Math.min(end, from + HASHED); i < to; i += STEP) {
            hash = hash * 31 + bytes[i];
        }
        return (hash ^ (hash >>> 5) ^ (hash >>> 10) ^ (hash >>> 15)) & (PLACES - 1);
    }
}
