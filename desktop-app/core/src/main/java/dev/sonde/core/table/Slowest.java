package dev.sonde.core.table;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Picks the exchanges that took longest: one pass that keeps as many as are asked for, where sorting a list of millions would take
 * a second.
 */
public final class Slowest {
    private final int most;
    private final long[] durations;
    private final long[] starts;
    private final int[] handles;
    private int size;

    private Slowest(int most) {
        this.most = most;
        durations = new long[most];
        starts = new long[most];
        handles = new int[most];
    }

    /**
     * The slowest first; of those as slow, the earliest first; those of unknown duration last. Call it in a job.
     *
     * @param most how many at most
     */
    public static List<ExchangeRow> of(Snapshot snapshot, Window window, Filter filter, int most, CancelToken cancel) {
        Slowest slowest = new Slowest(most);
        new Scan(snapshot, window, filter, cancel)
                .exchanges((slice, rows, row) -> slowest.offer(
                        rows.durationNanos(row), rows.startNanos(row), slice * ExchangeChunk.CAPACITY + row));
        List<ExchangeRow> rows = new ArrayList<>();
        for (int i = 0; i < slowest.size; i++) {
            int handle = slowest.handles[i];
            ExchangeChunk chunk =
                    snapshot.exchanges().get(handle / ExchangeChunk.CAPACITY).rows();
            rows.add(new ExchangeRow(snapshot.withoutRows(), chunk, handle % ExchangeChunk.CAPACITY));
        }
        return rows;
    }

    private void offer(long duration, long start, int handle) {
        if (size == most && !isBefore(duration, start, most - 1)) {
            return;
        }
        int at = size < most ? size++ : most - 1;
        while (at > 0 && isBefore(duration, start, at - 1)) {
            durations[at] = durations[at - 1];
            starts[at] = starts[at - 1];
            handles[at] = handles[at - 1];
            at--;
        }
        durations[at] = duration;
        starts[at] = start;
        handles[at] = handle;
    }

    private boolean isBefore(long duration, long start, int index) {
        return duration == durations[index] ? start < starts[index] : duration > durations[index];
    }
}
