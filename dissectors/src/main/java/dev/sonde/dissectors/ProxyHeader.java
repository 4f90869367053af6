package dev.sonde.dissectors;

import java.nio.charset.StandardCharsets;

/**
 * The header that a proxy may put before all that it passes on, to say whose it is (HAProxy's doc/proxy-protocol.txt, versions 1
 * and 2). It belongs to no protocol that comes behind it.
 */
final class ProxyHeader {
    /** What may be a header goes on. */
    static final int UNFINISHED = -1;

    private static final byte[] TEXT = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_TEXT = 107;
    private static final byte[] BINARY = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int BINARY_HEADER = 16;

    private ProxyHeader() {}

    /** How long the header is that begins here; 0 when there is none. */
    static int length(byte[] bytes, int from, int to) {
        return begins(TEXT, bytes, from, to)
                ? text(bytes, from, to)
                : begins(BINARY, bytes, from, to) ? binary(bytes, from, to) : 0;
    }

    private static boolean begins(byte[] with, byte[] bytes, int from, int to) {
        for (int i = 0; i < with.length && from + i < to; i++) {
            if (bytes[from + i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static int text(byte[] bytes, int from, int to) {
        for (int i = from; i < to && i < from + LONGEST_TEXT; i++) {
            if (bytes[i] == '\n') {
                return bytes[i - 1] == '\r' ? i + 1 - from : 0;
            }
        }
        return to - from < LONGEST_TEXT ? UNFINISHED : 0;
    }

    private static int binary(byte[] bytes, int from, int to) {
        if (to - from < BINARY_HEADER) {
            return UNFINISHED;
        }
        int version = (bytes[from + 12] & 0xF0) >> 4;
        int length = BINARY_HEADER + ((bytes[from + 14] & 0xFF) << 8 | (bytes[from + 15] & 0xFF));
        return version != 2 ? 0 : length > to - from ? UNFINISHED : length;
    }
}
