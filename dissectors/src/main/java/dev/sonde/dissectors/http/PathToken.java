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
        if (isDate(line, from, to)) {
            return true;
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

    /** A day, alone or with the time behind it, as in ISO 8601. */
    private static boolean isDate(byte[] line, int from, int to) {
        if (to - from < 10 || line[from + 4] != '-' || line[from + 7] != '-') {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (i != 4 && i != 7 && !HttpSyntax.digit(line[from + i])) {
                return false;
            }
        }
        return to - from == 10 || line[from + 10] == 'T' || line[from + 10] == '%' || line[from + 10] == '_';
    }

    /**
     * Where the number begins that ends a segment such as {@code user-1234}; {@code to} when there is none. Short numbers
     * are names ({@code v1}, {@code utf8}, {@code page-2}): it takes three digits behind a dash or four behind a letter.
     */
    static int number(byte[] line, int from, int to) {
        int start = to;
        while (start > from && HttpSyntax.digit(line[start - 1])) {
            start--;
        }
        if (start == from || start == to) {
            return to;
        }
        int before = line[start - 1] | 0x20;
        boolean letter = before >= 'a' && before <= 'z';
        boolean dash = line[start - 1] == '-' || line[start - 1] == '_';
        return (dash && to - start >= 3) || (letter && to - start >= 4) ? start : to;
    }
}
