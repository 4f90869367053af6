package dev.sonde.ui.number;

/** Rates: three significant digits; the unit stands in the head of the column. */
public final class Rates {
    private Rates() {}

    /** A rate without its unit, for example {@code 69.5} or {@code 12.4 k}. */
    public static String text(double perSecond) {
        if (perSecond == 0) {
            return "0";
        }
        if (perSecond < 0.005) {
            return "<0.01";
        }
        if (perSecond < 999.5) {
            return Digits.three(perSecond);
        }
        if (perSecond < 999_500) {
            return Digits.three(perSecond / 1e3) + Digits.SPACE + "k";
        }
        return Digits.three(perSecond / 1e6) + Digits.SPACE + "M";
    }

    /** A rate with its unit, for example {@code 69.5 /s} or {@code 12.4 k/s}. */
    public static String withUnit(double perSecond) {
        String text = text(perSecond);
        return text.endsWith("k") || text.endsWith("M") ? text + "/s" : text + Digits.SPACE + "/s";
    }
}
