package dev.sonde.core.navigation;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.store.Grain;
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
 * @param lens through what all views look at calls
 * @param focus what is looked at in the view
 */
public record NavigationState(
        ViewName view,
        List<String> scope,
        TimeSelection time,
        @Nullable Baseline baseline,
        Lens lens,
        Focus focus) {
    /**
     * Through what all views look at calls.
     *
     * @param filter the one filter
     * @param grain how finely those who talk are told apart
     */
    public record Lens(Filter filter, Grain grain) {
        /** All calls, by service. */
        public static final Lens CLEAR = new Lens(Filter.ALL, Grain.SERVICE);
    }

    /**
     * What is looked at in a view.
     *
     * @param selection what is selected, in the view's own words, or empty
     * @param frame how the view is set up: what part of it is in sight and how it is arranged, in its own words, or empty
     *     for its own choice
     */
    public record Focus(String selection, String frame) {
        /** Nothing selected, and the view's own choice of what is in sight. */
        public static final Focus NONE = new Focus("", "");
    }

    /** Copies the scope. */
    public NavigationState {
        scope = List.copyOf(scope);
    }

    /** Where a session begins: the Overview, following the live edge by so many nanoseconds. */
    public static NavigationState start(long spanNanos) {
        return new NavigationState(
                ViewName.OVERVIEW, List.of(), new TimeSelection.Following(spanNanos), null, Lens.CLEAR, Focus.NONE);
    }

    /** The one filter of all views. */
    public Filter filter() {
        return lens.filter();
    }

    /** How finely those who talk are told apart. */
    public Grain grain() {
        return lens.grain();
    }

    /** What is selected, in the view's own words, or empty. */
    public String selection() {
        return focus.selection();
    }

    /** How the view is set up, in its own words, or empty for its own choice. */
    public String frame() {
        return focus.frame();
    }

    /** Another view; what was looked at in this one stays behind. */
    public NavigationState in(ViewName other) {
        return new NavigationState(other, scope, time, baseline, lens, Focus.NONE);
    }

    /** Another scope. */
    public NavigationState scopedTo(List<String> crumbs) {
        return new NavigationState(view, crumbs, time, baseline, lens, Focus.NONE);
    }

    /** Another window A. */
    public NavigationState at(TimeSelection other) {
        return new NavigationState(view, scope, other, baseline, lens, focus);
    }

    /** Another baseline, or none. */
    public NavigationState against(@Nullable Baseline other) {
        return new NavigationState(view, scope, time, other, lens, focus);
    }

    /** What the user asked for: without a baseline that Sonde chose, which comes and changes by itself. */
    public NavigationState asked() {
        return baseline != null && baseline.suggested() ? against(null) : this;
    }

    /** Another filter. */
    public NavigationState where(Filter other) {
        return new NavigationState(view, scope, time, baseline, new Lens(other, lens.grain()), focus);
    }

    /** Told apart more or less finely; what was looked at has other names then. */
    public NavigationState by(Grain other) {
        return new NavigationState(view, scope, time, baseline, new Lens(lens.filter(), other), Focus.NONE);
    }

    /** Another selection. */
    public NavigationState selecting(String other) {
        return new NavigationState(view, scope, time, baseline, lens, new Focus(other, focus.frame()));
    }

    /** The same view set up in another way. */
    public NavigationState framed(String other) {
        return new NavigationState(view, scope, time, baseline, lens, new Focus(focus.selection(), other));
    }
}
