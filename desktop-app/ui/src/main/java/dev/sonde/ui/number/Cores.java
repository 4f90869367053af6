package dev.sonde.ui.number;

/** CPU: cores with two decimals; per cent only of a stated whole. */
public final class Cores {
    private Cores() {}

    /** For example {@code 11.55 cores}. */
    public static String text(double cores) {
        return (cores > 0 && cores < 0.005 ? "<0.01" : Digits.fixed(cores, 2)) + Digits.SPACE + "cores";
    }
}
