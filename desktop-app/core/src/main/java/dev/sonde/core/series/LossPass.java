package dev.sonde.core.series;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import java.util.List;

/** Finds stretches with loss. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
final class LossPass {
    private LossPass() {}

    static List<LossSpan> spans(Snapshot snapshot, SeriesRequest request, CancelToken cancel) {
        throw new UnsupportedOperationException();
    }
}
