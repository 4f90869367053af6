package dev.sonde.ui.number;

import java.util.Locale;

/** Digits and signs that all numbers share. */
final class Digits {
    /** No-break space: stands before every unit. */
    static final String SPACE = "\u00a0";

    /** A real minus. */
    static final String MINUS = "\u2212";

    private Digits() {}

    /** Three significant digits of a value from 0 up to 999.5, and at most two decimals. */
    static String three(double value) {
        if (value < 9.995) {
            return fixed(value, 2);
        }
        return value < 99.95 ? fixed(value, 1) : Long.toString(Math.round(value));
    }

    /** A fixed number of decimals, without the locale's habits. */
    static String fixed(double value, int decimals) {
        if (decimals == 0) {
            return Long.toString(Math.round(value));
        }
        long scale = decimals == 1 ? 10 : 100;
        long scaled = Math.round(Math.abs(value) * scale);
        StringBuilder text = new StringBuilder(12);
        if (value < 0 && scaled != 0) {
            text.append(MINUS);
        }
        text.append(scaled / scale).append('.');
        long rest = scaled % scale;
        if (decimals == 2 && rest < 10) {
            text.append('0');
        }
        return text.append(rest).toString();
    }

    /** An integer with commas between groups of three. */
    static String grouped(long value) {
        String digits = String.format(Locale.ROOT, "%,d", Math.abs(value));
        return value < 0 ? MINUS + digits : digits;
    }
}
