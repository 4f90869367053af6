package dev.sonde.ui.number;

import org.jspecify.annotations.Nullable;

/** Percentiles, which need enough calls to mean something: 100 for p95, 500 for p99. */
public final class Percentiles {
    private Percentiles() {}

    /** How many calls a quantile needs. */
    public static int callsNeeded(double quantile) {
        if (quantile >= 0.99) {
            return 500;
        }
        return quantile >= 0.95 ? 100 : 1;
    }

    /** Whether so many calls are enough. */
    public static boolean enough(double quantile, long calls) {
        return calls >= callsNeeded(quantile);
    }

    /** The percentile, or the count and {@code few}, or {@code –} when nothing was timed. */
    public static String text(double quantile, long calls, @Nullable Long nanos) {
        if (nanos == null || calls == 0) {
            return "–";
        }
        return enough(quantile, calls) ? Durations.text(nanos) : Counts.text(calls) + Digits.SPACE + "few";
    }
}
