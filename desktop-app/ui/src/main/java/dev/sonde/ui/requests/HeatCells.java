package dev.sonde.ui.requests;

import dev.sonde.core.series.Heatmap;

/**
 * Cells of a heatmap that are picked by the keyboard: from one corner to the other, both in it. No display needed.
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
