package dev.sonde.core.table;

/** Which percentiles mean something: one that stands on a handful of calls is the duration of one of them. */
public final class Quantiles {
    private static final int FOR_P99 = 500;
    private static final int FOR_P95 = 100;

    private Quantiles() {}

    /** How many calls a quantile needs. */
    public static int callsNeeded(double quantile) {
        if (quantile >= 0.99) {
            return FOR_P99;
        }
        return quantile >= 0.95 ? FOR_P95 : 1;
    }

    /** The highest that so many calls are enough for: what two windows are compared by is that of the one with fewer. */
    public static double highest(long calls) {
        if (calls >= FOR_P99) {
            return 0.99;
        }
        return calls >= FOR_P95 ? 0.95 : 0.5;
    }
}
