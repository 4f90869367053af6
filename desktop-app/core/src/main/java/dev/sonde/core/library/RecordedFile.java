package dev.sonde.core.library;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.Recorder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording on the disk, known without reading all of it.
 *
 * @param file where it is
 * @param bytes its size
 * @param changed when it was last written to
 * @param content what is in it, or why that can't be said
 */
public record RecordedFile(Path file, long bytes, Instant changed, Content content) {
    /** The name without the folder. */
    public String name() {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** What is in it, or null when it can't be read. */
    public @Nullable Legible legible() {
        return content instanceof Legible legible ? legible : null;
    }

    /** What looking into the file found. */
    public sealed interface Content {}

    /**
     * It can be opened.
     *
     * @param span when it was recorded
     * @param counts what is in it and what is missing
     * @param ending how it ended
     * @param places the nodes that were watched
     */
    public record Legible(Span span, Counts counts, Ending ending, List<String> places) implements Content {}

    /** It can't be opened; {@code reason} says why and what to do. */
    public record Illegible(SondeException reason) implements Content {}

    /** From the first to after the last thing that was recorded, in Unix nanoseconds. */
    public record Span(long fromNanos, long toNanos) {
        /** How long it is. */
        public long nanos() {
            return Math.max(0, toNanos - fromNanos);
        }
    }

    /**
     * Counts.
     *
     * @param exchanges exchanges that have a row of their own
     * @param lost calls that happened and are not in it; 0 as well when the recording was not closed
     * @param cut how often something of a call that is in it was cut or missed: a long text, a time, its endpoint
     */
    public record Counts(long exchanges, long lost, long cut) {}

    /** How a recording ended. */
    public sealed interface Ending {
        /** It was closed; {@code reason} is the recorder's word for it. */
        record Closed(String reason) implements Ending {
            /** Nothing cut it short. */
            public boolean isComplete() {
                return reason.equals(Recorder.COMPLETE);
            }
        }

        /** It grows at this moment. */
        record BeingWritten() implements Ending {}

        /** Its writer died; {@code tornBytes} of a last frame are not whole. */
        record Cut(long tornBytes) implements Ending {}

        /** Parts of it can't be read; {@code bytes} in {@code parts} places. */
        record Damaged(int parts, long bytes) implements Ending {}
    }
}
