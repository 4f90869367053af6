package dev.sonde.dissectors.mysql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The prepared statements of one connection: id to fingerprint. When it is full the oldest is forgotten. */
final class StatementTable {
    private static final int[] NO_IDS = new int[0];
    private static final byte[] @Nullable [] NO_TEXTS = new byte[0][];

    private final int limit;
    private int[] ids = NO_IDS;
    private byte[] @Nullable [] texts = NO_TEXTS;
    private int count;
    private int oldest;

    StatementTable(int limit) {
        this.limit = limit;
    }

    void put(int id, byte[] text) {
        int at = indexOf(id);
        if (at < 0) {
            at = slot();
        }
        ids[at] = id;
        texts[at] = text;
    }

    private int slot() {
        if (count == limit) {
            int at = oldest;
            oldest = (oldest + 1) % limit;
            return at;
        }
        if (count == ids.length) {
            int size = Math.min(limit, Math.max(4, count * 2));
            ids = Arrays.copyOf(ids, size);
            texts = Arrays.copyOf(texts, size);
        }
        return count++;
    }

    byte @Nullable [] get(int id) {
        int at = indexOf(id);
        return at < 0 ? null : texts[at];
    }

    void remove(int id) {
        int at = indexOf(id);
        if (at >= 0) {
            count--;
            ids[at] = ids[count];
            texts[at] = texts[count];
            texts[count] = null;
            oldest = 0;
        }
    }

    void clear() {
        Arrays.fill(texts, null);
        count = 0;
        oldest = 0;
    }

    private int indexOf(int id) {
        for (int i = count - 1; i >= 0; i--) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
