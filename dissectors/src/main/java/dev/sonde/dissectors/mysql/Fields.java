package dev.sonde.dissectors.mysql;

/** Numbers and strings in payloads, as the protocol writes them. */
final class Fields {
    private Fields() {}

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    static int i32(byte[] bytes, int at) {
        return u16(bytes, at) | u16(bytes, at + 2) << 16;
    }

    /** Bytes that the length-encoded number at {@code at} takes; 0 when there is none. */
    static int numberSize(byte[] bytes, int at, int to) {
        if (at >= to) {
            return 0;
        }
        int first = bytes[at] & 0xFF;
        int size = first < 0xFB ? 1 : first == 0xFC ? 3 : first == 0xFD ? 4 : first == 0xFE ? 9 : 0;
        return at + size <= to ? size : 0;
    }

    /** The length-encoded number at {@code at}, or -1 when there is none. */
    static long number(byte[] bytes, int at, int to) {
        int size = numberSize(bytes, at, to);
        if (size <= 1) {
            return size == 0 ? -1 : bytes[at] & 0xFF;
        }
        long value = 0;
        for (int i = size - 1; i > 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xFF);
        }
        return value < 0 ? -1 : value;
    }
}
