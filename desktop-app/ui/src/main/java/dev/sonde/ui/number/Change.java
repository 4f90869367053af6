package dev.sonde.ui.number;

import java.util.Locale;

/**
 * How a figure in window A stands against the same in the baseline.
 *
 * @param text for example {@code 15.3×}, {@code +16 %} or {@code from 0}
 * @param weight how much it matters
 */
public record Change(String text, Weight weight) {
    /** Not applicable. */
    public static final Change NONE = new Change("–", Weight.MUTED);

    private static final double MUTED_BELOW = 0.12;

    /** What a change means. */
    public enum Weight {
        /** Too small to matter, or neither good nor bad. */
        MUTED,
        /** Better. */
        OK,
        /** Worse. */
        WARN,
        /** At least twice as bad. */
        ERROR;

        /** The style class that colours it. */
        public String style() {
            return "sd-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Compares a figure of which more is worse, such as a latency. NaN is not known. */
    public static Change ofCost(double a, double b) {
        if (Double.isNaN(a)) {
            return NONE;
        }
        if (Double.isNaN(b)) {
            return new Change("new", Weight.MUTED);
        }
        if (b == 0) {
            return a == 0 ? NONE : new Change("from" + Digits.SPACE + "0", Weight.ERROR);
        }
        double change = a / b - 1;
        Weight weight = Weight.MUTED;
        if (change >= 1) {
            weight = Weight.ERROR;
        } else if (change >= MUTED_BELOW) {
            weight = Weight.WARN;
        } else if (change <= -MUTED_BELOW) {
            weight = Weight.OK;
        }
        return new Change(ratio(a, b), weight);
    }

    /** Compares a figure that is neither good nor bad, such as a rate. */
    public static Change ofAmount(double a, double b) {
        return new Change(ofCost(a, b).text(), Weight.MUTED);
    }

    /** A mark of the direction, for what is worse; a colour never speaks alone. */
    public String mark() {
        return switch (weight) {
            case WARN, ERROR -> "▲" + Digits.SPACE;
            case OK -> "▼" + Digits.SPACE;
            case MUTED -> "";
        };
    }

    private static String ratio(double a, double b) {
        double ratio = a / b;
        if (ratio >= 1.995) {
            return (ratio < 999.5 ? Digits.three(ratio) : Digits.grouped(Math.round(ratio))) + "×";
        }
        long percent = Math.round((ratio - 1) * 100);
        return (percent < 0 ? Digits.MINUS : "+") + Math.abs(percent) + Digits.SPACE + "%";
    }
}
