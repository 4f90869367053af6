package dev.sonde.ui.sql;

import dev.sonde.core.store.Labels;
import dev.sonde.core.table.Table;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Tail;
import org.jspecify.annotations.Nullable;

/**
 * One statement of one service, or one caller of a statement.
 *
 * @param owner the service that answers, or the caller
 * @param text the statement's fingerprint
 * @param now its figures in window A
 * @param before the same in the baseline; null without a baseline, {@link Figures#NONE} where it was not called in it
 * @param line its p99 over the extent, or null
 */
record StatementRow(
        String owner,
        String text,
        Figures now,
        @Nullable Figures before,
        @Nullable Line line) {
    /** Figures of one window; null is not known. */
    record Figures(Counts counts, @Nullable Long totalNanos, Latency latency) {
        static final Figures NONE = new Figures(new Counts(0, 0, null, null), null, new Latency(null, null, null));

        /** One row of the table {@code sql}. */
        static Figures of(Table table, int row) {
            return new Figures(
                    new Counts(
                            table.count(row, "calls"),
                            table.count(row, "errors"),
                            table.known(row, "rows"),
                            table.known(row, "rows_at_least")),
                    table.known(row, "total_ns"),
                    new Latency(table.known(row, "p50_ns"), table.known(row, "p95_ns"), table.known(row, "p99_ns")));
        }

        /** How long they took. */
        Tail tail() {
            return new Tail(counts.calls(), latency.p50(), latency.p95(), latency.p99());
        }

        /** Mean duration in nanoseconds, or null. */
        @Nullable
        Double meanNanos() {
            return totalNanos == null || counts.calls() == 0 ? null : (Double) ((double) totalNanos / counts.calls());
        }
    }

    /**
     * How many.
     *
     * @param rows rows of all calls; null where a long response was not followed to its end
     * @param rowsAtLeast rows of those calls whose response was
     */
    record Counts(
            long calls,
            long errors,
            @Nullable Long rows,
            @Nullable Long rowsAtLeast) {
        double errorShare() {
            return (double) errors / Math.max(1, calls);
        }
    }

    /** Percentiles in nanoseconds. */
    record Latency(
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99) {}

    /** The fingerprint's stable id. */
    String id() {
        return Labels.fingerprintId(text);
    }

    /** As much of the id as people say to each other. */
    String shortId() {
        return id().substring(0, 6);
    }

    /** What a selection of it reads. */
    String key() {
        return id() + "@" + owner;
    }

    /** Whether a selection means it: its key, its id or a part of its text. */
    boolean isMeant(String selection) {
        return !selection.isEmpty() && (key().equals(selection) || id().equals(selection) || text.contains(selection));
    }

    /** How the tail stands against the baseline; the middle where there are too few calls. */
    Change change() {
        return now.tail().against(before == null ? null : before.tail());
    }

    /** The highest percentile that both windows have enough calls for. */
    String compared() {
        return now.tail().compared(before == null ? null : before.tail());
    }
}
