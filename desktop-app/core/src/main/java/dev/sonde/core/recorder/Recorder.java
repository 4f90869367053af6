package dev.sonde.core.recorder;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.protocol.BatchCalls;
import dev.sonde.protocol.recording.RecordingException;
import dev.sonde.protocol.recording.RecordingWriter;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a session receives to its file. A thread of its own writes; {@link #record} only hands over, and waits a
 * little when the disk is slow. What the disk can't take is counted, its names are kept so that later rows stay readable,
 * and recording goes on as soon as it can.
 */
public final class Recorder implements AutoCloseable {
    /** The word for the end of a recording that has all that was to be recorded. */
    public static final String COMPLETE = "stopped";

    private static final int QUEUE = 256;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private final RecordingWriter writer;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final ArrayDeque<long[]> uncommitted = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean finishing;
    private volatile String endReason = COMPLETE;
    private final @Nullable Object key;
    private volatile @Nullable SondeException failure;
    private volatile @Nullable SondeException gone;
    private long droppedBatches;
    private long appended;
    private long committedUntil;
    private boolean finished;

    private record Entry(Batch batch, long completeUntilUnixNanos) {}

    private Recorder(Path file, RecordingWriter writer) {
        this.file = file;
        this.writer = writer;
        this.key = keyOf(file);
        this.thread = Thread.ofPlatform().name("sonde-recorder").daemon().unstarted(this::run);
    }

    /**
     * Begins a recording.
     *
     * @param file must not exist
     * @param version of Sonde, written into the file
     * @throws SondeException if the file can't be made
     */
    public static Recorder begin(Path file, String version) {
        try {
            Recorder recorder = new Recorder(file, RecordingWriter.create(file, version));
            recorder.thread.start();
            return recorder;
        } catch (RecordingException e) {
            throw RecordingSource.explain(e);
        }
    }

    /**
     * Hands a batch over. Called by one thread.
     *
     * @param completeUntilUnixNanos everything up to here is in this batch or an earlier one
     */
    public void record(Batch batch, long completeUntilUnixNanos) {
        try {
            if (!queue.offer(new Entry(batch, completeUntilUnixNanos), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                synchronized (this) {
                    droppedBatches++;
                }
                queue.put(new Entry(namesOf(batch), completeUntilUnixNanos));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What later rows refer to, and a loss in place of the rows. */
    private static Batch namesOf(Batch batch) {
        long until = batch.getCompleteUntilNs();
        return batch.toBuilder()
                .clearExchanges()
                .clearAggregates()
                .clearConnectionStats()
                .addLosses(Loss.newBuilder()
                        .setCause("recorder_backlog")
                        .setProbe("recorder")
                        .setCount(BatchCalls.of(batch))
                        .setFirstNs(batch.getBaseNs())
                        .setLastNs(Math.max(until, batch.getBaseNs()))
                        .setNote("calls that the disk was too slow for"))
                .build();
    }

    private void run() {
        long looked = System.nanoTime();
        while (!finishing || !queue.isEmpty()) {
            try {
                Entry entry = queue.poll(100, TimeUnit.MILLISECONDS);
                if (entry != null) {
                    write(entry);
                }
                if (System.nanoTime() - looked > LOOK_NANOS) {
                    looked = System.nanoTime();
                    look();
                }
            } catch (InterruptedException e) {
                finishing = true;
            }
        }
        look();
        try {
            writer.finish(endReason);
        } catch (RecordingException e) {
            failure = RecordingSource.explain(e);
        } catch (RuntimeException | Error e) {
            failure = broken(e);
        }
    }

    /** A file that somebody has taken away can be written for ever, and nobody will read it. */
    private void look() {
        boolean there = key == null || key.equals(keyOf(file));
        if (there) {
            gone = null;
        } else if (gone == null) {
            gone = removed();
        }
    }

    /** What the system tells a file by, whatever it is called; null where there is none, or the system has no such thing. */
    private static @Nullable Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    private SondeException removed() {
        return new SondeException(
                "SD-2023",
                "The recording " + file + " is not where it was",
                "Somebody has moved or removed it. Where it was moved it is still written; where it was removed, what comes"
                        + " is only in memory.",
                "Start watching anew: that begins another recording.");
    }

    private SondeException broken(Throwable cause) {
        return new SondeException(
                "SD-2015", "Recording to " + file + " failed", String.valueOf(cause), "Please report this.", cause);
    }

    private void write(Entry entry) {
        synchronized (this) {
            uncommitted.add(new long[] {++appended, entry.completeUntilUnixNanos});
        }
        try {
            writer.append(entry.batch);
        } catch (RecordingException e) {
            failure = RecordingSource.explain(e);
        } catch (RuntimeException | Error e) {
            failure = broken(e);
            synchronized (this) {
                droppedBatches++;
            }
        }
    }

    /** The file it writes. */
    public Path file() {
        return file;
    }

    /** Says how it stands. Can be called from any thread. */
    public synchronized RecorderState state() {
        RecordingWriter.Progress progress = writer.progress();
        long lost = droppedBatches + progress.lostBatches();
        SondeException missing = gone;
        if (missing != null) {
            return new RecorderState.Blocked(file, missing, lost, committedUntil);
        }
        if (finished) {
            return new RecorderState.Finished(file, progress.fileBytes(), lost);
        }
        SondeException reason = failure;
        if (reason != null && progress.failing()) {
            return new RecorderState.Blocked(file, reason, lost, committedUntil);
        }
        long done = progress.batches() + progress.lostBatches();
        while (!uncommitted.isEmpty() && uncommitted.getFirst()[0] <= done) {
            committedUntil = Math.max(committedUntil, uncommitted.removeFirst()[1]);
        }
        return new RecorderState.Writing(file, progress.fileBytes(), committedUntil);
    }

    /** The last thing that went wrong, or null: also when recording has gone on since. */
    public @Nullable SondeException failure() {
        return failure;
    }

    /** Writes what was handed over and ends the recording with a reason, e.g. {@code stopped}. Can be called again. */
    public void finish(String reason) {
        if (finishing) {
            return;
        }
        endReason = reason;
        finishing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            finished = true;
        }
    }

    /** Ends and removes the file, because there was nothing to record. */
    public void discard() {
        finish("discarded");
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure = new SondeException(
                    "SD-2017",
                    "The empty recording " + file + " can't be removed",
                    String.valueOf(e.getMessage()),
                    "",
                    e);
        }
    }

    @Override
    public void close() {
        finish(COMPLETE);
    }
}
