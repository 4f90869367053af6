package dev.sonde.core.series;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import java.util.Set;

/** One pass over a window. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
final class SeriesPass {
    SeriesPass(Snapshot snapshot, SeriesRequest request, CancelToken cancel) {}

    Series series(Set<Signal> signals, long slowNanos) {
        throw new UnsupportedOperationException();
    }

    Sparklines sparklines() {
        throw new UnsupportedOperationException();
    }

    Heatmap heatmap(int rows) {
        throw new UnsupportedOperationException();
    }
}
