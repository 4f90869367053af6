package dev.sonde.protocol;

import dev.sonde.protocol.v1.Batch;

/** How many calls a batch tells of. */
public final class BatchCalls {
    private BatchCalls() {}

    /** Those told one by one, and those told as sums. */
    public static long of(Batch batch) {
        long calls = batch.getExchanges().getConnectionCount();
        for (long count : batch.getAggregates().getCallsList()) {
            calls += count;
        }
        return calls;
    }
}
