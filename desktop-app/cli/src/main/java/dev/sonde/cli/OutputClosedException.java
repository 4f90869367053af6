package dev.sonde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Results can't be written any more. */
final class OutputClosedException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    OutputClosedException(IOException cause) {
        super(cause);
    }

    /** Whether the reader has had enough, as {@code head} has: nothing that needs to be said. */
    boolean isReaderGone() {
        String message = String.valueOf(getMessage());
        return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }
}
