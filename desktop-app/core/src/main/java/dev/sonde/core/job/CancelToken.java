package dev.sonde.core.job;

import java.util.concurrent.CancellationException;

/** Asks running work whether it is still wanted. Can be read on any thread. */
@FunctionalInterface
public interface CancelToken {
    /** Never cancelled. */
    CancelToken NONE = () -> false;

    /** Says whether the result is not wanted any more. */
    boolean isCancelled();

    /**
     * Leaves the work when its result is not wanted any more.
     *
     * @throws CancellationException if cancelled
     */
    default void check() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
