package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.Evidence;
import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.OpenRequests;
import dev.sonde.dissectors.ProtocolDecoder;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the requests and responses of one HTTP/1 connection. Responses come in the order of the requests; one whose
 * request can't be told for certain is counted as unpaired, and a request whose response passed unread is handed out
 * without a status. Interim responses (1xx) belong to the exchange whose final response follows.
 */
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class HttpDecoder implements ProtocolDecoder, MessageReader.Listener {
    private static final int NO_BODY = 1;
    private static final int CONNECT = 2;

    private final Workspace workspace;
    private final ExchangeSink sink;
    private final RequestLine requestLine;
    private final MessageReader requests;
    private final MessageReader responses;
    private final OpenRequests open = new OpenRequests();
    private @Nullable OpenRequest answering;
    private @Nullable Direction lastDirection;
    private int responseStatus;
    private boolean wantsStream;
    private boolean opaque;

    /** Decodes one connection. */
    public HttpDecoder(Workspace workspace, ExchangeSink sink) {
        this.workspace = workspace;
        this.sink = sink;
        this.requestLine = workspace.requestLine();
        this.requests = new MessageReader(workspace, this);
        this.responses = new MessageReader(workspace, this);
    }

    @Override
    public boolean wantsStream() {
        return wantsStream;
    }

    @Override
    public boolean opaque() {
        return opaque;
    }

    @Override
    public void bytes(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
        MessageReader reader = turn(direction);
        if (reader == responses) {
            if (responses.seeking()) {
                unread(offset, length, timeNanos);
            } else {
                touch(offset, timeNanos);
            }
        }
        if (reader == requests && answered() && HttpSyntax.request(bytes, from, from + length) == Evidence.YES) {
            // The client was told not to send the body that it had announced.
            completeFirst();
            requests.restart();
        }
        boolean sought = responses.seeking();
        reader.bytes(offset, bytes, from, length, timeNanos);
        if (reader == responses && !sought && responses.seeking()) {
            // What can't be read has an owner from its first byte on, however it was cut.
            unread(responses.startOffset(), offset + length - responses.startOffset(), timeNanos);
        }
        extend(direction, offset + length, timeNanos);
    }

    @Override
    public void gap(Direction direction, long offset, long length, long timeNanos) {
        MessageReader reader = turn(direction);
        if (direction == Direction.RESPONSE) {
            unread(offset, length, timeNanos);
        }
        reader.gap(offset, length, timeNanos);
        if (direction == Direction.RESPONSE && responses.seeking() && answering == null) {
            unread(offset + length, 0, timeNanos);
        }
        extend(direction, offset + length, timeNanos);
    }

    private MessageReader turn(Direction direction) {
        MessageReader reader = direction == Direction.REQUEST ? requests : responses;
        if (direction != lastDirection) {
            lastDirection = direction;
            reader.turn();
        }
        return reader;
    }

    private boolean answered() {
        return requests.awaitsBody() && (open.last() == null || open.last().responseComplete);
    }

    /** Bytes of a response that has begun: its end moves. */
    private void touch(long offset, long timeNanos) {
        OpenRequest request = answering;
        if (request != null && !request.responseComplete) {
            request.touch(offset, offset, timeNanos);
        }
    }

    /** Bytes of a response passed and can't be read: they belong to what is open, whatever they are. */
    private void unread(long offset, long length, long timeNanos) {
        OpenRequest request = answering != null && !answering.responseComplete ? answering : open.unanswered();
        if (request != null) {
            request.touch(offset, offset + length, timeNanos);
        }
    }

    private void extend(Direction direction, long end, long timeNanos) {
        if (direction == Direction.REQUEST) {
            OpenRequest request = open.last();
            if (request != null && !request.requestComplete) {
                request.requestEnd = end;
            }
        } else {
            OpenRequest request = answering;
            if (request != null && !request.responseComplete) {
                request.touch(end, end, timeNanos);
            }
        }
    }

    @Override
    public boolean startLine(MessageReader reader, byte[] line, int from, int to, boolean whole) {
        return reader == requests ? request(line, from, to, whole) : response(line, from, to);
    }

    private boolean request(byte[] line, int from, int to, boolean whole) {
        int kind = requestLine.kind(line, from, to, whole);
        if (kind == RequestLine.NONE) {
            return false;
        }
        finishUnframed();
        if (open.size() >= workspace.options().openRequests()) {
            abandon("too_many_open_requests");
        }
        OpenRequest request = workspace.open(requests.startOffset(), requests.startNanos());
        requestLine.read(line, from, to, whole, request);
        request.kind = kind == RequestLine.HEAD ? NO_BODY : kind == RequestLine.CONNECT ? CONNECT : 0;
        request.requestEnd = requests.position();
        if (!whole) {
            request.flags |= ExchangeFlag.REQUEST_CUT_VALUE;
        }
        wantsStream |= open.add(request);
        return true;
    }

    private boolean response(byte[] line, int from, int to) {
        if (HttpSyntax.response(line, from, Math.min(to, from + 64)) != Evidence.YES) {
            return false;
        }
        boolean lost = responses.seeking();
        if (lost && open.size() == 0) {
            answering = null;
        }
        if (lost && !resume()) {
            return true;
        }
        responseStatus = (line[from + 9] - '0') * 100 + (line[from + 10] - '0') * 10 + (line[from + 11] - '0');
        OpenRequest request = open.unanswered();
        answering = request;
        if (request == null) {
            sink.unpaired(Protocol.HTTP1, "response_without_request", 1, responses.startNanos());
            return true;
        }
        if (!request.responseTouched || lost) {
            request.responseTouched = false;
            request.touch(responses.startOffset(), responses.position(), responses.startNanos());
        }
        return true;
    }

    /** A response begins after a hole: true when it is certain whose it is, or that it is nobody's. */
    private boolean resume() {
        responseStatus = 0;
        OpenRequest request = answering;
        if (request != null && !request.responseComplete && request.responseBegun && request == open.first()) {
            finish(request);
        }
        OpenRequest waiting = open.unanswered();
        if (waiting == null || !responses.holed()) {
            return true;
        }
        // Bytes of both directions that were not seen may have been the rest of this exchange and the next request.
        boolean unread = waiting.responseTouched && waiting.responseOffset < responses.startOffset();
        boolean others = unread && requests.seeking() && requests.holed();
        if (waiting.next == null && !others) {
            return true;
        }
        abandonUnanswered();
        sink.unpaired(Protocol.HTTP1, "response_after_hole", 1, responses.startNanos());
        return false;
    }

    @Override
    public void headEnd(MessageReader reader) {
        if (reader == requests) {
            OpenRequest request = open.last();
            if (request != null) {
                request.requestEnd = requests.position();
            }
            requests.body(requests.chunked(), requests.contentLength(), false);
        } else {
            responseHead();
        }
    }

    private void responseHead() {
        OpenRequest request = answering;
        int status = responseStatus;
        if (status >= 100 && status < 200 && status != 101) {
            answering = null;
            responses.restart();
            return;
        }
        boolean tunnel = request != null && request.kind == CONNECT && status / 100 == 2;
        if (status == 101 || tunnel) {
            endOfHttp(request, tunnel);
            return;
        }
        begun(request);
        boolean empty = status == 204 || status == 304 || (request != null && request.kind == NO_BODY);
        if (empty) {
            responses.body(false, 0, false);
        } else {
            long length = responses.contentLength();
            responses.body(responses.chunked(), length, length == MessageReader.NO_LENGTH);
        }
    }

    private void begun(@Nullable OpenRequest request) {
        if (request != null && !request.responseBegun) {
            request.responseBegun = true;
            request.firstByteNanos = responses.startNanos();
            request.status = responseStatus == 0 ? request.status : responseStatus;
            if (responseStatus >= 500) {
                request.flags |= ExchangeFlag.ERROR_VALUE;
            }
        }
    }

    private void endOfHttp(@Nullable OpenRequest request, boolean tunnel) {
        begun(request);
        if (request != null) {
            request.touch(responses.position(), responses.position(), responses.timeNanos());
            finish(request);
        }
        abandon("request_before_upgrade");
        String reason = tunnel ? "http: tunnel" : responses.upgrade().reason();
        sink.opaque(Protocol.HTTP1, reason, responses.timeNanos());
        requests.dropLine();
        responses.dropLine();
        responses.seek();
        opaque = true;
    }

    @Override
    public void messageEnd(MessageReader reader) {
        if (reader == requests) {
            OpenRequest request = open.last();
            if (request != null) {
                request.requestEnd = requests.position();
                request.requestComplete = true;
                if (request.responseComplete) {
                    finish(request);
                }
            }
            return;
        }
        OpenRequest request = answering;
        answering = null;
        if (request != null) {
            request.touch(responses.position(), responses.position(), responses.timeNanos());
            request.responseComplete = true;
            if (request.requestComplete || requests.seeking()) {
                finish(request);
            }
        }
    }

    @Override
    public void framingLost(MessageReader reader) {
        if (reader == responses) {
            if (responseStatus != 0 && (responseStatus >= 200 || responseStatus == 101)) {
                begun(answering);
            }
        }
    }

    @Override
    public void settled(long timeNanos) {
        if (responses.untilClose()) {
            completeFirst();
        } else {
            finishUnframed();
        }
    }

    /** Finishes what has had a response whose end framing can't tell. */
    private void finishUnframed() {
        if (!responses.seeking() && !responses.untilClose()) {
            completeFirst();
            return;
        }
        OpenRequest request = open.first();
        while (request != null && request.responseTouched && (request.responseBegun || responses.seeking())) {
            boolean alone = request.next == null || request.responseBegun;
            finish(request);
            if (!alone) {
                abandonUnanswered();
            }
            request = open.first();
        }
        if (responses.untilClose() && answering == null) {
            responses.seek();
        }
    }

    private void completeFirst() {
        OpenRequest request = open.first();
        if (request != null && request.responseComplete) {
            finish(request);
        }
    }

    @Override
    public void close(long timeNanos) {
        boolean framed = !responses.seeking() && !responses.untilClose();
        for (OpenRequest request = open.first(); request != null; request = open.first()) {
            boolean cut = !request.responseComplete && (framed || !request.responseTouched);
            if (cut) {
                request.flags |= ExchangeFlag.INCOMPLETE_VALUE;
            }
            if (!request.responseTouched) {
                request.flags |= ExchangeFlag.ERROR_VALUE;
            }
            finish(request);
        }
        requests.dropLine();
        responses.dropLine();
        opaque = true;
    }

    /** Hands out requests whose responses can't be told apart any more, without a status. */
    private void abandonUnanswered() {
        wantsStream = true;
        for (OpenRequest request = open.first(); request != null; request = open.first()) {
            finish(request);
        }
    }

    private void abandon(String cause) {
        open.abandon(workspace, sink, Protocol.HTTP1, cause);
        answering = null;
    }

    private void finish(OpenRequest request) {
        OpenRequest earlier = open.removeFirst();
        while (earlier != null && earlier != request) {
            emit(earlier);
            earlier = open.removeFirst();
        }
        emit(request);
    }

    private void emit(OpenRequest request) {
        if (answering == request) {
            answering = null;
        }
        workspace.emit(request, Protocol.HTTP1, sink);
    }
}
