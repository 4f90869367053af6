package dev.sonde.core.table;

import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.AggregateChunk;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Labels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of a group of calls. Belongs to one thread while it is counted. */
public final class Stats {
    private final StatusCounts statuses = new StatusCounts();
    private final LatencyHistogram durations = new LatencyHistogram();
    private long calls;
    private long errors;
    private long slow;
    private long requestBytes;
    private long responseBytes;
    private long rows = -1;
    private long rowsUnknown;
    private long notLookedInto;

    /** Nothing counted yet. */
    public Stats() {}

    void add(ExchangeChunk chunk, int row, long slowNanos) {
        calls++;
        if (chunk.error(row)) {
            errors++;
        }
        long duration = chunk.durationNanos(row);
        if (duration >= 0) {
            durations.add(duration);
            if (duration >= slowNanos) {
                slow++;
            }
        }
        requestBytes += Math.max(0, chunk.requestBytes(row));
        responseBytes += Math.max(0, chunk.responseBytes(row));
        long result = chunk.resultRows(row);
        if (result >= 0) {
            rows = Math.max(0, rows) + result;
        } else if (!chunk.error(row)) {
            rowsUnknown++;
        }
        statuses.add(chunk.status(row), 1);
    }

    void add(AggregateChunk chunk, int row, long slowNanos) {
        long count = chunk.calls(row);
        calls += count;
        if (chunk.error(row)) {
            errors += count;
        }
        LatencyHistogram timed = chunk.durations(row);
        if (timed != null) {
            durations.add(timed);
            slow += timed.countFrom(slowNanos);
        }
        requestBytes += chunk.requestBytes(row);
        responseBytes += chunk.responseBytes(row);
        rowsUnknown += chunk.error(row) ? 0 : count;
        if (chunk.endpoint(row) == 0) {
            notLookedInto += count;
        } else {
            statuses.add(chunk.status(row), count);
        }
    }

    /** Adds all that another group has. */
    public void add(Stats other) {
        calls += other.calls;
        errors += other.errors;
        slow += other.slow;
        durations.add(other.durations);
        requestBytes += other.requestBytes;
        responseBytes += other.responseBytes;
        rows = other.rows < 0 ? rows : Math.max(0, rows) + other.rows;
        rowsUnknown += other.rowsUnknown;
        notLookedInto += other.notLookedInto;
        other.statuses.forEach(statuses::add);
    }

    /** This one, with all that another group has. */
    Stats with(Stats other) {
        add(other);
        return this;
    }

    /** How many. */
    public long calls() {
        return calls;
    }

    /** How many failed. */
    public long errors() {
        return errors;
    }

    /** How many were slow. */
    public long slow() {
        return slow;
    }

    /** Bytes of all requests. */
    public long requestBytes() {
        return requestBytes;
    }

    /** Bytes of all responses. */
    public long responseBytes() {
        return responseBytes;
    }

    /** Rows of all calls; null where those of a call that did not fail are not known. */
    @Nullable
    Long rows() {
        return rowsUnknown > 0 ? null : rowsAtLeast();
    }

    /** Rows of the calls whose rows are known; null where those of none are. */
    @Nullable
    Long rowsAtLeast() {
        return rows < 0 ? null : rows;
    }

    @Nullable
    Long totalNanos() {
        return durations.count() == 0 ? null : (Long) Math.round(durations.sumNanos());
    }

    /** A quantile of the durations in nanoseconds; null where nothing was timed. */
    public @Nullable Long quantileNanos(double quantile) {
        long value = durations.quantileNanos(quantile);
        return value < 0 ? null : value;
    }

    @Nullable
    Long maxNanos() {
        return durations.maxNanos() < 0 ? null : durations.maxNanos();
    }

    Map<String, Long> statuses() {
        Map<String, Long> named = statuses.named();
        if (notLookedInto > 0) {
            named.put(Labels.NOT_LOOKED_INTO, notLookedInto);
        }
        return named;
    }
}
