package dev.sonde.ui.number;

import org.jspecify.annotations.Nullable;

/** Durations: three significant digits, the unit scales at 1000. */
public final class Durations {
    private static final String[] UNITS = {"ns", "µs", "ms", "s"};
    private static final double MINUTE_NANOS = 60e9;

    private Durations() {}

    /** A duration, for example {@code 3.07 ms} or {@code 1 min 49 s}. */
    public static String text(double nanos) {
        if (nanos < 0) {
            return Digits.MINUS + text(-nanos);
        }
        if (nanos >= MINUTE_NANOS - 0.5e9) {
            return inMinutes(Math.round(nanos / 1e9));
        }
        double value = nanos;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String digits = unit == 0 ? Long.toString(Math.round(value)) : Digits.three(value);
        return digits + Digits.SPACE + UNITS[unit];
    }

    /** A duration that may be unknown: {@code –}. */
    public static String textOrDash(@Nullable Long nanos) {
        return nanos == null ? "–" : text(nanos);
    }

    /** A round duration as axes write it: {@code 100 ms}, {@code 2 s}. */
    public static String axis(double nanos) {
        double value = nanos;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String digits = value == Math.rint(value) ? Long.toString(Math.round(value)) : Digits.three(value);
        return digits + Digits.SPACE + UNITS[unit];
    }

    private static String inMinutes(long seconds) {
        if (seconds < 3600) {
            return seconds / 60 + Digits.SPACE + "min" + Digits.SPACE + seconds % 60 + Digits.SPACE + "s";
        }
        return seconds / 3600 + Digits.SPACE + "h" + Digits.SPACE + seconds % 3600 / 60 + Digits.SPACE + "min";
    }
}
