package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Loss;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through a part of a recording's map. Owned by one thread at a time. */
final class Cursor<T> implements BatchCursor<T> {
    private final FrameRead frames;
    private final BatchForm<T> form;
    private final CheckpointMemory checkpoints;
    private final List<FrameMap.Entry> entries;
    private final Consumer<RecordingInfo.Damage> damaged;
    private final long from;
    private final long to;
    private final Deque<T> ready = new ArrayDeque<>();
    private final int end;
    private final BlockAhead<T> ahead;
    private int next;
    private boolean begun;
    private boolean contextMissing;

    Cursor(
            FrameRead frames,
            BatchForm<T> form,
            CheckpointMemory checkpoints,
            List<FrameMap.Entry> entries,
            long from,
            long to,
            Consumer<RecordingInfo.Damage> damaged) {
        this.frames = frames;
        this.form = form;
        this.checkpoints = checkpoints;
        this.ahead = new BlockAhead<>(frames, form);
        this.entries = entries;
        this.damaged = damaged;
        this.from = from;
        this.to = to;
        this.end = from == Long.MIN_VALUE && to == Long.MAX_VALUE ? entries.size() : afterLast();
    }

    private int afterLast() {
        int last = entries.size();
        while (last > 0 && !wanted(entries.get(last - 1))) {
            last--;
        }
        return last;
    }

    private boolean wanted(FrameMap.Entry entry) {
        return entry instanceof FrameMap.Entry.Block block && block.overlaps(from, to);
    }

    @Override
    public @Nullable T next() throws RecordingException {
        try {
            if (!begun) {
                begun = true;
                begin();
            }
            while (ready.isEmpty() && next < end) {
                step(entries.get(next++));
            }
            return ready.poll();
        } catch (IOException e) {
            throw frames.readFailed(e);
        }
    }

    /** Leaps to the first wanted block; on the way it reads only what was said for later rows. */
    private void begin() throws IOException {
        int first = 0;
        while (from != Long.MIN_VALUE && first < end && !wanted(entries.get(first))) {
            first++;
        }
        int segment = 0;
        for (int i = 0; i < first; i++) {
            if (entries.get(i) instanceof FrameMap.Entry.Checkpoint checkpoint) {
                if (!readCheckpoint(checkpoint)) {
                    readContexts(segment, i);
                }
                segment = i + 1;
            }
        }
        readContexts(segment, first);
        next = first;
    }

    private void readContexts(int begin, int until) throws IOException {
        for (int i = begin; i < until; i++) {
            if (entries.get(i) instanceof FrameMap.Entry.Block block) {
                readContext(block);
            }
        }
    }

    private void step(FrameMap.Entry entry) throws IOException {
        switch (entry) {
            case FrameMap.Entry.Block block when block.overlaps(from, to) -> readBlock(block);
            case FrameMap.Entry.Block block -> readContext(block);
            case FrameMap.Entry.Checkpoint checkpoint -> {
                if (contextMissing && readCheckpoint(checkpoint)) {
                    contextMissing = false;
                }
            }
            case FrameMap.Entry.Hole hole -> {
                contextMissing = true;
                ready.add(form.of(loss(hole.frames(), 0, hole.bytes())));
            }
        }
    }

    private void readBlock(FrameMap.Entry.Block block) throws IOException {
        readAhead();
        List<T> batches = ahead.take(block.offset());
        if (batches == null) {
            contextMissing = true;
            FrameHeader header = frames.header(block.offset());
            long bytes = header == null ? 0 : header.frameBytes();
            damaged.accept(new RecordingInfo.Damage(block.offset(), bytes, 1, block.exchanges()));
            ready.add(form.of(loss(1, block.exchanges(), bytes)));
        } else {
            ready.addAll(batches);
        }
    }

    /** Has the next wanted blocks read while this one is looked at. */
    private void readAhead() {
        for (int i = next; i < end && ahead.hasRoom(); i++) {
            if (wanted(entries.get(i))) {
                ahead.begin(entries.get(i).offset());
            }
        }
    }

    private void readContext(FrameMap.Entry.Block block) throws IOException {
        List<Batch> contexts = frames.contexts(block.offset());
        if (contexts == null) {
            contextMissing = true;
        } else {
            say(contexts);
        }
    }

    private void say(List<Batch> batches) {
        batches.forEach(batch -> ready.add(form.of(batch)));
    }

    /** Says again what was said up to a checkpoint since the one before; false if that can't be read from it. */
    private boolean readCheckpoint(FrameMap.Entry.Checkpoint entry) throws IOException {
        List<Batch> said = checkpoints.said(entry.offset());
        if (said != null) {
            say(said);
        }
        return said != null;
    }

    private static Batch loss(int frames, long exchanges, long bytes) {
        String part = bytes > 0 ? bytes + " bytes" : "A part";
        String what = exchanges > 0 ? exchanges + " exchanges" : "an unknown number of exchanges";
        return Batch.newBuilder()
                .setClock(Clock.getDefaultInstance())
                .addLosses(Loss.newBuilder()
                        .setCause("recording_damaged")
                        .setProbe("recording")
                        .setCount(Math.max(1, exchanges > 0 ? exchanges : frames))
                        .setNote(part + " of the recording can't be read: " + what))
                .build();
    }
}
