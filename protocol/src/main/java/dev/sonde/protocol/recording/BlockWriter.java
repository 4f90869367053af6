package dev.sonde.protocol.recording;

import dev.sonde.protocol.BatchCalls;
import dev.sonde.protocol.v1.AgentClock;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.RecordingCheckpoint;
import dev.sonde.protocol.v1.RecordingFooter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes blocks of batches, checkpoints now and then, and the footer. Not thread-safe: {@link RecordingWriter} guards it.
 */
final class BlockWriter implements AutoCloseable {
    /** Beyond this, longer blocks compress hardly better, and seeking reads more than it needs. */
    private static final int FULL_BYTES = 256 * 1024;

    /** With what had to be said again, at most half a section, a block of one such batch still fits a section. */
    private static final int MAX_BATCH_BYTES = 6 * 1024 * 1024;

    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long CHECKPOINT_BYTES = 8 * 1024 * 1024;
    private static final int CHECKPOINT_CONTEXT_BYTES = 2 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final FrameWriter frames;
    private final BatchTimes times = new BatchTimes();
    private final Totals totals = new Totals();
    private final BlockIndex all = new BlockIndex();
    private final BlockIndex sinceCheckpoint = new BlockIndex();
    private final List<Long> checkpoints = new ArrayList<>();
    private final RetainedContext context = new RetainedContext(CHECKPOINT_CONTEXT_BYTES);
    private final RetainedContext missed = new RetainedContext(CHECKPOINT_CONTEXT_BYTES);
    private final Unwritten untold = new Unwritten();
    private boolean failing;

    private List<Batch> held = new ArrayList<>();
    private int heldBytes;
    private long heldExchanges;
    private long heldCalls;
    private long heldSince;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private boolean timeUnknown;
    private long checkpointAt;
    private long checkpointNanos;
    private boolean forceDue;

    BlockWriter(DiskFile file, String writtenBy) throws IOException {
        frames = new FrameWriter(file, FileHeader.now(unixNanos(), writtenBy), Format.ZSTD_LEVEL);
        checkpointNanos = System.nanoTime();
    }

    private static long unixNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /** Holds a batch; false if it is too large, and counts it as lost then. */
    boolean add(Batch batch, long nowNanos) {
        int size = batch.getSerializedSize();
        if (size > MAX_BATCH_BYTES) {
            lost(1, BatchCalls.of(batch), Long.MIN_VALUE, Long.MAX_VALUE);
            return false;
        }
        if (held.isEmpty()) {
            heldSince = nowNanos;
        }
        hold(batch, size);
        return true;
    }

    private void hold(Batch batch, int size) {
        held.add(batch);
        heldBytes += size;
        heldExchanges += batch.getExchanges().getConnectionCount();
        heldCalls += BatchCalls.of(batch);
        times.see(batch);
        if (times.from() == Long.MIN_VALUE) {
            timeUnknown = true;
        } else {
            from = Math.min(from, times.from());
            to = Math.max(to, times.to());
        }
    }

    boolean full() {
        return heldBytes >= FULL_BYTES;
    }

    /** How long the oldest batch has been held; negative when none is. */
    long heldNanos(long nowNanos) {
        return held.isEmpty() ? -1 : nowNanos - heldSince;
    }

    /**
     * Writes what is held, if anything.
     *
     * @return whether something was written
     * @throws IOException if the disk did not take it; it is counted as lost, but what it said for later rows is kept
     */
    boolean writeBlock() throws IOException {
        if (held.isEmpty()) {
            return false;
        }
        List<Batch> batches = withMissed(held);
        FrameWriter.Frame frame = new FrameWriter.Frame(
                FrameHeader.Type.BLOCK,
                (int) heldExchanges,
                held.size(),
                timeUnknown || to < from ? Long.MIN_VALUE : from,
                timeUnknown || to < from ? Long.MAX_VALUE : to);
        long offset = frames.end();
        try {
            written(offset, frames.append(frame, contextOf(batches), rowsOf(batches)), batches);
            batches.forEach(context::keep);
            missed.clear();
            untold.clear();
            failing = false;
        } catch (IOException e) {
            lost(held.size(), heldCalls, frame.fromUnixNanos(), frame.toUnixNanos());
            held.forEach(missed::keep);
            if (!failing) {
                failing = true;
                sayLoss();
            }
            throw e;
        } finally {
            letGo();
        }
        checkpointWhenDue();
        return true;
    }

    private void lost(int batches, long calls, long fromUnixNanos, long toUnixNanos) {
        totals.lost(batches, calls);
        untold.add(batches, calls, fromUnixNanos, toUnixNanos);
    }

    /** At the first block that is not taken, and at the end: who gets the file is to know, whatever becomes of its writer. */
    private void sayLoss() {
        if (untold.isEmpty()) {
            return;
        }
        Batch loss = untold.toBatch("");
        FrameWriter.Frame frame =
                new FrameWriter.Frame(FrameHeader.Type.BLOCK, 0, 0, untold.fromUnixNanos(), untold.untilUnixNanos());
        long offset = frames.end();
        try {
            written(offset, frames.appendAtLast(frame, NOTHING, rowsOf(List.of(loss))), List.of(loss));
            untold.clear();
        } catch (IOException e) {
            // The room is used up: the totals say it, where the footer finds a place.
        }
    }

    private void written(long offset, FrameHeader header, List<Batch> batches) {
        totals.written(header, batches);
        all.add(offset, header.fromUnixNanos(), header.toUnixNanos(), header.exchanges());
        sinceCheckpoint.add(offset, header.fromUnixNanos(), header.toUnixNanos(), header.exchanges());
    }

    private void letGo() {
        held = new ArrayList<>();
        heldBytes = 0;
        heldExchanges = 0;
        heldCalls = 0;
        from = Long.MAX_VALUE;
        to = Long.MIN_VALUE;
        timeUnknown = false;
    }

    /** Puts first what could not be written before: that something is missing, and the names that later rows need. */
    private List<Batch> withMissed(List<Batch> batches) {
        if (untold.isEmpty() && missed.isEmpty()) {
            return batches;
        }
        List<Batch> more = new ArrayList<>(missed.batches());
        if (!untold.isEmpty()) {
            more.add(untold.toBatch(missed.note()));
        }
        more.addAll(batches);
        return more;
    }

    private static byte[] contextOf(List<Batch> batches) throws IOException {
        if (batches.stream().noneMatch(BatchSplit::hasContext)) {
            return NOTHING;
        }
        return BatchSplit.encode(batches.stream().map(BatchSplit::context).toList());
    }

    private static byte[] rowsOf(List<Batch> batches) throws IOException {
        return BatchSplit.encode(batches.stream().map(BatchSplit::rows).toList());
    }

    private void checkpointWhenDue() throws IOException {
        if (frames.end() - checkpointAt >= CHECKPOINT_BYTES
                || context.isFull()
                || System.nanoTime() - checkpointNanos >= CHECKPOINT_NANOS) {
            writeCheckpoint();
        }
    }

    private void writeCheckpoint() throws IOException {
        RecordingCheckpoint.Builder checkpoint = RecordingCheckpoint.newBuilder()
                .setPreviousOffset(checkpoints.isEmpty() ? 0 : checkpoints.getLast())
                .setBlocks(sinceCheckpoint.encode())
                .setTotals(totals.encode())
                .setContextIncomplete(!context.isComplete());
        times.clocks()
                .forEach((agent, clock) -> checkpoint.addClocks(
                        AgentClock.newBuilder().setAgent(agent).setClock(clock)));
        long offset = frames.end();
        var _ = frames.append(
                new FrameWriter.Frame(FrameHeader.Type.CHECKPOINT, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE),
                BatchSplit.encode(context.batches()),
                checkpoint.build().toByteArray());
        checkpoints.add(offset);
        sinceCheckpoint.clear();
        context.clear();
        checkpointAt = frames.end();
        checkpointNanos = System.nanoTime();
        forceDue = true;
    }

    /**
     * Ends the file; nothing may be written after it.
     *
     * @throws IOException if the disk takes no footer; what is in the file is readable nevertheless
     */
    void writeFooter(String reason) throws IOException {
        sayLoss();
        try {
            writeCheckpoint();
        } catch (IOException e) {
            // Only seeking goes a longer way without it; whether the end can be written is what counts.
        }
        RecordingFooter.Builder footer = RecordingFooter.newBuilder()
                .setReason(reason)
                .setEndedUnixNs(unixNanos())
                .setTotals(totals.encode());
        RecordingFooter small = footer.setIndexLeftOut(true).build();
        long before = 0;
        for (long checkpoint : checkpoints) {
            footer.addCheckpointDelta(checkpoint - before);
            before = checkpoint;
        }
        RecordingFooter whole =
                footer.setBlocks(all.encode()).clearIndexLeftOut().build();
        try {
            writeFooter(whole);
        } catch (IOException e) {
            writeFooter(small);
        }
    }

    private void writeFooter(RecordingFooter footer) throws IOException {
        var _ = frames.appendAtLast(
                new FrameWriter.Frame(FrameHeader.Type.FOOTER, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE),
                NOTHING,
                footer.toByteArray());
    }

    RecordingWriter.Progress progress(boolean failing) {
        return totals.progress(frames.end(), failing);
    }

    boolean forceDue() {
        return forceDue;
    }

    boolean takeForceDue() {
        boolean due = forceDue;
        forceDue = false;
        return due;
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
