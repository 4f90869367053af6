package dev.sonde.ui.number;

import dev.sonde.core.table.Quantiles;
import org.jspecify.annotations.Nullable;

/**
 * How long calls took, by percentiles in nanoseconds; null where nothing was timed.
 *
 * @param calls how many they are of
 */
public record Tail(
        long calls,
        @Nullable Long p50,
        @Nullable Long p95,
        @Nullable Long p99) {
    /** No calls. */
    public static final Tail NONE = new Tail(0, null, null, null);

    /**
     * How it stands against a baseline, by the highest percentile that both have enough calls for; {@code new} where the
     * baseline has none, and not applicable where there is no baseline.
     */
    public Change against(@Nullable Tail before) {
        if (before == null) {
            return Change.NONE;
        }
        if (before.calls == 0) {
            return new Change("new", Change.Weight.MUTED);
        }
        return switch (compared(before)) {
            case "p99" -> Change.ofCost(value(p99), value(before.p99));
            case "p95" -> Change.ofCost(value(p95), value(before.p95));
            default -> Change.ofCost(value(p50), value(before.p50));
        };
    }

    /** The highest percentile that both have enough calls for. */
    public String compared(@Nullable Tail before) {
        long least = before == null ? 0 : Math.min(calls, before.calls);
        return "p" + Math.round(100 * Quantiles.highest(least));
    }

    private static double value(@Nullable Long nanos) {
        return nanos == null ? Double.NaN : nanos;
    }
}
