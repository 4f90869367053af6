package dev.sonde.core.time;

/**
 * A range of time, in nanoseconds since the Unix epoch.
 *
 * @param fromNanos first nanosecond in it
 * @param toNanos first nanosecond after it
 */
public record Window(long fromNanos, long toNanos) {
    /** All of time. */
    public static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    /**
     * Checks the order of the ends.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public Window {
        if (toNanos < fromNanos) {
            throw new IllegalArgumentException("A window ends before it begins: " + fromNanos + " to " + toNanos);
        }
    }

    /** Says whether a moment lies in this window. */
    public boolean contains(long nanos) {
        return nanos >= fromNanos && nanos < toNanos;
    }
}
