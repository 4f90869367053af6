package dev.sonde.core.filter;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.List;
import java.util.Map;

/** Completes filters as they are typed. */
public final class FilterCompletions {
    private FilterCompletions() {}

    /**
     * Says how a filter can go on at the caret, the most frequent values first. Walks the window: call it in a job.
     *
     * @param text what is typed so far, readable as a filter or not
     * @param caret index of the character that the caret is before
     * @param limit the most completions wanted
     */
    public static List<Completion> at(
            String text, int caret, Snapshot snapshot, Window window, int limit, CancelToken cancel) {
        return new Completer(text, caret, limit).complete(snapshot, window, cancel);
    }

    /**
     * Values of a field with the calls of a window that have each, under a filter. What is asked of either end counts once for a
     * call. Walks the window: call it in a job.
     */
    public static Map<String, Long> values(
            FilterField field, Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        return Completer.counts(snapshot, window, filter, field, cancel);
    }
}
