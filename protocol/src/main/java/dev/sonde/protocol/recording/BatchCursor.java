package dev.sonde.protocol.recording;

import org.jspecify.annotations.Nullable;

/**
 * Goes through the batches of a recording, in the order they were written. Owned by one thread at a time.
 *
 * @param <T> what batches are given as
 */
public interface BatchCursor<T> {
    /**
     * Reads the next batch.
     *
     * <p>A batch with sequence 0 is not one that an agent sent: it repeats what earlier batches said (strings, processes,
     * connections, the clock), so that later rows have names, or it says what was lost. A loss of the recording itself
     * comes from agent 0, whose clock is Unix time.
     *
     * @return the batch, or null at the end
     * @throws RecordingException if the disk fails; damaged parts are no exception, they are skipped and said as loss
     */
    @Nullable
    T next() throws RecordingException;
}
