package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.Aggregates;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ConnectionStats;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.protocol.v1.Notes;
import java.util.Map;
import java.util.TreeMap;

/** Finds the time range of batches in Unix time. Owned by the writer. */
final class BatchTimes {
    private final Map<Integer, Clock> clocks = new TreeMap<>();
    private long from;
    private long to;

    /** The last reading of each agent's clocks. */
    Map<Integer, Clock> clocks() {
        return clocks;
    }

    /** Looks at a batch: {@link #from()} and {@link #to()} are its range then. */
    void see(Batch batch) {
        if (batch.hasClock()) {
            clocks.put(batch.getAgent(), batch.getClock());
        }
        Clock clock = clocks.get(batch.getAgent());
        from = Long.MAX_VALUE;
        to = Long.MIN_VALUE;
        rows(batch);
        if (clock == null && batch.hasNotes()) {
            notes(batch.getNotes());
            return;
        }
        if (clock == null || to < from) {
            from = Long.MIN_VALUE;
            to = Long.MAX_VALUE;
        } else {
            long offset = clock.getUnixNs() - clock.getMonotonicNs();
            from += offset;
            to += offset + 1;
        }
    }

    /** Earliest time of the batch; {@link Long#MIN_VALUE} when not known. */
    long from() {
        return from;
    }

    /** First time after the batch; {@link Long#MAX_VALUE} when not known. */
    long to() {
        return to;
    }

    private void rows(Batch batch) {
        exchanges(batch.getBaseNs(), batch.getExchanges());
        aggregates(batch.getBaseNs(), batch.getAggregates());
        stats(batch.getBaseNs(), batch.getConnectionStats());
        long used = batch.getBaseNs();
        for (long delta : batch.getContainerUses().getTimeDeltaList()) {
            used += delta;
            include(used, used);
        }
        for (Loss loss : batch.getLossesList()) {
            include(loss.getFirstNs(), loss.getLastNs());
        }
        include(batch.getCompleteUntilNs(), batch.getCompleteUntilNs());
        if (to < from) {
            long now = batch.hasClock() ? batch.getClock().getMonotonicNs() : batch.getBaseNs();
            include(now, now);
        }
    }

    /** Notes have Unix times. */
    private void notes(Notes notes) {
        from = Long.MAX_VALUE;
        to = Long.MIN_VALUE;
        for (long at : notes.getUnixNsList()) {
            include(at, at);
        }
        to++;
    }

    private void include(long first, long last) {
        if (first != 0) {
            from = Math.min(from, first);
            to = Math.max(to, Math.max(first, last));
        }
    }

    private void exchanges(long base, Exchanges rows) {
        long time = base;
        for (int i = 0; i < rows.getStartDeltaCount(); i++) {
            time += rows.getStartDelta(i);
            long server = i < rows.getServerDurationPlus1Count() ? rows.getServerDurationPlus1(i) : 0;
            long client = i < rows.getClientDurationPlus1Count() ? rows.getClientDurationPlus1(i) : 0;
            include(time, time + Math.max(server, client));
        }
    }

    private void aggregates(long base, Aggregates rows) {
        long time = base;
        for (int i = 0; i < rows.getStartDeltaCount(); i++) {
            time += rows.getStartDelta(i);
            include(time, time + (i < rows.getWidthNsCount() ? rows.getWidthNs(i) : 0));
        }
    }

    private void stats(long base, ConnectionStats rows) {
        long time = base;
        for (int i = 0; i < rows.getTimeDeltaCount(); i++) {
            time += rows.getTimeDelta(i);
            include(time, time);
        }
    }
}
