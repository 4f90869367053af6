package dev.sonde.ui.overview;

import dev.sonde.ui.chart.Line;
import dev.sonde.ui.number.Change;
import org.jspecify.annotations.Nullable;

/**
 * One service in the table.
 *
 * @param now its signals in window A
 * @param before the same in the baseline, or null where there is no baseline
 * @param line  its p99 over the extent, or null
 * @param runtime what it runs on, and in how many processes
 */
record ServiceRow(
        Figures now, @Nullable Figures before, @Nullable Line line, Runtimes runtime) {
    String name() {
        return now.name();
    }

    /** How the latency stands against the baseline: p99, or p95 or p50 where there are too few calls. */
    Change change() {
        return now.tail().against(before == null ? null : before.tail());
    }

    /** How it stands by itself: worse than before, or failing. */
    Change.Weight health() {
        Change.Weight weight = change().weight();
        if (weight == Change.Weight.ERROR || now.errorShare() >= 0.05) {
            return Change.Weight.ERROR;
        }
        return weight == Change.Weight.WARN || now.errors() > 0 ? Change.Weight.WARN : Change.Weight.OK;
    }
}
