package dev.sonde.ui.number;

import org.jspecify.annotations.Nullable;

/** Sizes in bytes: binary units, three significant digits. */
public final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Sizes() {}

    /** A size, for example {@code 412 MiB}. */
    public static String text(double bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String digits = unit == 0 ? Long.toString(Math.round(value)) : Digits.three(value);
        return digits + Digits.SPACE + UNITS[unit];
    }

    /** A size, for example {@code 412 MiB}. */
    public static String text(long bytes) {
        return text((double) bytes);
    }

    /** A size that may be unknown: {@code –}. */
    public static String textOrDash(@Nullable Long bytes) {
        return bytes == null ? "–" : text(bytes);
    }
}
