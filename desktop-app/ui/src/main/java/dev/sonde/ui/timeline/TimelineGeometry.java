package dev.sonde.ui.timeline;

import dev.sonde.core.time.Window;
import dev.sonde.ui.chart.TimeScale;
import org.jspecify.annotations.Nullable;

/** Where the windows lie on the timeline and what a drag makes of them. Immutable, no display needed. */
final class TimelineGeometry {
    private static final double GRIP = 6;
    private static final double SHORTEST_PIXELS = 3;

    private final TimeScale time;
    private final Window a;
    private final @Nullable Window b;

    TimelineGeometry(TimeScale time, Window a, @Nullable Window b) {
        this.time = time;
        this.a = a;
        this.b = b;
    }

    /** Parts that can be grasped. */
    enum Part {
        A_LEFT,
        A_RIGHT,
        A_BODY,
        B_LEFT,
        B_RIGHT,
        B_BODY,
        GROUND;

        boolean ofB() {
            return this == B_LEFT || this == B_RIGHT || this == B_BODY;
        }

        boolean isEdge() {
            return this == A_LEFT || this == A_RIGHT || this == B_LEFT || this == B_RIGHT;
        }
    }

    /** What lies under the pointer. Edges win over bodies, A wins over B; with {@code forB} it is the other way round. */
    Part at(double x, boolean forB) {
        Part first = forB ? part(b, x, Part.B_LEFT, Part.B_RIGHT, Part.B_BODY) : partOfA(x);
        if (first != Part.GROUND) {
            return first;
        }
        return forB ? Part.GROUND : part(b, x, Part.B_LEFT, Part.B_RIGHT, Part.B_BODY);
    }

    /**
     * The window that a drag makes.
     *
     * @param grasped what was under the pointer when the button went down
     * @param fromX where it went down
     * @param toX where the pointer is now
     * @return the new window A or baseline, kept within the timeline
     */
    Window drag(Part grasped, double fromX, double toX) {
        double x = Math.clamp(toX, time.left(), time.right());
        Window old = grasped.ofB() && b != null ? b : a;
        long shortest = Math.max(1, (long) (time.nanosPerPixel() * SHORTEST_PIXELS));
        return switch (grasped) {
            case A_LEFT, B_LEFT -> new Window(Math.min(time.nanos(x), old.toNanos() - shortest), old.toNanos());
            case A_RIGHT, B_RIGHT -> new Window(old.fromNanos(), Math.max(time.nanos(x), old.fromNanos() + shortest));
            case A_BODY, B_BODY -> moved(old, time.nanos(toX) - time.nanos(fromX));
            case GROUND -> between(fromX, x, shortest);
        };
    }

    private Window moved(Window old, long by) {
        long length = old.toNanos() - old.fromNanos();
        long from = Math.min(old.fromNanos() + by, time.toNanos() - length);
        from = Math.max(from, Math.min(time.fromNanos(), old.fromNanos()));
        return new Window(from, from + length);
    }

    private Window between(double oneX, double otherX, long shortest) {
        long from = time.nanos(Math.max(time.left(), Math.min(oneX, otherX)));
        long to = time.nanos(Math.max(oneX, otherX));
        return new Window(from, Math.max(to, from + shortest));
    }

    private Part partOfA(double x) {
        return part(a, x, Part.A_LEFT, Part.A_RIGHT, Part.A_BODY);
    }

    private Part part(@Nullable Window window, double x, Part left, Part right, Part body) {
        if (window == null) {
            return Part.GROUND;
        }
        double from = time.x(window.fromNanos());
        double to = time.x(window.toNanos());
        double grip = Math.min(GRIP, Math.max(2, (to - from) / 3));
        if (Math.abs(x - from) <= grip) {
            return left;
        }
        if (Math.abs(x - to) <= grip) {
            return right;
        }
        return x > from && x < to ? body : Part.GROUND;
    }
}
