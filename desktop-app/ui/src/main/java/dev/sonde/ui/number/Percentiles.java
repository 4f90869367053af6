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

    /** The percentile, or the count and {@code few}, or {@code –} when nothing was timed. */
    public static String text(double quantile, long calls, @Nullable Long nanos) {
        if (nanos == null || calls == 0) {
            return "–";
        }
        return enough(quantile, calls) ? Durations.text(nanos) : Counts.text(calls) + Digits.SPACE + "few";
    }
}
