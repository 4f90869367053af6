package dev.sonde.ui.requests;

import dev.sonde.core.series.Heatmap;
import dev.sonde.core.time.Window;
import dev.sonde.ui.requests.HeatmapChart.HeatRange;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a heatmap that are picked: from one corner to the other, both in it. No display needed.
 *
 * @param fromBucket where picking began, from left to right
 * @param fromRow where picking began, from the fastest up
 * @param bucket where it stands
 * @param row where it stands
 */
record HeatCells(int fromBucket, int fromRow, int bucket, int row) {
    /** The slowest cell that has anything in it, and of those the one with the most. */
    static HeatCells slowest(Heatmap map) {
        for (int row = map.rows() - 1; row >= 0; row--) {
            int most = -1;
            for (int bucket = 0; bucket < map.request().buckets(); bucket++) {
                if (map.count(bucket, row) > (most < 0 ? 0 : map.count(most, row))) {
                    most = bucket;
                }
            }
            if (most >= 0) {
                return new HeatCells(most, row, most, row);
            }
        }
        return new HeatCells(0, 0, 0, 0);
    }

    /** One step on; {@code extending} keeps what was picked. */
    HeatCells moved(int buckets, int rows, boolean extending, Heatmap map) {
        int nextBucket =
                Math.clamp(bucket + buckets, 0, Math.max(0, map.request().buckets() - 1));
        int nextRow = Math.clamp(row + rows, 0, Math.max(0, map.rows() - 1));
        return extending
                ? new HeatCells(fromBucket, fromRow, nextBucket, nextRow)
                : new HeatCells(nextBucket, nextRow, nextBucket, nextRow);
    }

    int left() {
        return Math.min(fromBucket, bucket);
    }

    int right() {
        return Math.max(fromBucket, bucket);
    }

    int low() {
        return Math.min(fromRow, row);
    }

    int high() {
        return Math.max(fromRow, row);
    }

    /** The time that they span. */
    Window window(Heatmap map) {
        return new Window(map.request().bucketStartNanos(left()), map.request().bucketStartNanos(right() + 1));
    }

    /** Whether a cell is one of them. */
    boolean contains(int otherBucket, int otherRow) {
        return otherBucket >= left() && otherBucket <= right() && otherRow >= low() && otherRow <= high();
    }

    /** What they are, whatever map they are drawn in. */
    Picked in(Heatmap map) {
        return new Picked(window(map), new HeatRange(map.edgeNanos(low()), map.edgeNanos(high() + 1)));
    }

    /**
     * A time and durations that were picked.
     *
     * @param took how long what is meant took
     */
    record Picked(Window window, HeatRange took) {
        /** The cells of a map that lie in them, by their middles, or else the one about their own; null where it has none. */
        @Nullable
        HeatCells cells(Heatmap map, HeatCells before) {
            int[] buckets = inside(
                    map.request().buckets(),
                    i -> middle(map.request().bucketStartNanos(i), map.request().bucketStartNanos(i + 1)),
                    window.fromNanos(),
                    window.toNanos(),
                    bucket(map, middle(window.fromNanos(), window.toNanos())));
            int[] rows = inside(
                    map.rows(),
                    i -> middle(map.edgeNanos(i), map.edgeNanos(i + 1)),
                    took.lowNanos(),
                    took.highNanos(),
                    row(map, middle(took.lowNanos(), took.highNanos())));
            if (buckets[0] < 0 || rows[0] < 0) {
                return null;
            }
            // Picking goes on from the corner where it stood.
            boolean back = before.bucket < before.fromBucket;
            boolean down = before.row < before.fromRow;
            return new HeatCells(buckets[back ? 1 : 0], rows[down ? 1 : 0], buckets[back ? 0 : 1], rows[down ? 0 : 1]);
        }

        private static int[] inside(int count, IntToLongFunction middles, long from, long to, int otherwise) {
            int[] found = IntStream.range(0, count)
                    .filter(i -> middles.applyAsLong(i) >= from && middles.applyAsLong(i) < to)
                    .toArray();
            return found.length == 0 ? new int[] {otherwise, otherwise} : new int[] {found[0], found[found.length - 1]};
        }

        private static long middle(long from, long to) {
            return from + (to - from) / 2;
        }
    }

    /** The bucket in which a moment lies, or -1. */
    static int bucket(Heatmap map, long nanos) {
        for (int bucket = 0; bucket < map.request().buckets(); bucket++) {
            if (nanos >= map.request().bucketStartNanos(bucket)
                    && nanos < map.request().bucketStartNanos(bucket + 1)) {
                return bucket;
            }
        }
        return -1;
    }

    /** The row of a duration, or -1. */
    static int row(Heatmap map, long nanos) {
        for (int row = 0; row < map.rows(); row++) {
            if (nanos >= map.edgeNanos(row) && nanos < map.edgeNanos(row + 1)) {
                return row;
            }
        }
        return -1;
    }

    /** Failed requests in them, as far as they have a row each. */
    long errors(Heatmap map) {
        long errors = 0;
        for (int b = left(); b <= right(); b++) {
            for (int r = low(); r <= high(); r++) {
                errors += map.errors(b, r);
            }
        }
        return errors;
    }

    /** Requests in them. */
    long count(Heatmap map) {
        long count = 0;
        for (int b = left(); b <= right(); b++) {
            for (int r = low(); r <= high(); r++) {
                count += map.count(b, r);
            }
        }
        return count;
    }
}
