package dev.sonde.core.navigation;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.time.Baseline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address of a view. Immutable.
 *
 * @param view which view
 * @param scope crumbs from the outermost on: context, namespace, object; empty is all of the session
 * @param time window A
 * @param baseline window B, or null
 * @param filter the one filter of all views
 * @param selection what is selected, in the view's own words, or empty
 */
public record NavigationState(
        ViewName view,
        List<String> scope,
        TimeSelection time,
        @Nullable Baseline baseline,
        Filter filter,
        String selection) {
    /** Copies the scope. */
    public NavigationState {
        scope = List.copyOf(scope);
    }

    /** Where a session begins: the Overview, following the live edge by so many nanoseconds. */
    public static NavigationState start(long spanNanos) {
        return new NavigationState(
                ViewName.OVERVIEW, List.of(), new TimeSelection.Following(spanNanos), null, Filter.ALL, "");
    }

    /** Another view; the selection stays behind. */
    public NavigationState in(ViewName other) {
        return new NavigationState(other, scope, time, baseline, filter, "");
    }

    /** Another scope. */
    public NavigationState scopedTo(List<String> crumbs) {
        return new NavigationState(view, crumbs, time, baseline, filter, "");
    }

    /** Another window A. */
    public NavigationState at(TimeSelection other) {
        return new NavigationState(view, scope, other, baseline, filter, selection);
    }

    /** Another baseline, or none. */
    public NavigationState against(@Nullable Baseline other) {
        return new NavigationState(view, scope, time, other, filter, selection);
    }

    /** Another filter. */
    public NavigationState where(Filter other) {
        return new NavigationState(view, scope, time, baseline, other, selection);
    }

    /** Another selection. */
    public NavigationState selecting(String other) {
        return new NavigationState(view, scope, time, baseline, filter, other);
    }
}
