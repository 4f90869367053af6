package dev.sonde.core.cluster.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the API server answered, byte by byte. */
public final class RawAnswer {
    private final int status;
    private final byte[] body;

    RawAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** Says whether it did what was asked. */
    public boolean isDone() {
        return status / 100 == 2;
    }

    /** The answer itself: no copy is made of what may be megabytes. */
    public byte[] body() {
        return body;
    }

    /** The same as text. */
    public ApiAnswer text() {
        return new ApiAnswer(status, new String(body, StandardCharsets.UTF_8), List.of());
    }
}
