package dev.sonde.dissectors;

import java.util.Arrays;

/** UTF-8 text that is written again and again into the same array, up to a limit. */
public final class Text {
    private static final byte[] ELLIPSIS = {(byte) 0xE2, (byte) 0x80, (byte) 0xA6};

    private final int limit;
    private byte[] bytes = new byte[64];
    private int length;
    private boolean cut;

    /** Makes text of {@code limit} bytes at most. */
    public Text(int limit) {
        this.limit = limit;
    }

    /** The array in use: {@link #length()} bytes of it are the text. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes in use. */
    public int length() {
        return length;
    }

    /** True when something did not fit, or {@link #cut()} was called. */
    public boolean isCut() {
        return cut;
    }

    /** Makes it empty. */
    public void clear() {
        length = 0;
        cut = false;
    }

    /** Adds a byte, or marks the text as cut when it is full. Returns false when nothing more fits. */
    public boolean add(int value) {
        if (cut) {
            return false;
        }
        if (length >= limit - ELLIPSIS.length) {
            cut();
            return false;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, length * 2));
        }
        bytes[length++] = (byte) value;
        return true;
    }

    /** Adds bytes as they are. */
    public void add(byte[] from, int start, int end) {
        if (cut || end <= start) {
            return;
        }
        int fits = Math.min(end - start, limit - ELLIPSIS.length - length);
        if (length + fits > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length * 2, length + fits)));
        }
        System.arraycopy(from, start, bytes, length, fits);
        length += fits;
        if (fits < end - start) {
            cut();
        }
    }

    /** Adds all bytes. */
    public void add(byte[] all) {
        add(all, 0, all.length);
    }

    /** Adds bytes of an unknown encoding: what is not printable ASCII is percent-encoded. */
    public void addPrintable(byte[] from, int start, int end) {
        int plain = start;
        for (int i = start; i < end; i++) {
            int c = from[i] & 0xFF;
            if (c <= ' ' || c >= 0x7F) {
                add(from, plain, i);
                plain = i + 1;
                add('%');
                add(hex(c >> 4));
                add(hex(c & 15));
            }
        }
        add(from, plain, end);
    }

    /** Bytes that still fit. */
    public int room() {
        return cut ? 0 : limit - ELLIPSIS.length - length;
    }

    /** Forgets what follows the first {@code newLength} bytes. */
    public void truncate(int newLength) {
        if (!cut && newLength < length) {
            length = newLength;
        }
    }

    /** Ends the text with an ellipsis. */
    public void cut() {
        if (cut) {
            return;
        }
        while (length > 0 && (bytes[length - 1] & 0xC0) == 0x80) {
            length--;
        }
        if (length > 0 && (bytes[length - 1] & 0x80) != 0) {
            length--;
        }
        mark();
    }

    /** Ends the text, which is whole characters, with an ellipsis. */
    public void mark() {
        if (cut) {
            return;
        }
        cut = true;
        if (length + ELLIPSIS.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length * 2, length + ELLIPSIS.length)));
        }
        System.arraycopy(ELLIPSIS, 0, bytes, length, ELLIPSIS.length);
        length += ELLIPSIS.length;
    }

    /** Makes it UTF-8, whatever it was. */
    public void mend() {
        Utf8.mend(bytes, 0, length);
    }

    /** True when both have the same bytes. */
    public boolean sameAs(Text other) {
        return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
    }

    private static int hex(int digit) {
        return digit < 10 ? '0' + digit : 'A' + digit - 10;
    }
}
