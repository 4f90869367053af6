package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Loss;
import java.util.concurrent.TimeUnit;

/** What the disk did not take and the file does not say yet. Owned by the writer. */
final class Unwritten {
    private long batches;
    private long calls;
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;

    /** Adds what was lost; a time that is not known is now. */
    void add(int moreBatches, long moreCalls, long fromUnixNanos, long toUnixNanos) {
        batches += moreBatches;
        calls += moreCalls;
        boolean known = fromUnixNanos != Long.MIN_VALUE;
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        from = Math.min(from, known ? fromUnixNanos : now);
        until = Math.max(until, known ? toUnixNanos : now + 1);
    }

    boolean isEmpty() {
        return batches == 0;
    }

    long fromUnixNanos() {
        return from;
    }

    /** First time after it. */
    long untilUnixNanos() {
        return until;
    }

    /** As a batch of its own, in Unix time. */
    Batch toBatch(String note) {
        return Batch.newBuilder()
                .setClock(Clock.getDefaultInstance())
                .addLosses(Loss.newBuilder()
                        .setCause("recording_write")
                        .setProbe("recording")
                        .setCount(calls)
                        .setFirstNs(from)
                        .setLastNs(until - 1)
                        .setNote(batches + " batches could not be written" + note))
                .build();
    }

    void clear() {
        batches = 0;
        calls = 0;
        from = Long.MAX_VALUE;
        until = Long.MIN_VALUE;
    }
}
