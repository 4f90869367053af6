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
    private int @Nullable [] hashes = new int[256];
    private int distinct;

    Details(int capacity) {
        offsets = new int[capacity];
    }

    void set(int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_BYTES);
        offsets[row] = find(bytes, length, spread(text.hashCode()));
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
        hashes = null;
        blob = Arrays.copyOf(blob, used);
    }

    long bytes() {
        int[] table = slots;
        return 4L * offsets.length + blob.length + (table == null ? 0 : 8L * table.length);
    }

    private int find(byte[] bytes, int length, int hash) {
        int[] table = slots;
        int[] known = hashes;
        if (table == null || known == null) {
            throw new IllegalStateException("sealed");
        }
        int mask = table.length - 1;
        int slot = hash & mask;
        while (table[slot] != 0) {
            int offset = table[slot];
            if (known[slot] == hash
                    && length == lengthAt(blob, offset)
                    && Arrays.equals(blob, offset + 2, offset + 2 + length, bytes, 0, length)) {
                return offset;
            }
            slot = (slot + 1) & mask;
        }
        int offset = append(bytes, length);
        table[slot] = offset;
        known[slot] = hash;
        if (++distinct * 2 > table.length) {
            rehash(table, known);
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

    private void rehash(int[] old, int[] oldHashes) {
        int[] table = new int[old.length * 2];
        int[] moved = new int[table.length];
        int mask = table.length - 1;
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int slot = oldHashes[i] & mask;
                while (table[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = old[i];
                moved[slot] = oldHashes[i];
            }
        }
        slots = table;
        hashes = moved;
    }

    private static int lengthAt(byte[] from, int offset) {
        return ((from[offset] & 0xff) << 8) | (from[offset + 1] & 0xff);
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }
}
