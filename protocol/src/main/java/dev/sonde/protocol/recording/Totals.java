package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.protocol.v1.LossTotal;
import dev.sonde.protocol.v1.RecordingTotals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a recording holds and what is missing in it, counted while it is written. Owned by the writer. */
final class Totals {
    private final Map<String, Long> losses = new TreeMap<>();
    private long batches;
    private long exchanges;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private long lostBatches;
    private long lostExchanges;

    void written(FrameHeader block, List<Batch> content) {
        batches += block.batches();
        exchanges += block.exchanges();
        if (block.fromUnixNanos() != Long.MIN_VALUE) {
            from = Math.min(from, block.fromUnixNanos());
            to = Math.max(to, block.toUnixNanos());
        }
        for (Batch batch : content) {
            for (Loss loss : batch.getLossesList()) {
                losses.merge(loss.getCause(), loss.getCount(), Long::sum);
            }
        }
    }

    void lost(int batchCount, long exchangeCount) {
        lostBatches += batchCount;
        lostExchanges += exchangeCount;
    }

    long lostBatches() {
        return lostBatches;
    }

    long lostExchanges() {
        return lostExchanges;
    }

    RecordingWriter.Progress progress(long fileBytes, boolean failing) {
        return new RecordingWriter.Progress(fileBytes, batches, exchanges, lostBatches, lostExchanges, failing);
    }

    RecordingTotals encode() {
        RecordingTotals.Builder totals = RecordingTotals.newBuilder()
                .setBatches(batches)
                .setExchanges(exchanges)
                .setLostBatches(lostBatches)
                .setLostExchanges(lostExchanges);
        if (from <= to) {
            totals.setFromUnixNs(from).setToUnixNs(to);
        }
        losses.forEach((cause, count) ->
                totals.addLosses(LossTotal.newBuilder().setCause(cause).setCount(count)));
        return totals.build();
    }
}
