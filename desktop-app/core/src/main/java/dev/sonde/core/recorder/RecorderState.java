package dev.sonde.core.recorder;

import dev.sonde.core.error.SondeException;
import java.nio.file.Path;

/** How a recording stands. */
public sealed interface RecorderState {
    /** Nothing is recorded: the source is a file already. */
    record Off() implements RecorderState {}

    /**
     * It is being written.
     *
     * @param committedBytes bytes that are safe on the disk
     * @param committedUntilNanos everything up to here is safe on the disk, in Unix nanoseconds; 0 before the first
     */
    record Writing(Path file, long committedBytes, long committedUntilNanos) implements RecorderState {}

    /**
     * It can't be written for now and is tried again; the session goes on in memory.
     *
     * @param lostBatches batches that are not in the file so far
     * @param committedUntilNanos everything up to here is safe on the disk, in Unix nanoseconds; 0 where nothing is
     */
    record Blocked(Path file, SondeException reason, long lostBatches, long committedUntilNanos)
            implements RecorderState {}

    /**
     * It is complete.
     *
     * @param bytes size of the file
     * @param lostBatches batches that are not in the file
     */
    record Finished(Path file, long bytes, long lostBatches) implements RecorderState {}
}
