package dev.sonde.dissectors.http;

import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.OpenRequests;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/** The exchanges of one HTTP connection that are not handed out yet, and which of them is being answered. */
@SuppressWarnings("ReferenceEquality") // identity is meant
final class Pending {
    private final Workspace workspace;
    private final ExchangeSink sink;
    private final OpenRequests open = new OpenRequests();
    private @Nullable OpenRequest answering;

    Pending(Workspace workspace, ExchangeSink sink) {
        this.workspace = workspace;
        this.sink = sink;
    }

    @Nullable
    OpenRequest first() {
        return open.first();
    }

    @Nullable
    OpenRequest last() {
        return open.last();
    }

    /** The first whose response has not begun, or null. */
    @Nullable
    OpenRequest unanswered() {
        return open.unanswered();
    }

    int size() {
        return open.size();
    }

    /** Adds a request; returns true when it was sent before the response to an earlier one had ended. */
    boolean add(OpenRequest request) {
        return open.add(request);
    }

    /** The exchange whose response is being read, or null. */
    @Nullable
    OpenRequest answering() {
        return answering;
    }

    void answer(@Nullable OpenRequest request) {
        answering = request;
    }

    /** Bytes of the response that has begun pass until here. */
    void reach(long offset, long timeNanos) {
        OpenRequest request = answering;
        if (request != null && !request.responseComplete) {
            request.touch(offset, offset, timeNanos);
        }
    }

    /** Bytes of a response passed and can't be read: they belong to what is open, whatever they are. */
    void unread(long offset, long length, long timeNanos) {
        OpenRequest request = answering != null && !answering.responseComplete ? answering : open.unanswered();
        if (request != null) {
            request.touch(offset, offset + length, timeNanos);
        }
    }

    /** Bytes of the last request pass until here. */
    void extendRequest(long end) {
        OpenRequest request = open.last();
        if (request != null && !request.requestComplete) {
            request.requestEnd = end;
        }
    }

    /** All of the last request has passed. */
    void requestEnded(long end) {
        OpenRequest request = open.last();
        if (request != null) {
            request.requestEnd = end;
            request.requestComplete = true;
            if (request.responseComplete) {
                finish(request);
            }
        }
    }

    /** Hands out the first when its response is complete. */
    void completeFirst() {
        OpenRequest request = open.first();
        if (request != null && request.responseComplete) {
            finish(request);
        }
    }

    /** Hands out a request, and those before it, as they are. */
    void finish(OpenRequest request) {
        OpenRequest earlier = open.removeFirst();
        while (earlier != null && earlier != request) {
            emit(earlier);
            earlier = open.removeFirst();
        }
        emit(request);
    }

    /** Hands out all as they are. */
    void finishAll() {
        for (OpenRequest request = open.first(); request != null; request = open.first()) {
            finish(request);
        }
    }

    /**
     * Hands out all, as the connection has ended.
     *
     * @param framed whether framing would have told the end of a response
     */
    void close(boolean framed) {
        for (OpenRequest request = open.first(); request != null; request = open.first()) {
            if (!request.responseComplete && (framed || !request.responseTouched)) {
                request.flags |= ExchangeFlag.INCOMPLETE_VALUE;
            }
            if (!request.responseTouched) {
                request.flags |= ExchangeFlag.ERROR_VALUE;
            }
            finish(request);
        }
    }

    /** Gives all up, and says how many could not be paired. */
    void abandon(String cause) {
        open.abandon(workspace, sink, Protocol.HTTP1, cause);
        answering = null;
    }

    private void emit(OpenRequest request) {
        if (answering == request) {
            answering = null;
        }
        workspace.emit(request, Protocol.HTTP1, sink);
    }
}
