package dev.sonde.core.navigation;

import dev.sonde.core.time.Window;

/** Window A: a fixed range, or the last stretch before the live edge. */
public sealed interface TimeSelection {
    /** A range that stays. */
    record Fixed(Window window) implements TimeSelection {}

    /** The last {@code spanNanos} before the live edge, moving with it. */
    record Following(long spanNanos) implements TimeSelection {
        /**
         * Checks the span.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Following {
            if (spanNanos <= 0) {
                throw new IllegalArgumentException("span must be positive: " + spanNanos);
            }
        }
    }

    /** The window this means now. */
    default Window at(long liveEdgeNanos) {
        return switch (this) {
            case Fixed(Window window) -> window;
            case Following(long span) ->
                new Window(
                        liveEdgeNanos < Long.MIN_VALUE + span ? Long.MIN_VALUE : liveEdgeNanos - span, liveEdgeNanos);
        };
    }
}
