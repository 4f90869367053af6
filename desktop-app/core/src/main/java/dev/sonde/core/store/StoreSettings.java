package dev.sonde.core.store;

import java.time.Duration;

/**
 * Limits of a {@link SessionStore}.
 *
 * @param maxBytes heap that rows, connections and strings may use; the oldest rows leave memory first
 * @param joinWithin how far apart two agents' sights of one exchange may arrive, in stream time, to become one
 */
public record StoreSettings(long maxBytes, Duration joinWithin) {
    /** A third of the heap, and ten seconds. */
    public static StoreSettings defaults() {
        return new StoreSettings(Runtime.getRuntime().maxMemory() / 3, Duration.ofSeconds(10));
    }

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is not positive
     */
    public StoreSettings {
        if (maxBytes <= 0 || joinWithin.isNegative() || joinWithin.isZero()) {
            throw new IllegalArgumentException("Limits of the store must be positive: " + maxBytes + ", " + joinWithin);
        }
    }
}
