package dev.sonde.core.time;

import java.time.Instant;

/** Moments as nanoseconds since 1970, as recordings and tables have them. */
public final class UnixNanos {
    private UnixNanos() {}

    /** This moment, as exactly as the system's clock has it. */
    public static long now() {
        return of(Instant.now());
    }

    /** A moment between the years 1678 and 2262. */
    public static long of(Instant moment) {
        return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
    }
}
