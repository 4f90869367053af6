package dev.sonde.protocol.recording;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words for people why a recording can't be written. */
final class WriteTrouble {
    private WriteTrouble() {}

    static RecordingException of(Path file, IOException cause) {
        // Java has no type for ENOSPC and EDQUOT, only the C library's words.
        String reason = reason(cause);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota exceeded")) {
            return new RecordingException(
                    RecordingException.Kind.DISK_FULL,
                    "There is no space left for the recording " + file,
                    reason + ". What was recorded so far is whole.",
                    "Free some space: recording goes on by itself, and what is missed until then is counted.",
                    cause);
        }
        return new RecordingException(
                RecordingException.Kind.WRITE_FAILED,
                "The recording " + file + " can't be written",
                reason + ". What was recorded so far is whole.",
                "Look at the disk: recording goes on by itself when it can, and what is missed until then is counted.",
                cause);
    }

    static RecordingException tooLarge(Path file, int bytes) {
        return new RecordingException(
                RecordingException.Kind.TOO_LARGE,
                "A batch of " + bytes + " bytes is too large for the recording " + file,
                "An agent of another version may have sent it.",
                "Use an agent of this version. The batch is counted as lost.",
                null);
    }

    /** Something can't be added to a recording. */
    static RecordingException notAdded(Path file, String why, @Nullable IOException cause) {
        return new RecordingException(
                RecordingException.Kind.NOT_ADDED,
                "Nothing can be added to the recording " + file,
                why,
                "What was added stays until the window closes. To keep it, copy the recording to where it can be written.",
                cause);
    }

    static String reason(IOException cause) {
        if (cause instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
