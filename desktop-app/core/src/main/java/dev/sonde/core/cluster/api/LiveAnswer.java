package dev.sonde.core.cluster.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer of the API server that goes on. Closing it, on any thread, ends a read that waits. */
public final class LiveAnswer implements AutoCloseable {
    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final int status;
    private final InputStream body;

    LiveAnswer(int status, InputStream body) {
        this.status = status;
        this.body = body;
    }

    /** Says whether it does what was asked. */
    public boolean isDone() {
        return status / 100 == 2;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** What it says. */
    public InputStream body() {
        return body;
    }

    /** The rest of it as text, of one that is short because it refuses. */
    public ApiAnswer refusal() {
        try {
            String text = new String(body.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
            return new ApiAnswer(status, text, List.of());
        } catch (IOException e) {
            return new ApiAnswer(status, String.valueOf(e.getMessage()), List.of());
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
