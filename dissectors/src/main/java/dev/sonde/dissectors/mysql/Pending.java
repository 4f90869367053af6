package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.ExchangeView;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.OpenRequests;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/** The exchanges of one MySQL connection that are not handed out yet, the first of which has its response read. */
final class Pending {
    private final Workspace workspace;
    private final ExchangeSink sink;
    private final ResponseReader response;
    private final OpenRequests open = new OpenRequests();

    Pending(Workspace workspace, ExchangeSink sink, ResponseReader response) {
        this.workspace = workspace;
        this.sink = sink;
        this.response = response;
    }

    @Nullable
    OpenRequest first() {
        return open.first();
    }

    @Nullable
    OpenRequest last() {
        return open.last();
    }

    int size() {
        return open.size();
    }

    /** Opens an exchange; {@link OpenRequest#flags} tell whether it was sent before the answer to an earlier one. */
    OpenRequest open(int command, long offset, long end, long timeNanos) {
        OpenRequest request = workspace.open(offset, timeNanos);
        request.kind = command;
        request.requestEnd = end;
        if (!open.add(request)) {
            response.begin(command);
        }
        return request;
    }

    /** Hands out the first as it is. */
    void finish(OpenRequest request) {
        if (request.responseBegun) {
            request.status = response.ended() ? response.error() : (int) ExchangeView.UNKNOWN;
            request.rows = response.rows();
            if (response.error() != 0) {
                request.flags |= ExchangeFlag.ERROR_VALUE;
            }
        } else {
            request.status = (int) ExchangeView.UNKNOWN;
        }
        open.removeFirst();
        OpenRequest next = open.first();
        response.infileSent();
        if (next != null) {
            response.begin(next.kind);
        }
        workspace.emit(request, Protocol.MYSQL, sink);
    }

    /** Hands out all as they are. */
    void finishAll() {
        for (OpenRequest request = open.first(); request != null; request = open.first()) {
            finish(request);
        }
    }

    /** Gives all up, and says how many could not be paired. */
    void abandon() {
        open.abandon(workspace, sink, Protocol.MYSQL, "request_before_upgrade");
        response.infileSent();
    }

    /**
     * Hands out all, as the connection has ended.
     *
     * @param unframed whether framing could not have told the end of a response
     */
    void close(boolean unframed) {
        for (OpenRequest request = open.first(); request != null; request = open.first()) {
            boolean whole = request.responseTouched && (unframed || response.maybeDone());
            if (!whole) {
                request.flags |= ExchangeFlag.INCOMPLETE_VALUE;
                response.lostRows();
            }
            if (!request.responseTouched) {
                request.flags |= ExchangeFlag.ERROR_VALUE;
            }
            finish(request);
        }
    }
}
