package dev.sonde.dissectors.http;

/** Tells which segments of a path name one thing among many, and so don't belong to the route. */
final class PathToken {
    private static final int LONG_HEX = 16;
    private static final int LONG_TOKEN = 20;

    private PathToken() {}

    /** Numbers, dates, UUIDs, long hexadecimal numbers and long random tokens. */
    static boolean isId(byte[] line, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return false;
        }
        int digits = 0;
        int hexLetters = 0;
        int upper = 0;
        int lower = 0;
        int dashes = 0;
        for (int i = from; i < to; i++) {
            int c = line[i];
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'A' && c <= 'Z') {
                upper++;
                hexLetters += c <= 'F' ? 1 : 0;
            } else if (c >= 'a' && c <= 'z') {
                lower++;
                hexLetters += c <= 'f' ? 1 : 0;
            } else if (c == '-') {
                dashes++;
            } else if (c != '_' && c != '=' && c != '+' && c != '~') {
                return false;
            }
        }
        if (digits + dashes == length) {
            return digits > 0;
        }
        boolean hex = digits + hexLetters + dashes == length && digits > 0;
        boolean uuid = hex && length == 36 && dashes == 4;
        boolean longHex = hex && dashes == 0 && length >= LONG_HEX;
        boolean mixed = (upper > 0 && lower > 0 && digits > 0)
                || (upper > 0 && lower == 0 && digits > 1)
                || (lower > 0 && upper == 0 && digits > 3 && dashes == 0);
        return uuid || longHex || (length >= LONG_TOKEN && mixed);
    }
}
