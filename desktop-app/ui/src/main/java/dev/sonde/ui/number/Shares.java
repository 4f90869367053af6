package dev.sonde.ui.number;

/** Shares of a whole: two decimals below 10 %, one above, and never 0 for what was seen. */
public final class Shares {
    private Shares() {}

    /** A share in per cent without the sign, 1 is all: for columns that have it in their head. */
    public static String digits(double share) {
        double percent = share * 100;
        if (percent <= 0) {
            return "0";
        }
        if (percent < 0.01) {
            return "<0.01";
        }
        if (percent < 9.995) {
            return Digits.fixed(percent, 2);
        }
        if (percent > 99.9 && share < 1) {
            return ">99.9";
        }
        return share >= 1 ? "100" : Digits.fixed(percent, 1);
    }

    /** A share with its sign, for example {@code 0.40 %}. */
    public static String text(double share) {
        return digits(share) + Digits.SPACE + "%";
    }

    /** How many times something is something else, for example {@code 8.62×}. */
    public static String times(double ratio) {
        return (ratio < 999.5 ? Digits.three(ratio) : Digits.grouped(Math.round(ratio))) + "×";
    }
}
