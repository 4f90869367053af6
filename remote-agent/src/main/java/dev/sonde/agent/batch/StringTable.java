package dev.sonde.agent.batch;

import dev.sonde.dissectors.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings of this agent and their ids, found by their UTF-8 bytes without making a {@code String}. What is not UTF-8 is mended. Bounded: what
 * does not fit has the id of {@link #OVERFLOW}. Ids stay when a client leaves; the next one is sent all of them.
 *
 * <p>Owned by the drain thread.
 */
public final class StringTable {
    /** What stands for strings beyond the bound. */
    public static final String OVERFLOW = "(too many different names)";

    static final int MAX_STRINGS = 16_384;
    static final int MAX_BYTES = 1 << 20;
    private static final int MAX_STRING_BYTES = 4096;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] arena = new byte[8192];
    private int[] starts = new int[257];
    private int[] hashes = new int[256];
    private int[] slots = new int[512];
    private int count;
    private int sent;
    private long overflows;

    /** Makes a table that holds the overflow's string. */
    public StringTable() {
        starts[1] = 0;
        intern(OVERFLOW);
    }

    /** Returns the id of a string, adding it when it is new. */
    public int intern(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return intern(bytes, 0, bytes.length);
    }

    /** Returns the id of a string's UTF-8 bytes, adding it when it is new; 0 for the empty string. */
    public int intern(byte[] bytes, int from, int length) {
        if (length <= 0) {
            return 0;
        }
        int kept = Math.min(length, MAX_STRING_BYTES);
        int hash = hash(bytes, from, kept);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int id = slots[slot];
            if (hashes[id - 1] == hash && Arrays.equals(arena, starts[id - 1], starts[id], bytes, from, from + kept)) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        if (!Utf8.sound(bytes, from, from + kept)) {
            byte[] mended = Arrays.copyOfRange(bytes, from, from + kept);
            Utf8.mend(mended, 0, kept);
            return intern(mended, 0, kept);
        }
        if (count == MAX_STRINGS || starts[count] + kept > MAX_BYTES) {
            overflows++;
            return 1;
        }
        return add(bytes, from, kept, hash);
    }

    /** How many strings did not fit since the last call. */
    public long takeOverflows() {
        long taken = overflows;
        overflows = 0;
        return taken;
    }

    /** Sends all strings again: a new client knows none. */
    void forgetSent() {
        sent = 0;
    }

    /** Writes {@code Strings} with what was added since the last call, or nothing. */
    void writeNew(Column into, int field, Column scratch) {
        if (sent == count) {
            return;
        }
        scratch.clear();
        scratch.number(1, sent + 1L);
        for (int id = sent + 1; id <= count; id++) {
            scratch.field(2, arena, starts[id - 1], starts[id] - starts[id - 1]);
        }
        into.field(field, scratch);
        sent = count;
    }

    private int add(byte[] bytes, int from, int length, int hash) {
        int start = starts[count];
        if (start + length > arena.length) {
            arena = Arrays.copyOf(arena, Math.min(MAX_BYTES, Math.max(arena.length * 2, start + length)));
        }
        System.arraycopy(bytes, from, arena, start, length);
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count * 2);
            starts = Arrays.copyOf(starts, count * 2 + 1);
        }
        hashes[count] = hash;
        count++;
        starts[count] = start + length;
        if (count * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int id = 1; id <= count; id++) {
                place(id);
            }
        } else {
            place(count);
        }
        return count;
    }

    private void place(int id) {
        int mask = slots.length - 1;
        int slot = hashes[id - 1] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id;
    }

    private static int hash(byte[] bytes, int from, int length) {
        long hash = length * 0x9E3779B97F4A7C15L;
        int at = from;
        int end = from + length;
        for (; at + 8 <= end; at += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0xFF51AFD7ED558CCDL;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * 0xC4CEB9FE1A85EC53L;
        }
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        return (int) (hash ^ hash >>> 32);
    }
}
