package dev.sonde.ui.workspace;

import dev.sonde.core.change.Calm;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.session.Outline;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.ui.number.Clocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to show now: all views are told of the same one. Immutable.
 *
 * @param snapshot the session in memory
 * @param session how the session stands
 * @param state where the user is
 * @param extent the time that the timeline spans
 * @param a window A, in absolute time
 * @param calm how the session divides into calm and trouble, as far as it was looked at
 * @param span the time that there is
 */
public record Moment(
        Snapshot snapshot, SessionState session, NavigationState state, Window extent, Window a, Calm calm, Span span) {
    /**
     * The time that there is.
     *
     * @param data from the first to the last moment that was watched
     * @param known the stretches of it whose rows the snapshot has; the recording has the rest
     * @param outline how many calls the recording has at what time; null where the snapshot has all
     * @param clocks how it is read
     */
    public record Span(
            Window data, List<Window> known, @Nullable Outline outline, Clocks clocks) {}

    /** The time that the session covers; empty before anything came. */
    public Window data() {
        return snapshot.isEmpty() ? new Window(extent.fromNanos(), extent.fromNanos()) : span.data();
    }

    /** How much of a window the snapshot has the rows of. */
    public long knownNanos(Window window) {
        return span.known().stream()
                .mapToLong(known -> known.intersect(window).durationNanos())
                .sum();
    }

    /** The same without rows, for what is shown for long: it does not keep them from leaving memory. */
    public Moment withoutRows() {
        return new Moment(snapshot.withoutRows(), session, state, extent, a, calm, span);
    }

    /** The baseline, or null. */
    public @Nullable Window b() {
        return state.baseline() == null ? null : state.baseline().window();
    }

    /** The filter. */
    public Filter filter() {
        return state.filter();
    }

    /** Says whether anything was seen yet, be it out of sight at this moment. */
    public boolean hasCalls() {
        return snapshot.callCount() > 0 || span.outline() != null;
    }
}
