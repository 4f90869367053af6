package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Text;

/** Tells which parts of a path name one thing among many, and so don't belong to the route. */
final class PathToken {
    private static final byte[] ID = {'{', 'i', 'd', '}'};
    private static final int LONG_NUMBER = 5;
    private static final int LONG_HEX = 8;
    private static final int LONG_TOKEN = 20;
    private static final int PARTS_OF_ADDRESS = 4;

    private PathToken() {}

    /** Writes a segment of a path, with {@code {id}} for what in it names one thing among many. */
    static void template(byte[] line, int from, int to, Text into) {
        if (isId(line, from, to) || isAddress(line, from, to) || isMail(line, from, to)) {
            into.add(ID);
            return;
        }
        int key = key(line, from, to);
        if (key > 0) {
            into.addPrintable(line, from, key);
            into.add(ID);
            into.add(')');
            return;
        }
        int start = from;
        for (int i = from; i < to; i++) {
            if (line[i] == '.' || line[i] == ':') {
                boolean alone = start == from ? i + 1 < to && letter(line[i + 1]) : line[start - 1] == ':';
                part(line, start, i, alone, into);
                into.add(line[i]);
                start = i + 1;
            }
        }
        part(line, start, to, start > from && line[start - 1] == ':', into);
    }

    /**
     * A part of a segment between dots and colons, as of the name of a file.
     *
     * @param alone whether a number is all that tells it from others of its kind; elsewhere short numbers are those of a version
     */
    private static void part(byte[] line, int from, int to, boolean alone, Text into) {
        boolean digits = to > from && digitsEnd(line, from, to) == to;
        if (digits ? alone || to - from >= LONG_NUMBER : isId(line, from, to)) {
            into.add(ID);
            return;
        }
        int number = digits ? to : number(line, from, to);
        into.addPrintable(line, from, number);
        if (number < to) {
            into.add(ID);
        }
    }

    /** Where the key begins in {@code Products(5)} or {@code Customers('ALFKI')} (OData 4.01, URL conventions, 4.3.1), or -1. */
    private static int key(byte[] line, int from, int to) {
        int open = HttpSyntax.indexOf(line, from, to, '(');
        if (open <= from || open + 2 >= to || line[to - 1] != ')') {
            return -1;
        }
        int first = open + 1;
        boolean quoted = line[first] == '\'' || (line[first] == '%' && line[first + 1] == '2');
        return quoted || HttpSyntax.digit(line[first]) || isId(line, first, to - 1) ? first : -1;
    }

    /** Numbers and lists of them, dates, UUIDs, hexadecimal numbers and long random tokens. */
    private static boolean isId(byte[] line, int from, int to) {
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
        int marks = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            int c = line[i];
            if (HttpSyntax.digit(c)) {
                digits++;
            } else if (c >= 'A' && c <= 'Z') {
                upper++;
                hexLetters += c <= 'F' ? 1 : 0;
            } else if (c >= 'a' && c <= 'z') {
                lower++;
                hexLetters += c <= 'f' ? 1 : 0;
            } else if (c == '-') {
                dashes++;
            } else if (c == ',' || c == ':') {
                marks++;
            } else if (c == '.') {
                dots++;
            } else if (c != '_' && c != '=' && c != '+' && c != '~') {
                return false;
            }
        }
        int letters = upper + lower;
        if (letters == 0 || marks > 0 || dots > 0) {
            return letters == 0 && digits > 0 && (dots == 0 || marks > 0);
        }
        boolean hex = digits + hexLetters + dashes == length && digits > 0;
        boolean uuid = hex && length == 36 && dashes == 4;
        boolean longHex = hex && dashes == 0 && length >= LONG_HEX && digits > 1 && (upper == 0 || lower == 0);
        boolean mixed = (upper > 0 && lower > 0 && digits > 0)
                || (upper > 0 && lower == 0 && digits > 1)
                || (lower > 0 && upper == 0 && digits > 3 && dashes == 0);
        return uuid || longHex || (length >= LONG_TOKEN && mixed);
    }

    /** An IPv4 address. */
    private static boolean isAddress(byte[] line, int from, int to) {
        int parts = 0;
        int at = from;
        while (at < to) {
            int end = digitsEnd(line, at, to);
            if (end == at || (end < to && line[end] != '.')) {
                return false;
            }
            parts++;
            at = end + 1;
        }
        return parts == PARTS_OF_ADDRESS && line[to - 1] != '.';
    }

    /** A person's address of mail: who behind the at sign comes is a domain, not a version as in {@code react@18.2.0}. */
    private static boolean isMail(byte[] line, int from, int to) {
        int at = HttpSyntax.indexOf(line, from, to, '@');
        int domain = at + 1;
        if (at < 0) {
            at = encodedAt(line, from, to);
            domain = at + 3;
        }
        return at > from && HttpSyntax.indexOf(line, domain, to, '.') > domain && letter(line[to - 1]);
    }

    private static int encodedAt(byte[] line, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (line[i] == '%' && line[i + 1] == '4' && line[i + 2] == '0') {
                return i;
            }
        }
        return -1;
    }

    private static int digitsEnd(byte[] line, int from, int to) {
        int end = from;
        while (end < to && HttpSyntax.digit(line[end])) {
            end++;
        }
        return end;
    }

    private static boolean letter(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
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
    private static int number(byte[] line, int from, int to) {
        int start = to;
        while (start > from && HttpSyntax.digit(line[start - 1])) {
            start--;
        }
        boolean escape = start >= from + 2 && line[start - 2] == '%';
        if (start == from || start == to || escape) {
            return to;
        }
        int before = line[start - 1];
        boolean dash = before == '-' || before == '_';
        return (dash && to - start >= 3) || (letter(before) && to - start >= 4) ? start : to;
    }
}
