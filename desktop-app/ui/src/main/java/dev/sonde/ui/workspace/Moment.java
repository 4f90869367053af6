package dev.sonde.ui.workspace;

import dev.sonde.core.change.Calm;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
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
 */
public record Moment(
        Snapshot snapshot, SessionState session, NavigationState state, Window extent, Window a, Calm calm) {
    /** The time that the session covers; empty before anything came. */
    public Window data() {
        return snapshot.isEmpty() ? new Window(extent.fromNanos(), extent.fromNanos()) : snapshot.extent();
    }

    /** The baseline, or null. */
    public @Nullable Window b() {
        return state.baseline() == null ? null : state.baseline().window();
    }

    /** The filter. */
    public Filter filter() {
        return state.filter();
    }

    /** Says whether anything was seen yet. */
    public boolean hasCalls() {
        return snapshot.callCount() > 0;
    }
}
