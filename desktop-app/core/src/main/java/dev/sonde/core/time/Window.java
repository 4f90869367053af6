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

    /** Its length, at most {@link Long#MAX_VALUE}. */
    public long durationNanos() {
        long duration = toNanos - fromNanos;
        return duration < 0 ? Long.MAX_VALUE : duration;
    }

    /** Says whether it has no moment in it. */
    public boolean isEmpty() {
        return fromNanos == toNanos;
    }

    /** What lies in both, or an empty window at the nearer end of this one. */
    public Window intersect(Window other) {
        long from = Math.clamp(other.fromNanos, fromNanos, toNanos);
        long to = Math.clamp(other.toNanos, from, toNanos);
        return new Window(from, to);
    }

    /** The same length, moved; the ends stop at the ends of time. */
    public Window shift(long nanos) {
        return new Window(saturatedAdd(fromNanos, nanos), saturatedAdd(toNanos, nanos));
    }

    private static long saturatedAdd(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (b > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : sum;
    }
}
