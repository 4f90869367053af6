package dev.sonde.core.series;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import java.util.List;

/**
 * A stretch of a chart to hatch: calls happened there that were not recorded, so counts are low. Losses of mere detail are
 * left out: they are in {@code losses()} of the snapshot.
 *
 * @param firstBucket first bucket of it
 * @param lastBucket last bucket of it
 * @param count how much was lost, all causes together
 * @param causes names of the causes
 */
public record LossSpan(int firstBucket, int lastBucket, long count, List<String> causes) {
    /** Finds the stretches of a window with loss; neighbours are joined. */
    public static List<LossSpan> of(Snapshot snapshot, SeriesRequest request, CancelToken cancel) {
        return LossPass.spans(snapshot, request, cancel);
    }
}
