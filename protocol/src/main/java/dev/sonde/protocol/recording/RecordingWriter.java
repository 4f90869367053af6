package dev.sonde.protocol.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording.
 *
 * <p>Batches are held for at most {@link #MAX_HELD_MILLIS} so that they compress well, then written as one frame by one
 * system call. When this process is killed, what is lost is what was held; what was written stays readable. The disk is
 * asked to keep what it has (fsync) at every checkpoint, every ten seconds at most while something is written, and at the
 * end: a power failure costs no more than that.
 *
 * <p>All methods may be called by any thread. A thread of its own writes what has been held long enough.
 */
public final class RecordingWriter implements AutoCloseable {
    /** How long a batch is held before it is written. */
    public static final int MAX_HELD_MILLIS = 500;

    private static final long MAX_HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(MAX_HELD_MILLIS);
    private static final long CLOSE_WAIT_MILLIS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Thread flusher;
    private final Path file;
    private final DiskFile disk;

    @GuardedBy("lock")
    private final BlockWriter blocks;

    @GuardedBy("lock")
    private @Nullable RecordingException untold;

    @GuardedBy("lock")
    private boolean failing;

    @GuardedBy("lock")
    private boolean finished;

    private RecordingWriter(Path file, DiskFile disk, BlockWriter blocks) {
        this.file = file;
        this.disk = disk;
        this.blocks = blocks;
        this.flusher = Thread.ofPlatform()
                .daemon()
                .name("sonde-recording " + file.getFileName())
                .unstarted(this::flushWhenDue);
    }

    /**
     * Begins a recording.
     *
     * @param file must not exist
     * @param writtenBy version of Sonde, e.g. {@code 0.1.0}
     * @throws RecordingException if the file can't be created
     */
    public static RecordingWriter create(Path file, String writtenBy) throws RecordingException {
        try {
            return over(file, DiskFile.create(file), writtenBy);
        } catch (FileAlreadyExistsException e) {
            throw new RecordingException(
                    RecordingException.Kind.NOT_CREATED,
                    "There is a file " + file + " already",
                    "A recording never overwrites.",
                    "Choose another name.",
                    e);
        } catch (IOException e) {
            throw new RecordingException(
                    RecordingException.Kind.NOT_CREATED,
                    "The recording " + file + " can't be created",
                    WriteTrouble.reason(e),
                    "Choose a folder that exists, can be written, and has space.",
                    e);
        }
    }

    /** Writes to a file that is open; takes it over. */
    static RecordingWriter over(Path name, DiskFile file, String writtenBy) throws IOException {
        BlockWriter blocks;
        try {
            blocks = new BlockWriter(file, writtenBy);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        RecordingWriter writer = new RecordingWriter(name, file, blocks);
        writer.flusher.start();
        return writer;
    }

    /**
     * Adds a batch, whose {@code agent} the caller has set.
     *
     * <p>When the disk is full or fails, this throws once. Later calls count what they can't write as lost and try again; when
     * a write succeeds, the loss is written too and recording goes on. What the file holds stays readable all the time.
     *
     * @throws RecordingException when writing begins to fail, or if the batch is larger than a frame may be; the batch is
     *     counted as lost
     * @throws IllegalStateException if the recording was finished
     */
    public void append(Batch batch) throws RecordingException {
        lock.lock();
        try {
            if (finished) {
                throw new IllegalStateException("The recording " + file + " was finished");
            }
            if (!blocks.add(batch, System.nanoTime())) {
                throw WriteTrouble.tooLarge(file, batch.getSerializedSize());
            }
            if (blocks.full() || blocks.heldNanos(System.nanoTime()) >= MAX_HELD_NANOS) {
                writeBlock();
            } else {
                wake.signal();
            }
            tell();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what is held.
     *
     * @throws RecordingException when writing begins to fail
     */
    public void flush() throws RecordingException {
        lock.lock();
        try {
            if (!finished) {
                writeBlock();
            }
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** Says how recording goes. */
    public Progress progress() {
        lock.lock();
        try {
            return blocks.progress(failing);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the recording in order; does nothing if it has ended.
     *
     * @param reason as {@link RecordingInfo.End.Orderly} tells it, e.g. {@code stopped}
     * @throws RecordingException if the end can't be written; the recording is readable nevertheless
     */
    public void finish(String reason) throws RecordingException {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            finished = true;
            wake.signal();
            writeBlock();
            end(reason);
        } finally {
            lock.unlock();
        }
        awaitFlusher();
        lock.lock();
        try {
            closeFile();
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the recording in order with the reason {@code closed}, if it has not ended. */
    @Override
    public void close() throws RecordingException {
        finish("closed");
    }

    @GuardedBy("lock")
    private void end(String reason) {
        try {
            blocks.writeFooter(reason);
            disk.force();
        } catch (IOException e) {
            failed(e);
        }
    }

    @GuardedBy("lock")
    private void closeFile() {
        try {
            blocks.close();
        } catch (IOException e) {
            failed(e);
        }
    }

    private void awaitFlusher() {
        boolean interrupted = false;
        while (flusher.isAlive()) {
            try {
                flusher.join(CLOSE_WAIT_MILLIS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @GuardedBy("lock")
    private void writeBlock() {
        try {
            if (blocks.writeBlock()) {
                failing = false;
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @GuardedBy("lock")
    private void failed(IOException cause) {
        if (!failing) {
            untold = WriteTrouble.of(file, cause);
        }
        failing = true;
    }

    @GuardedBy("lock")
    private void tell() throws RecordingException {
        RecordingException trouble = untold;
        untold = null;
        if (trouble != null) {
            throw trouble;
        }
    }

    /** What the own thread does: writes blocks in time, and asks the disk to keep them without holding up {@link #append}. */
    private void flushWhenDue() {
        boolean more = true;
        while (more) {
            boolean force = false;
            lock.lock();
            try {
                awaitDue();
                more = !finished;
                if (more && blocks.heldNanos(System.nanoTime()) >= MAX_HELD_NANOS) {
                    writeBlock();
                }
                force = more && blocks.takeForceDue();
            } finally {
                lock.unlock();
            }
            if (force) {
                force();
            }
        }
    }

    @GuardedBy("lock")
    private void awaitDue() {
        try {
            while (!finished && !blocks.forceDue()) {
                long held = blocks.heldNanos(System.nanoTime());
                if (held >= MAX_HELD_NANOS) {
                    return;
                }
                if (held < 0) {
                    wake.await();
                } else {
                    var _ = wake.awaitNanos(MAX_HELD_NANOS - held);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody may interrupt the thread of a recording", e);
        }
    }

    /** Needs no lock: the disk may take its time while blocks are written. */
    private void force() {
        try {
            disk.force();
        } catch (IOException e) {
            lock.lock();
            try {
                failed(e);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * How recording goes.
     *
     * @param fileBytes size of the file
     * @param batches batches written
     * @param exchanges exchanges in them
     * @param lostBatches batches that could not be written
     * @param lostExchanges calls in them, told one by one or as sums
     * @param failing whether the last write failed
     */
    public record Progress(
            long fileBytes, long batches, long exchanges, long lostBatches, long lostExchanges, boolean failing) {}
}
