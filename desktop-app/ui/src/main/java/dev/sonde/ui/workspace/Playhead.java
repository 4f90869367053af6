package dev.sonde.ui.workspace;

import dev.sonde.core.time.Window;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay stands. Charts dim what comes after it. Without one, the view stands at the right edge: the end of a file, or
 * the live edge. Owned by the FX thread.
 */
public final class Playhead {
    /** How fast a replay can play. */
    public static final List<Integer> SPEEDS = List.of(1, 2, 4, 8, 16);

    private static final long SECOND = 1_000_000_000L;

    private final ObjectProperty<@Nullable Long> at = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            advance(now);
        }
    };
    private Window data = new Window(0, 0);
    private int speed = 1;
    private long before;

    Playhead() {}

    /** The moment it stands at; null at the right edge. */
    public ObjectProperty<@Nullable Long> atProperty() {
        return at;
    }

    /** The moment it stands at, or {@code edge}. */
    public long or(long edge) {
        Long here = at.get();
        return here == null ? edge : here;
    }

    /** Whether it moves. */
    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** How many seconds pass in one. */
    public int speed() {
        return speed;
    }

    /** Plays so many seconds in one. */
    public void speed(int secondsInOne) {
        speed = secondsInOne;
    }

    /** The time that it can move in. */
    void within(Window window) {
        data = window;
    }

    /** Plays, from the beginning where it stands at the end; or stops. */
    public void toggle() {
        if (playing.get()) {
            stop();
            return;
        }
        if (at.get() == null) {
            at.set(data.fromNanos());
        }
        before = 0;
        playing.set(true);
        timer.start();
    }

    /** Stops where it is. */
    public void stop() {
        timer.stop();
        playing.set(false);
    }

    /** Goes to the right edge. */
    public void toEdge() {
        stop();
        at.set(null);
    }

    /** Goes to a moment. */
    public void seek(long nanos) {
        at.set(nanos >= data.toNanos() ? null : (Long) Math.max(nanos, data.fromNanos()));
    }

    /** Steps by ticks: seconds, or more where there is much time. */
    public void step(int ticks) {
        stop();
        seek(or(data.toNanos()) + ticks * tickNanos(data));
    }

    /** One tick. */
    static long tickNanos(Window data) {
        long span = data.toNanos() - data.fromNanos();
        return span <= 600 * SECOND ? SECOND : span <= 7200 * SECOND ? 10 * SECOND : 60 * SECOND;
    }

    private void advance(long now) {
        Long here = at.get();
        if (before != 0 && here != null) {
            seek(here + (now - before) * speed);
        }
        before = now;
        if (at.get() == null) {
            stop();
        }
    }
}
