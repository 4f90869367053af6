package dev.sonde.core.latency;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Durations as they are shown and typed: with three digits. */
public final class ThreeDigits {
    private ThreeDigits() {}

    /** The largest one that is not more. */
    public static long atMost(long nanos) {
        return round(nanos, RoundingMode.DOWN);
    }

    /** The smallest one that is not less. */
    public static long atLeast(long nanos) {
        return round(nanos, RoundingMode.UP);
    }

    /** The nearest one. */
    public static long nearest(long nanos) {
        return round(nanos, RoundingMode.HALF_UP);
    }

    private static long round(long nanos, RoundingMode mode) {
        return new BigDecimal(nanos).round(new MathContext(3, mode)).longValueExact();
    }
}
