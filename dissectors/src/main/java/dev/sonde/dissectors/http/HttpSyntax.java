package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Evidence;
import java.nio.charset.StandardCharsets;

/** What the first bytes and the lines of HTTP/1 look like. */
@SuppressWarnings("ReferenceEquality") // methods come from the table
public final class HttpSyntax {
    private static final byte[][] METHODS = ascii(
            "GET",
            "POST",
            "PUT",
            "HEAD",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "REPORT",
            "SEARCH",
            "PURGE",
            "LINK",
            "UNLINK",
            "MKCALENDAR");
    private static final byte[] STATUS = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] AUTHORITY = "://".getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST_METHOD = 24;

    /** Of what names the scheme of an absolute target. */
    static final int LONGEST_SCHEME = 16;

    private static final int EMPTY_LINES = 4;

    private HttpSyntax() {}

    /**
     * Whether a request begins at {@code from}: a method that is known and the beginning of a target. Any other word
     * before a target may be one: the response decides. Empty lines before it are none of it (RFC 9112, section 2.2).
     */
    public static Evidence request(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && start - from < EMPTY_LINES && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        Evidence best = anyMethod(bytes, start, to);
        for (byte[] method : METHODS) {
            Evidence evidence = request(method, bytes, start, to);
            if (evidence == Evidence.YES) {
                return evidence;
            }
            if (evidence == Evidence.MAYBE) {
                best = evidence;
            }
        }
        return best;
    }

    private static Evidence anyMethod(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && end - from <= LONGEST_METHOD && methodLetter(bytes[end])) {
            end++;
        }
        if (end == to) {
            return Evidence.MAYBE;
        }
        if (end == from || end - from > LONGEST_METHOD || bytes[end] != ' ') {
            return Evidence.NO;
        }
        boolean target = end + 1 == to || bytes[end + 1] == '/' || absolute(bytes, end + 1, to) != Evidence.NO;
        return target ? Evidence.MAYBE : Evidence.NO;
    }

    private static Evidence request(byte[] method, byte[] bytes, int from, int to) {
        int length = to - from;
        for (int i = 0; i < method.length && i < length; i++) {
            if (bytes[from + i] != method[i]) {
                return Evidence.NO;
            }
        }
        if (length < method.length + 2) {
            return length > method.length && bytes[from + method.length] != ' ' ? Evidence.NO : Evidence.MAYBE;
        }
        if (bytes[from + method.length] != ' ') {
            return Evidence.NO;
        }
        int target = bytes[from + method.length + 1];
        boolean sound =
                target == '/' || (target == '*' && method.length == 7) || (method == METHODS[8] && authority(target));
        return sound ? Evidence.YES : absolute(bytes, from + method.length + 1, to);
    }

    /** A byte that a host or an address begins with: NATS has a word CONNECT as well, with JSON behind it. */
    private static boolean authority(int c) {
        return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '[' || c == '_';
    }

    /** A target as proxies get it: a scheme, which need not be HTTP's, and {@code ://}. */
    private static Evidence absolute(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && end - from <= LONGEST_SCHEME && schemeLetter(bytes[end], end == from)) {
            end++;
        }
        if (end - from > LONGEST_SCHEME || (end < to && end == from)) {
            return Evidence.NO;
        }
        for (int i = 0; i < AUTHORITY.length && end + i < to; i++) {
            if (bytes[end + i] != AUTHORITY[i]) {
                return Evidence.NO;
            }
        }
        return end + AUTHORITY.length <= to ? Evidence.YES : Evidence.MAYBE;
    }

    private static boolean schemeLetter(int c, boolean first) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (!first && (digit(c) || c == '+' || c == '-' || c == '.'));
    }

    /** Whether a response begins at {@code from}: {@code HTTP/1.x nnn}. */
    public static Evidence response(byte[] bytes, int from, int to) {
        int length = to - from;
        for (int i = 0; i < length && i < STATUS.length; i++) {
            if (bytes[from + i] != STATUS[i]) {
                return Evidence.NO;
            }
        }
        if (length < 12) {
            return Evidence.MAYBE;
        }
        boolean sound = digit(bytes[from + 7])
                && bytes[from + 8] == ' '
                && bytes[from + 9] >= '1'
                && bytes[from + 9] <= '9'
                && digit(bytes[from + 10])
                && digit(bytes[from + 11])
                && (length == 12 || bytes[from + 12] <= ' ');
        return sound ? Evidence.YES : Evidence.NO;
    }

    /**
     * Where the method of a request line ends, or -1 when the line is none. A method that is not known, or in small
     * letters, is one when the rest of the line is beyond doubt.
     */
    static int methodEnd(byte[] line, int from, int to) {
        if (request(line, from, to) == Evidence.YES) {
            return indexOf(line, from, to, ' ');
        }
        int end = from;
        while (end < to && end - from <= LONGEST_METHOD && methodLetter(line[end])) {
            end++;
        }
        boolean sound = end > from
                && end - from <= LONGEST_METHOD
                && end + 1 < targetEnd(line, from, to)
                && line[end] == ' '
                && (line[end + 1] == '/' || absolute(line, end + 1, to) == Evidence.YES);
        return sound ? end : -1;
    }

    private static boolean methodLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    }

    /** Where the target ends: before {@code HTTP/1.x} at the end of a whole line; -1 when it isn't there. */
    static int targetEnd(byte[] line, int from, int to) {
        int version = to - 9;
        if (version <= from || line[version] != ' ' || !digit(line[to - 1])) {
            return -1;
        }
        for (int i = 0; i < STATUS.length; i++) {
            if (line[version + 1 + i] != STATUS[i]) {
                return -1;
            }
        }
        return version;
    }

    /** True when the line is the header {@code name} (lower case): the colon is at {@code from + name.length}. */
    static boolean header(byte[] line, int from, int to, byte[] name) {
        if (to - from <= name.length || line[from + name.length] != ':') {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (lower(line[from + i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** True when the text holds the word (lower case), whatever its case. */
    static boolean holds(byte[] line, int from, int to, byte[] word) {
        for (int i = from; i + word.length <= to; i++) {
            int k = 0;
            while (k < word.length && lower(line[i + k]) == word[k]) {
                k++;
            }
            if (k == word.length) {
                return true;
            }
        }
        return false;
    }

    /** The number after blanks, or -1 when there is none or it is beyond any length. */
    static long number(byte[] line, int from, int to, int radix) {
        int i = from;
        while (i < to && (line[i] == ' ' || line[i] == '\t')) {
            i++;
        }
        long value = -1;
        for (; i < to; i++) {
            int digit = Character.digit(line[i], radix);
            if (digit < 0) {
                break;
            }
            if (value > Long.MAX_VALUE / 64) {
                return -1;
            }
            value = Math.max(value, 0) * radix + digit;
        }
        return value;
    }

    static int indexOf(byte[] line, int from, int to, int wanted) {
        for (int i = from; i < to; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private static byte[][] ascii(String... words) {
        byte[][] all = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            all[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }
}
