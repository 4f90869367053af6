package dev.sonde.protocol.recording;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a recording is, known without reading all of it.
 *
 * @param major format version; another major can't be read
 * @param minor format version; a newer minor can be read, without what it added
 * @param writtenBy version of Sonde that wrote it
 * @param id of this recording
 * @param createdUnixNanos when it was begun
 * @param fromUnixNanos earliest time that something in it has; equals {@code toUnixNanos} when it is empty
 * @param toUnixNanos first time after all that is in it
 * @param fileBytes size that was looked at
 * @param batches number of batches
 * @param exchanges number of exchanges that have a row
 * @param losses what agents reported as lost, by cause; empty as well when the recording was not closed
 * @param end how it ended
 * @param damage what could not be read, as far as opening it showed
 */
public record RecordingInfo(
        int major,
        int minor,
        String writtenBy,
        UUID id,
        long createdUnixNanos,
        long fromUnixNanos,
        long toUnixNanos,
        long fileBytes,
        long batches,
        long exchanges,
        Map<String, Long> losses,
        End end,
        List<Damage> damage) {
    /** How a recording ended. */
    public sealed interface End {
        /** It was closed; {@code reason} is the writer's word for it. */
        record Orderly(String reason) implements End {}

        /** It was not closed: it is being written now, or its writer died. {@code tornBytes} of a last frame are not whole. */
        record Open(long tornBytes) implements End {}
    }

    /**
     * A part that can't be read.
     *
     * @param offset in the file
     * @param bytes length in the file
     * @param frames how many frames are lost, at least
     * @param exchanges how many exchanges were in them as far as is known
     */
    public record Damage(long offset, long bytes, int frames, long exchanges) {}
}
