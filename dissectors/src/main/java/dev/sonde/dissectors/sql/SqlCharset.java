package dev.sonde.dissectors.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a connection's character set decides where a string ends: characters of two bytes whose second may be a
 * backslash or a backtick.
 */
public enum SqlCharset {
    /** All whose characters have no such bytes, as UTF-8. */
    PLAIN(0, 0, 0, 0),
    /** Shift JIS, as {@code sjis} and {@code cp932}. */
    SHIFT_JIS(0x81, 0x9F, 0xE0, 0xFC),
    /** {@code gbk}, {@code gb18030} and {@code big5}. */
    CHINESE(0x81, 0xFE, 0x81, 0xFE);

    private static final int LOWEST_SECOND = 0x40;
    private static final int MOST_READ = 80;
    private static final Pattern SET = Pattern.compile(
            "SET\\s+(?:NAMES\\s*|CHARACTER\\s+SET\\s*|CHARSET\\s*"
                    + "|(?:SESSION\\s+|LOCAL\\s+|@@(?:SESSION\\.|LOCAL\\.)?)?CHARACTER_SET_CLIENT\\s*:?=\\s*)['\"]?(\\w+).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final int low;
    private final int lowEnd;
    private final int high;
    private final int highEnd;

    SqlCharset(int low, int lowEnd, int high, int highEnd) {
        this.low = low;
        this.lowEnd = lowEnd;
        this.high = high;
        this.highEnd = highEnd;
    }

    /** That of one of MySQL's collations, as a client names it when it logs in. */
    public static SqlCharset ofCollation(int id) {
        return switch (id) {
            case 13, 88, 95, 96 -> SHIFT_JIS;
            case 1, 84, 28, 87, 248, 249, 250 -> CHINESE;
            default -> PLAIN;
        };
    }

    /** That of the session behind a statement, which is another one where it sets that of what the client sends. */
    public SqlCharset behind(byte[] sql, int from, int to) {
        if (to - from < 10 || (sql[from] | 0x20) != 's' || (sql[from + 2] | 0x20) != 't') {
            return this;
        }
        Matcher matcher =
                SET.matcher(new String(sql, from, Math.min(to - from, MOST_READ), StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            return this;
        }
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "sjis", "cp932" -> SHIFT_JIS;
            case "gbk", "gb18030", "big5" -> CHINESE;
            default -> PLAIN;
        };
    }

    /** Whether a character of two bytes is there. */
    boolean pair(int first, int second) {
        return second >= LOWEST_SECOND && ((first >= low && first <= lowEnd) || (first >= high && first <= highEnd));
    }
}
