package dev.sonde.dissectors.http;

import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.Workspace;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client sends in a turn in which it asks nothing: where the server answers that it is no request, it is one that is malformed. */
final class Stray {
    private static final byte[] MALFORMED = "(malformed)".getBytes(StandardCharsets.US_ASCII);
    private static final long NONE = Long.MIN_VALUE;
    private static final long UNSEEN = NONE + 1;

    private long start = NONE;
    private long end;
    private long timeNanos;

    /** Nothing was sent that is no request. */
    boolean empty() {
        return start == NONE;
    }

    /** Another turn begins, or it is a request. */
    void forget() {
        start = NONE;
    }

    /** Takes bytes of the turn. */
    void bytes(long offset, long length, long time) {
        if (start == NONE) {
            start = offset;
            timeNanos = time;
        }
        end = offset + length;
    }

    /** Bytes of the turn were not captured: a turn whose beginning is missing tells nothing. */
    void gap(long offset, long length) {
        if (start == NONE) {
            start = UNSEEN;
        }
        end = offset + length;
    }

    /** Makes a request of it; null when its beginning was not seen, or there is none. */
    @Nullable
    OpenRequest open(Workspace workspace) {
        if (start <= UNSEEN) {
            return null;
        }
        OpenRequest request = workspace.open(start, timeNanos);
        request.endpoint.add(MALFORMED);
        request.requestEnd = end;
        request.requestComplete = true;
        start = NONE;
        return request;
    }
}
