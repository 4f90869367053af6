package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.Batch;
import java.nio.file.Path;

/**
 * Writes a recording.
 *
 * <p>Batches are held for at most {@link #MAX_HELD_MILLIS} so that they compress well, then written as one frame by one
 * system call. When this process is killed, what is lost is what was held; what was written stays readable. The disk is
 * asked to keep what it has (fsync) at every checkpoint, every ten seconds at most, and at the end: a power failure costs no
 * more than that.
 *
 * <p>All methods may be called by any thread. A thread of its own writes what has been held long enough.
 */
@SuppressWarnings({"DoNotCallSuggester", "LiteProtoToString"})
public final class RecordingWriter implements AutoCloseable {
    /** How long a batch is held before it is written. */
    public static final int MAX_HELD_MILLIS = 500;

    private RecordingWriter() {}

    /**
     * Begins a recording.
     *
     * @param file must not exist
     * @param writtenBy version of Sonde, e.g. {@code 0.1.0}
     * @throws RecordingException if the file can't be created
     */
    public static RecordingWriter create(Path file, String writtenBy) throws RecordingException {
        throw new UnsupportedOperationException(file + writtenBy);
    }

    /**
     * Adds a batch, whose {@code agent} the caller has set.
     *
     * <p>When the disk is full or fails, this throws once, and so does the next call after the cause has changed. Later calls
     * count what they can't write as lost and try again; when a write succeeds, the loss is written too and recording goes
     * on. What the file holds stays readable all the time.
     *
     * @throws RecordingException when writing begins to fail, or if the batch is larger than a frame may be
     */
    public void append(Batch batch) throws RecordingException {
        throw new UnsupportedOperationException(batch.toString());
    }

    /**
     * Writes what is held.
     *
     * @throws RecordingException when writing begins to fail
     */
    public void flush() throws RecordingException {
        throw new UnsupportedOperationException();
    }

    /** Says how recording goes. */
    public Progress progress() {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends the recording in order.
     *
     * @param reason as {@link RecordingInfo.End.Orderly} tells it, e.g. {@code stopped}
     * @throws RecordingException if the end can't be written; the recording is readable nevertheless
     */
    public void finish(String reason) throws RecordingException {
        throw new UnsupportedOperationException(reason);
    }

    /** Ends the recording in order with the reason {@code closed}, if it has not ended. */
    @Override
    public void close() throws RecordingException {
        finish("closed");
    }

    /**
     * How recording goes.
     *
     * @param fileBytes size of the file
     * @param batches batches written
     * @param exchanges exchanges in them
     * @param lostBatches batches that could not be written
     * @param lostExchanges exchanges in them
     * @param failing whether the last write failed
     */
    public record Progress(
            long fileBytes, long batches, long exchanges, long lostBatches, long lostExchanges, boolean failing) {}
}
