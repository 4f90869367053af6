package dev.sonde.ui.number;

/** Counts: groups up to 9,999,999, then millions. */
public final class Counts {
    private static final long GROUPED_TO = 9_999_999;

    private Counts() {}

    /** A count, for example {@code 3,808} or {@code 21.3 M}. */
    public static String text(long count) {
        if (Math.abs(count) <= GROUPED_TO) {
            return Digits.grouped(count);
        }
        if (Math.abs(count) < 999_500_000) {
            return Digits.three(count / 1e6) + Digits.SPACE + "M";
        }
        return Digits.three(count / 1e9) + Digits.SPACE + "G";
    }

    /** A count with its noun, for example {@code 1 call} or {@code 3,808 calls}. */
    public static String of(long count, String singular) {
        String noun = count == 1 ? singular : plural(singular);
        return text(count) + Digits.SPACE + noun;
    }

    private static String plural(String singular) {
        return singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
    }
}
