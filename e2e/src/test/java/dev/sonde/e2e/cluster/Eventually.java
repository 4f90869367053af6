package dev.sonde.e2e.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What comes true after a while. */
final class Eventually {
    private Eventually() {}

    /** Waits until something is so. */
    static void isSo(String what, Duration patience, BooleanSupplier it) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (!it.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("After " + patience.toSeconds() + " s it is still not so that " + what);
            }
            Thread.sleep(100);
        }
    }
}
