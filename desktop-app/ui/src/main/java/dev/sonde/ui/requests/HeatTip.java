package dev.sonde.ui.requests;

import dev.sonde.core.series.Heatmap;
import dev.sonde.core.time.Window;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.tip.Tip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of cells of the heatmap. No display needed. */
final class HeatTip {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private HeatTip() {}

    /** How many requests, when, and how long they took. */
    static String title(Heatmap map, HeatCells cells, Clocks clocks) {
        long failed = cells.errors(map);
        return Counts.of(cells.count(map), "request") + (failed == 0 ? "" : ", " + Counts.text(failed) + " failed")
                + ", " + when(cells.window(map), clocks) + ", " + took(map, cells);
    }

    /** The same, and how many requests took that long in A and in the baseline. */
    static Tip of(Heatmap map, HeatCells cells, Clocks clocks, Window a, @Nullable Window b) {
        double inA = share(map, cells, a);
        double inB = b == null ? Double.NaN : share(map, cells, b);
        return Tip.of(title(map, cells, clocks))
                .under(b == null ? List.of() : Tip.COMPARED)
                .and(Tip.Line.compared(
                        took(map, cells) + ", share of requests",
                        text(inA),
                        b == null ? null : text(inB),
                        Change.ofAmount(inA, inB)))
                .then("Enter shows them, a drag takes more, a right click says what else");
    }

    /** Of all requests in a window, the share that took as long as those in the cells; NaN where there are none. */
    static double share(Heatmap map, HeatCells cells, Window window) {
        long such = 0;
        long all = 0;
        for (int bucket = 0; bucket < map.request().buckets(); bucket++) {
            long middle =
                    (map.request().bucketStartNanos(bucket) + map.request().bucketStartNanos(bucket + 1)) / 2;
            if (!window.contains(middle)) {
                continue;
            }
            for (int row = 0; row < map.rows(); row++) {
                long count = map.count(bucket, row);
                all += count;
                such += row >= cells.low() && row <= cells.high() ? count : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) such / all;
    }

    private static String text(double share) {
        return Double.isNaN(share) ? "–" : Shares.text(share);
    }

    private static String when(Window window, Clocks clocks) {
        boolean fine = window.durationNanos() < 2 * SECOND_NANOS;
        return fine
                ? clocks.millis(window.fromNanos()) + "–" + clocks.millis(window.toNanos())
                : clocks.seconds(window.fromNanos()) + "–" + clocks.seconds(window.toNanos());
    }

    private static String took(Heatmap map, HeatCells cells) {
        return Durations.text((double) map.edgeNanos(cells.low())) + "–"
                + Durations.text((double) map.edgeNanos(cells.high() + 1));
    }
}
