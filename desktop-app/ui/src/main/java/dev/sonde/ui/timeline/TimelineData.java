package dev.sonde.ui.timeline;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.LossSpan;
import dev.sonde.core.series.Series;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.session.Outline;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.workspace.Buckets;
import dev.sonde.ui.workspace.Known;
import dev.sonde.ui.workspace.Moment;
import java.util.List;
import java.util.Set;

/**
 * What the timeline draws.
 *
 * @param line the chosen signal
 * @param losses stretches in which something was lost
 */
record TimelineData(Line line, List<Window> losses) {
    private static final int BUCKETS = 300;

    /** Computes it. For jobs. */
    static TimelineData of(Moment moment, TimelineSignal signal, Slowness slowness, CancelToken cancel) {
        Window aligned = Buckets.align(moment.extent(), BUCKETS);
        int count = Buckets.count(aligned, moment.extent(), BUCKETS);
        SeriesRequest request = new SeriesRequest(aligned, moment.filter(), count);
        Series series = Series.of(moment.snapshot(), request, Set.of(signal.signal()), slowness, cancel);
        long step = (aligned.toNanos() - aligned.fromNanos()) / count;
        double[] values = Known.values(request, moment.span().known(), i -> series.value(signal.signal(), i));
        Outline outline = moment.span().outline();
        if (outline != null && signal == TimelineSignal.RATE && moment.filter().isEmpty()) {
            // Where rows are not in memory, the index of the recording still says how many there are.
            double[] rates = outline.rates(aligned, count);
            for (int i = 0; i < count; i++) {
                long middle = request.bucketStartNanos(i) + step / 2;
                values[i] = Double.isNaN(values[i]) && outline.extent().contains(middle) ? rates[i] : values[i];
            }
        }
        List<Window> losses = LossSpan.of(moment.snapshot(), request, cancel).stream()
                .map(span -> new Window(
                        request.bucketStartNanos(span.firstBucket()), request.bucketStartNanos(span.lastBucket() + 1)))
                .toList();
        return new TimelineData(new Line(signal.label(), Token.SERIES_1, aligned.fromNanos(), step, values), losses);
    }
}
