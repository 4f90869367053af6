package dev.sonde.core.table;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.Waiting;
import java.util.ArrayList;
import java.util.List;

/** A request that has had no byte of a response by the end of what is in memory. */
public final class WaitRow extends ConnectionRow {
    private final Waiting waiting;

    private WaitRow(Snapshot names, Waiting waiting) {
        super(names, waiting.connection());
        this.waiting = waiting;
    }

    /**
     * Finds those that a filter keeps, the oldest first.
     *
     * @param untilNanos only requests that were sent before this moment, in Unix nanoseconds
     */
    public static List<WaitRow> of(Snapshot snapshot, long untilNanos, Filter filter) {
        return of(snapshot, untilNanos, StateFilter.ofWaits(filter, snapshot, snapshot.waits()));
    }

    /** The same with a filter that was made ready for what waits in that snapshot. */
    static List<WaitRow> of(Snapshot snapshot, long untilNanos, StateFilter filter) {
        List<Waiting> waits = snapshot.waits();
        Snapshot names = snapshot.withoutRows();
        List<WaitRow> rows = new ArrayList<>();
        for (int i = 0; i < waits.size(); i++) {
            if (waits.get(i).startNanos() < untilNanos && filter.keeps(i)) {
                rows.add(new WaitRow(names, waits.get(i)));
            }
        }
        return rows;
    }

    @Override
    public long startNanos() {
        return waiting.startNanos();
    }

    @Override
    public String protocol() {
        return Labels.protocol(waiting.protocol());
    }

    @Override
    public String endpoint() {
        return Labels.endpoint(names(), waiting.endpoint());
    }

    /** How long it has waited by the end of what is in memory, in nanoseconds. */
    public long waitedNanos() {
        return Math.max(0, names().liveEdgeNanos() - waiting.startNanos());
    }

    /** Whether it is the same request, in a later list. */
    public boolean isSame(WaitRow other) {
        return connection() == other.connection() && startNanos() == other.startNanos();
    }
}
