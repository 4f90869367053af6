package dev.sonde.core.topology;

import org.jspecify.annotations.Nullable;

/** How something stands: against the baseline where there is one, and by its failures. */
public enum Health {
    /** Nothing was asked of it. */
    UNKNOWN,
    /** As before, or better. */
    STEADY,
    /** Worse by at least 12 %, or some calls fail. */
    WATCH,
    /** At least twice as bad, or at least 5 % of its calls fail. */
    WORSE;

    private static final double WATCH_FROM = 1.12;
    private static final double WORSE_FROM = 2;
    private static final double FAILING_FROM = 0.05;

    /** Judges what was seen, against the same in the baseline; null or no calls in it is nothing to compare with. */
    public static Health of(Signals now, @Nullable Signals before) {
        if (now.calls() == 0) {
            return UNKNOWN;
        }
        double change = now.latencyAgainst(before);
        if (change >= WORSE_FROM || now.errorShare() >= FAILING_FROM) {
            return WORSE;
        }
        return change >= WATCH_FROM || now.errors() > 0 ? WATCH : STEADY;
    }
}
