package dev.sonde.protocol.recording;

import java.nio.file.Path;

/**
 * Reads a recording, also one that was cut, damaged, or is being written.
 *
 * <p>Opening reads no batch. Methods may be called by any thread; each cursor is owned by one thread at a time.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RecordingReader implements AutoCloseable {
    private RecordingReader() {}

    /**
     * Opens a recording.
     *
     * @throws RecordingException if it can't be opened, is something else, was written by a newer major version, or holds
     *     nothing that can be read
     */
    public static RecordingReader open(Path file) throws RecordingException {
        throw new UnsupportedOperationException(file.toString());
    }

    /** What the recording is. Damage is what has been found so far. */
    public RecordingInfo info() {
        throw new UnsupportedOperationException();
    }

    /** All batches, from the first one. */
    public BatchCursor batches() {
        return batches(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * The batches with anything in a range of time; reads no others, but begins with batches of sequence 0 that tell what
     * rows of the range may refer to.
     *
     * @param fromUnixNanos first nanosecond of the range
     * @param toUnixNanos first nanosecond after the range
     */
    public BatchCursor batches(long fromUnixNanos, long toUnixNanos) {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks for what was written since the recording was opened, or since the last call. Cursors made before don't see it.
     *
     * @return whether there is more
     * @throws RecordingException if the disk fails
     */
    public boolean refresh() throws RecordingException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
