package dev.sonde.core.filter;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.List;

/** Completes one text at one caret. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
final class Completer {
    private final String text;

    Completer(String text, int caret, int limit) {
        this.text = text;
    }

    List<Completion> complete(Snapshot snapshot, Window window, CancelToken cancel) {
        throw new UnsupportedOperationException(text);
    }
}
