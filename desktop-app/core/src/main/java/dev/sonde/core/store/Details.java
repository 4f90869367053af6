package dev.sonde.core.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Short texts of rows, each text once, as bytes. One thread writes; published rows can be read on any. */
final class Details {
    private static final int MAX_BYTES = 0xffff;

    private final int[] offsets;
    private byte[] blob = new byte[256];
    private int used = 1;
    private int @Nullable [] slots = new int[256];
    private int distinct;

    Details(int capacity) {
        offsets = new int[capacity];
    }

    void set(int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_BYTES);
        offsets[row] = find(bytes, length);
    }

    @Nullable
    String get(int row) {
        int offset = offsets[row];
        if (offset == 0) {
            return null;
        }
        byte[] from = blob;
        int length = lengthAt(from, offset);
        return new String(from, offset + 2, length, StandardCharsets.UTF_8);
    }

    /** Nothing more will be set: forgets how to find texts again. */
    void seal() {
        slots = null;
        blob = Arrays.copyOf(blob, used);
    }

    long bytes() {
        int[] table = slots;
        return 4L * offsets.length + blob.length + (table == null ? 0 : 4L * table.length);
    }

    private int find(byte[] bytes, int length) {
        int[] table = slots;
        if (table == null) {
            throw new IllegalStateException("sealed");
        }
        int mask = table.length - 1;
        int slot = hash(bytes, length) & mask;
        while (table[slot] != 0) {
            int offset = table[slot];
            if (length == lengthAt(blob, offset)
                    && Arrays.equals(blob, offset + 2, offset + 2 + length, bytes, 0, length)) {
                return offset;
            }
            slot = (slot + 1) & mask;
        }
        int offset = append(bytes, length);
        table[slot] = offset;
        if (++distinct * 2 > table.length) {
            rehash(table);
        }
        return offset;
    }

    private int append(byte[] bytes, int length) {
        int offset = used;
        used += length + 2;
        if (used > blob.length) {
            blob = Arrays.copyOf(blob, Math.max(used, blob.length * 2));
        }
        blob[offset] = (byte) (length >>> 8);
        blob[offset + 1] = (byte) length;
        System.arraycopy(bytes, 0, blob, offset + 2, length);
        return offset;
    }

    private void rehash(int[] old) {
        int[] table = new int[old.length * 2];
        int mask = table.length - 1;
        for (int offset : old) {
            if (offset != 0) {
                int length = lengthAt(blob, offset);
                byte[] text = Arrays.copyOfRange(blob, offset + 2, offset + 2 + length);
                int slot = hash(text, length) & mask;
                while (table[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = offset;
            }
        }
        slots = table;
    }

    private static int lengthAt(byte[] from, int offset) {
        return ((from[offset] & 0xff) << 8) | (from[offset + 1] & 0xff);
    }

    private static int hash(byte[] bytes, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }
}
