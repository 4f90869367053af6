package dev.sonde.ui.number;

/** Offsets from a named moment, signed, in minutes and seconds. */
public final class Offsets {
    private Offsets() {}

    /** For example {@code +2:24} or {@code −0:12}; less than a second is {@code 0:00}. */
    public static String text(long nanos) {
        long seconds = Math.round(Math.abs(nanos) / 1e9);
        String sign = seconds == 0 ? "" : nanos < 0 ? Digits.MINUS : "+";
        long rest = seconds % 60;
        return sign + seconds / 60 + ":" + (rest < 10 ? "0" : "") + rest;
    }
}
