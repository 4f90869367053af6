package dev.sonde.agent.loss;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Loss;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what was lost until the next batch says so. Causes are few, so they are found by looking at each. Owned by the
 * drain thread.
 */
public final class LossLedger {
    private static final int MAX_CAUSES = 64;

    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry {
        final String cause;
        final String probe;
        final String note;
        long count;
        long firstNanos;
        long lastNanos;

        Entry(String cause, String probe, String note) {
            this.cause = cause;
            this.probe = probe;
            this.note = note;
        }
    }

    /**
     * Counts.
     *
     * @param cause a stable name
     * @param probe which probe it concerns, or empty
     * @param note what it means for the numbers, constant, or empty
     */
    public void count(String cause, String probe, String note, long count, long timeNanos) {
        if (count <= 0) {
            return;
        }
        Entry entry = entry(cause, probe, note);
        if (entry.count == 0) {
            entry.firstNanos = timeNanos;
        }
        entry.count += count;
        entry.lastNanos = Math.max(entry.lastNanos, timeNanos);
    }

    /** How much of a cause has not been reported yet. */
    public long pending(String cause) {
        long sum = 0;
        for (Entry entry : entries) {
            if (entry.cause.equals(cause)) {
                sum += entry.count;
            }
        }
        return sum;
    }

    /** Moves what was counted into the batch. */
    public void report(BatchBuilder batch) {
        for (Entry entry : entries) {
            if (entry.count > 0) {
                batch.add(
                        Batch.LOSSES_FIELD_NUMBER,
                        Loss.newBuilder()
                                .setCause(entry.cause)
                                .setProbe(entry.probe)
                                .setNote(entry.note)
                                .setCount(entry.count)
                                .setFirstNs(entry.firstNanos)
                                .setLastNs(entry.lastNanos)
                                .build());
                entry.count = 0;
                entry.lastNanos = 0;
            }
        }
    }

    private Entry entry(String cause, String probe, String note) {
        for (Entry entry : entries) {
            if (entry.cause.equals(cause) && entry.probe.equals(probe) && entry.note.equals(note)) {
                return entry;
            }
        }
        boolean full = entries.size() >= MAX_CAUSES;
        Entry entry = full ? entries.getLast() : new Entry(cause, probe, note);
        if (!full) {
            entries.add(entry);
        }
        return entry;
    }
}
