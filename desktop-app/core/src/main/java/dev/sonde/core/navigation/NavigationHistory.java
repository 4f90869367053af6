package dev.sonde.core.navigation;

import dev.sonde.core.filter.Filter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where the user was: back and forward over states, undo over filters. Bounded: the oldest is forgotten.
 *
 * <p>Owned by one thread, the FX thread in the window.
 */
public final class NavigationHistory {
    private static final int CAPACITY = 200;
    private static final int RECENT = 20;

    private final Deque<NavigationState> back = new ArrayDeque<>();
    private final Deque<NavigationState> forward = new ArrayDeque<>();
    private final Deque<Filter> filters = new ArrayDeque<>();
    private final LinkedHashSet<Filter> used = new LinkedHashSet<>();
    private NavigationState current;

    /** Begins somewhere. */
    public NavigationHistory(NavigationState start) {
        current = start;
    }

    /** Where the user is. */
    public NavigationState current() {
        return current;
    }

    /** A step that Back undoes. Going to where the user is already is no step. */
    public void go(NavigationState next) {
        if (next.equals(current)) {
            return;
        }
        push(back, current);
        forward.clear();
        replace(next);
    }

    /** A change that is no step of its own, for example a selection that moves. Filters can still be undone. */
    public void replace(NavigationState next) {
        if (!next.filter().equals(current.filter())) {
            push(filters, current.filter());
            use(next.filter());
        }
        current = next;
    }

    /** Filters that were in force, the latest first, each once; without the one that keeps everything. */
    public List<Filter> recentFilters() {
        return List.copyOf(used.reversed());
    }

    private void use(Filter filter) {
        if (filter.isEmpty()) {
            return;
        }
        used.remove(filter);
        used.add(filter);
        if (used.size() > RECENT) {
            used.removeFirst();
        }
    }

    /** Goes one step back; empty where there is none. */
    public Optional<NavigationState> back() {
        return step(back, forward);
    }

    /** Goes one step forward; empty where there is none. */
    public Optional<NavigationState> forward() {
        return step(forward, back);
    }

    /** Says whether there is a step back. */
    public boolean canGoBack() {
        return !back.isEmpty();
    }

    /** Says whether there is a step forward. */
    public boolean canGoForward() {
        return !forward.isEmpty();
    }

    /** Takes the last change of the filter back, and only that; empty where there is none. */
    public Optional<NavigationState> undoFilter() {
        Filter last = filters.pollFirst();
        if (last == null) {
            return Optional.empty();
        }
        current = current.where(last);
        return Optional.of(current);
    }

    private Optional<NavigationState> step(Deque<NavigationState> from, Deque<NavigationState> to) {
        NavigationState next = from.pollFirst();
        if (next == null) {
            return Optional.empty();
        }
        push(to, current);
        current = next;
        return Optional.of(next);
    }

    private static <T> void push(Deque<T> stack, T value) {
        stack.addFirst(value);
        if (stack.size() > CAPACITY) {
            stack.removeLast();
        }
    }
}
