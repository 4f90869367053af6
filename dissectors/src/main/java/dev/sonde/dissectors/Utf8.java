package dev.sonde.dissectors;

/**
 * Makes text of bytes that came in any encoding: a name in Latin-1 or GBK is not UTF-8, and a stream with a text that isn't is refused
 * as a whole.
 */
public final class Utf8 {
    private Utf8() {}

    /** Whether all bytes are of characters (RFC 3629). */
    public static boolean sound(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int length = bytes[at] >= 0 ? 1 : character(bytes, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Puts a question mark in the place of each byte that is of no character. */
    public static void mend(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int length = bytes[at] >= 0 ? 1 : character(bytes, at, to);
            if (length == 0) {
                bytes[at] = '?';
            }
            at += Math.max(1, length);
        }
    }

    /** Bytes of the character of several that begins here; 0 when there is none. */
    private static int character(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
        boolean beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
        return overlong || beyond ? 0 : length;
    }
}
