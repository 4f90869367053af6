package dev.sonde.agent.batch;

import java.util.Arrays;

/**
 * Bytes of one packed column, encoded as they are added: protobuf's varints need no array of numbers before them. Used
 * again for the next batch. Owned by the drain thread.
 */
final class Column {
    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = new byte[64];
    private int length;

    /** Adds a number as {@code uint32} or {@code uint64}, or a not negative {@code int32}. */
    void unsigned(long value) {
        byte[] into = room(MAX_VARINT_BYTES);
        int at = length;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        length = at;
    }

    /** Adds a number as {@code sint32} or {@code sint64}. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** Adds a number as {@code fixed32}. */
    void fixed32(int value) {
        byte[] into = room(4);
        into[length++] = (byte) value;
        into[length++] = (byte) (value >>> 8);
        into[length++] = (byte) (value >>> 16);
        into[length++] = (byte) (value >>> 24);
    }

    /** Adds a length-delimited field: a string, bytes, a message. */
    void field(int number, byte[] content, int from, int count) {
        unsigned((long) number << 3 | 2);
        unsigned(count);
        raw(content, from, count);
    }

    /** Adds a packed column as a field, or nothing when it is empty. */
    void field(int number, Column column) {
        if (column.length > 0) {
            field(number, column.bytes, 0, column.length);
        }
    }

    /** Adds a number as a field, or nothing when it is 0. */
    void number(int number, long value) {
        if (value != 0) {
            unsigned((long) number << 3);
            unsigned(value);
        }
    }

    /** Adds bytes as they are. */
    void raw(byte[] content, int from, int count) {
        System.arraycopy(content, from, room(count), length, count);
        length += count;
    }

    /** Adds all of another column as it is. */
    void raw(Column column) {
        raw(column.bytes, 0, column.length);
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** The bytes so far; valid until the next addition. */
    byte[] array() {
        return bytes;
    }

    private byte[] room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        return bytes;
    }
}
