package dev.sonde.ui.number;

import dev.sonde.core.table.Quantiles;
import org.jspecify.annotations.Nullable;

/** Percentiles in words, where there are enough calls for them to mean something. */
public final class Percentiles {
    private Percentiles() {}

    /** Whether so many calls are enough. */
    public static boolean enough(double quantile, long calls) {
        return calls >= Quantiles.callsNeeded(quantile);
    }

    /** What a column of it says. */
    public static String explained(double quantile) {
        long needed = Quantiles.callsNeeded(quantile);
        String few = needed > 1 ? " Of fewer than " + needed + " calls it says how few they are." : "";
        String calls = quantile == 0.5 ? "Half of the calls" : Math.round(quantile * 100) + " of 100 calls";
        return calls + " in A took this long or less." + few;
    }

    /** The percentile, or the count and {@code few}, or {@code –} when nothing was timed. */
    public static String text(double quantile, long calls, @Nullable Long nanos) {
        if (nanos == null || calls == 0) {
            return "–";
        }
        return enough(quantile, calls) ? Durations.text(nanos) : Counts.text(calls) + Digits.SPACE + "few";
    }
}
