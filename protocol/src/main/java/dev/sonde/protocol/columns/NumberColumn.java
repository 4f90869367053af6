package dev.sonde.protocol.columns;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;

/** A column of numbers that is being read. */
final class NumberColumn {
    private static final int MOST_SHIFT = 63;

    private long[] values = {};
    private int count;

    int count() {
        return count;
    }

    /** Makes room for so many values more. */
    void expect(int more) {
        if (values.length - count < more) {
            values = Arrays.copyOf(values, Math.max(count + more, count + (count >> 1)));
        }
    }

    /** Adds variable-length numbers: all that a part of an array holds. */
    void varints(byte[] bytes, int from, int to) throws InvalidProtocolBufferException {
        int at = from;
        while (at < to) {
            // Each takes a byte at least.
            int until = Math.min(values.length, count + to - at);
            int n = count;
            long[] into = values;
            while (n < until && at < to) {
                long value = bytes[at++];
                if (value < 0) {
                    value &= 0x7f;
                    int shift = 7;
                    byte next;
                    do {
                        if (at == to || shift > MOST_SHIFT) {
                            throw new InvalidProtocolBufferException(
                                    at == to
                                            ? "A number is cut"
                                            : "A number of more than ten bytes is a malformed varint");
                        }
                        next = bytes[at++];
                        value |= (long) (next & 0x7f) << shift;
                        shift += 7;
                    } while (next < 0);
                }
                into[n++] = value;
            }
            count = n;
            if (at < to) {
                expect(Math.max(16, count >> 1));
            }
        }
    }

    /** Adds numbers of four bytes. */
    void fixed(byte[] bytes, int from, int to) throws InvalidProtocolBufferException {
        if ((to - from) % Integer.BYTES != 0) {
            throw new InvalidProtocolBufferException("A number is cut");
        }
        expect((to - from) / Integer.BYTES);
        for (int at = from; at < to; at += Integer.BYTES) {
            values[count++] = (bytes[at] & 0xff)
                    | ((bytes[at + 1] & 0xff) << 8)
                    | ((bytes[at + 2] & 0xff) << 16)
                    | (bytes[at + 3] << 24);
        }
    }

    /** The numbers; nothing is added any more. */
    long[] longs() {
        return values.length == count ? values : Arrays.copyOf(values, count);
    }

    /** The numbers, each of which was written with its sign last. */
    long[] signedLongs() {
        long[] column = new long[count];
        for (int i = 0; i < count; i++) {
            column[i] = CodedInputStream.decodeZigZag64(values[i]);
        }
        return column;
    }

    /** The numbers' lower halves. */
    int[] ints() {
        int[] column = new int[count];
        for (int i = 0; i < count; i++) {
            column[i] = (int) values[i];
        }
        return column;
    }

    /** The numbers' lower halves, each of which was written with its sign last. */
    int[] signedInts() {
        int[] column = new int[count];
        for (int i = 0; i < count; i++) {
            column[i] = CodedInputStream.decodeZigZag32((int) values[i]);
        }
        return column;
    }
}
