package dev.sonde.dissectors.http;

import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.Evidence;
import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.ProtocolDecoder;
import dev.sonde.dissectors.Silence;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the requests and responses of one HTTP/1 connection. Responses come in the order of the requests; one whose
 * request can't be told for certain is counted as unpaired, and a request whose response passed unread is handed out
 * without a status. Interim responses (1xx) belong to the exchange whose final response follows.
 *
 * <p>Where requests that don't wait for the answers before were lost, which answer is whose can't be told until the connection
 * falls silent: until then its requests are handed out without a status, and its responses are passed over.
 */
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class HttpDecoder implements ProtocolDecoder, MessageListener {
    private static final int NO_BODY = 1;
    private static final int CONNECT = 2;
    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final long NOWHERE = Long.MIN_VALUE;

    private final Workspace workspace;
    private final ExchangeSink sink;
    private final RequestLine requestLine;
    private final MessageReader requests;
    private final MessageReader responses;
    private final Pending open;
    private final Stray stray = new Stray();
    private @Nullable Direction lastDirection;
    private int responseStatus;
    private boolean wantsStream;
    private boolean pipelines;
    private boolean blind;
    private boolean opaque;

    /** Bytes of requests were missing before HTTP was found. */
    private boolean missed;

    /** Where the next response began when bytes of requests were found missing. */
    private long holeAt = NOWHERE;

    /** A response that begins here may belong to a request that is missing. */
    private long doubtfulAt = NOWHERE;

    /** Where the next response began when the first of the open requests was sent: what is missing before it answers none of them. */
    private long askedAt = NOWHERE;

    /** Decodes one connection. */
    public HttpDecoder(Workspace workspace, ExchangeSink sink) {
        this(workspace, sink, false);
    }

    /** Decodes one connection, of which it is known whether bytes of the client were missed. */
    public HttpDecoder(Workspace workspace, ExchangeSink sink, boolean missed) {
        this.missed = missed;
        this.workspace = workspace;
        this.sink = sink;
        this.requestLine = workspace.requestLine();
        this.requests = new MessageReader(workspace, this);
        this.responses = new MessageReader(workspace, this);
        this.open = new Pending(workspace, sink);
    }

    @Override
    public boolean wantsStream() {
        return wantsStream;
    }

    @Override
    public boolean pipelines() {
        return pipelines;
    }

    /** True between exchanges, while all that is known of the connection is that it is of HTTP. */
    public boolean rests() {
        return open.size() == 0 && stray.empty() && !wantsStream && !blind && requests.rests() && responses.rests();
    }

    @Override
    public boolean opaque() {
        return opaque;
    }

    @Override
    public Silence silence() {
        if (!responses.seeking() || open.answering() == null) {
            return answeredEarly() && !requests.awaitsBody() ? Silence.ENDS_LATE : Silence.ENDS;
        }
        return responses.head().silence();
    }

    @Override
    public @Nullable OpenRequest unanswered() {
        OpenRequest request = blind ? null : open.first();
        return request == null || request.responseTouched ? null : request;
    }

    @Override
    public boolean answeredEarly() {
        OpenRequest request = open.last();
        return request != null && request.responseBegun && !request.requestComplete && !requests.seeking();
    }

    @Override
    public void bytes(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
        MessageReader reader = turn(direction);
        if (reader == responses && !blind) {
            if (responses.seeking()) {
                open.unread(offset, length, timeNanos);
            } else {
                open.reach(offset, timeNanos);
            }
        }
        OpenRequest last = open.last();
        if (reader == requests && requests.awaitsBody() && (last == null || last.responseComplete)) {
            // The client may have been told not to send the body that it had announced.
            requests.doubtBody();
        }
        if (reader == requests && open.size() == 0) {
            stray.bytes(offset, length, timeNanos);
        }
        boolean sought = responses.seeking();
        reader.bytes(offset, bytes, from, length, timeNanos);
        if (reader == responses && !sought && responses.seeking() && !blind) {
            // What can't be read has an owner from its first byte on, however it was cut.
            open.unread(responses.startOffset(), offset + length - responses.startOffset(), timeNanos);
        }
        extend(direction, offset + length, timeNanos);
    }

    @Override
    public void gap(Direction direction, long offset, long length, long timeNanos) {
        MessageReader reader = turn(direction);
        boolean response = direction == Direction.RESPONSE;
        if (response && !blind) {
            open.unread(offset, length, timeNanos);
        }
        if (!response) {
            stray.gap(offset, length);
        }
        boolean requestsMissing = !response && pipelines && open.size() > 0 && requests.rests();
        reader.gap(offset, length, timeNanos);
        if (requestsMissing && !blind) {
            lose();
        }
        if (response && !blind && responses.seeking() && open.answering() == null) {
            open.unread(offset + length, 0, timeNanos);
        }
        if (!response && requests.seeking()) {
            holeAt = responses.position();
        }
        extend(direction, offset + length, timeNanos);
    }

    private MessageReader turn(Direction direction) {
        MessageReader reader = direction == Direction.REQUEST ? requests : responses;
        if (direction != lastDirection) {
            lastDirection = direction;
            reader.turn();
            if (reader == requests) {
                stray.forget();
            } else {
                responses.dropStray();
            }
        }
        return reader;
    }

    private void extend(Direction direction, long end, long timeNanos) {
        if (direction == Direction.RESPONSE) {
            open.reach(end, timeNanos);
        } else if (!requests.doubtful()) {
            open.extendRequest(end);
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
        if (blind) {
            open.finishAll();
        } else {
            finishUnframed();
        }
        if (!workspace.hasRoom(open.size())) {
            lose();
        }
        doubtfulAt = open.size() == 0 && requests.holed() && holeAt == responses.position() ? holeAt : NOWHERE;
        askedAt = open.size() == 0 ? responses.position() : askedAt;
        OpenRequest request = workspace.open(requests.startOffset(), requests.startNanos());
        requestLine.read(line, from, to, whole, request);
        request.kind = kind == RequestLine.HEAD ? NO_BODY : kind == RequestLine.CONNECT ? CONNECT : 0;
        request.requestEnd = requests.position();
        if (!whole) {
            request.flags |= ExchangeFlag.REQUEST_CUT_VALUE;
        }
        stray.forget();
        missed = false;
        if (open.add(request)) {
            wantsStream = true;
            pipelines |= !requests.holed() && !responses.holed();
        }
        return true;
    }

    private boolean response(byte[] line, int from, int to) {
        if (blind || HttpSyntax.response(line, from, Math.min(to, from + 64)) != Evidence.YES) {
            return false;
        }
        boolean lost = responses.seeking();
        OpenRequest told = responseStatus / 100 == 1 ? open.answering() : null;
        if (lost && open.size() == 0) {
            open.answer(null);
        }
        if (!lost && responses.startOffset() == doubtfulAt) {
            // Nothing came between what is missing of the requests and this: it may answer one of those.
            lose();
            return false;
        }
        if (lost && !resume()) {
            return !blind;
        }
        responseStatus = (line[from + 9] - '0') * 100 + (line[from + 10] - '0') * 10 + (line[from + 11] - '0');
        boolean refused = responseStatus == BAD_REQUEST || responseStatus == REQUEST_TIMEOUT;
        OpenRequest request = open.size() == 0 && refused ? malformed() : open.unanswered();
        open.answer(request);
        if (request == null && unasked()) {
            return true;
        }
        if (request == null) {
            sink.unpaired(Protocol.HTTP1, ConnectionDissector.NO_REQUEST, 1, responses.startNanos());
            return true;
        }
        // What came of an interim response belongs to the request, though the rest of its head is missing.
        if (!request.responseTouched || (lost && request != told)) {
            request.responseTouched = false;
            request.touch(responses.startOffset(), responses.position(), responses.startNanos());
        }
        return true;
    }

    /**
     * A server says so before it closes a connection on which nothing was asked for long, or that the client ends without a word, or
     * before all of the body came of a request that has had its answer.
     */
    private boolean unasked() {
        boolean known = !requests.holed() && !missed;
        boolean nothingAsked = requests.inMessage() || sink.nothingAsked();
        return known && (responseStatus == REQUEST_TIMEOUT || (responseStatus >= BAD_REQUEST && nothingAsked));
    }

    /** What is answered was no request, and is told so; null when it was not seen. */
    private @Nullable OpenRequest malformed() {
        OpenRequest request = stray.open(workspace);
        if (request != null) {
            open.add(request);
        }
        return request;
    }

    /** A response begins after a hole: true when it is certain whose it is, or that it is nobody's. */
    private boolean resume() {
        responseStatus = 0;
        OpenRequest request = open.answering();
        if (request != null && !request.responseComplete && request.responseBegun && request == open.first()) {
            open.finish(request);
        }
        OpenRequest waiting = open.unanswered();
        if (waiting == null || !responses.holed() || responses.startOffset() == askedAt) {
            return true;
        }
        if (waiting.next != null) {
            lose();
            return false;
        }
        // Bytes of both directions that were not seen may have been the rest of this exchange and the next request.
        boolean unread = waiting.responseTouched && waiting.responseOffset < responses.startOffset();
        if (!unread || !requests.seeking() || !requests.holed()) {
            return true;
        }
        wantsStream = true;
        open.finishAll();
        sink.unpaired(Protocol.HTTP1, "response_after_hole", 1, responses.startNanos());
        return false;
    }

    /** Which response is whose can't be told any more: what is open is handed out without a status. */
    private void lose() {
        wantsStream = true;
        blind = true;
        open.finishAll();
        open.answer(null);
        responses.seek();
    }

    @Override
    public void requestsLost(long count, long timeNanos) {
        sink.unpaired(Protocol.HTTP1, "request_not_captured", count, timeNanos);
        lose();
    }

    @Override
    public void headEnd(MessageReader reader) {
        if (reader == requests) {
            open.extendRequest(requests.position());
            requests.body(requests.head().chunked(), requests.head().contentLength(), false);
        } else {
            responseHead();
        }
    }

    private void responseHead() {
        OpenRequest request = open.answering();
        int status = responseStatus;
        if (status >= 100 && status < 200 && status != 101) {
            open.answer(null);
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
            long length = responses.head().contentLength();
            responses.body(responses.head().chunked(), length, length == Head.NO_LENGTH);
        }
        if (request == null) {
            // What it answers was not seen: it may have asked for the head only.
            responses.doubtBody();
        }
    }

    @Override
    public Evidence beginsInstead(MessageReader reader, byte[] bytes, int from, int to) {
        if (reader == responses) {
            return HttpSyntax.response(bytes, from, to);
        }
        Evidence request = HttpSyntax.request(bytes, from, to);
        if (request == Evidence.YES) {
            open.completeFirst();
        }
        return request;
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
            open.finish(request);
        }
        open.abandon("request_before_upgrade");
        String reason = tunnel ? "http: tunnel" : responses.head().upgrade().reason();
        sink.opaque(Protocol.HTTP1, reason, responses.timeNanos());
        requests.dropLine();
        responses.dropLine();
        responses.seek();
        opaque = true;
    }

    @Override
    public void messageEnd(MessageReader reader) {
        if (reader == requests) {
            open.requestEnded(requests.position());
            return;
        }
        OpenRequest request = open.answering();
        open.answer(null);
        if (request != null) {
            request.touch(responses.position(), responses.position(), responses.timeNanos());
            request.responseComplete = true;
            if (request.requestComplete || requests.seeking()) {
                open.finish(request);
            }
        }
    }

    @Override
    public void framingLost(MessageReader reader) {
        if (reader == responses && responseStatus != 0 && (responseStatus >= 200 || responseStatus == 101)) {
            begun(open.answering());
        }
    }

    @Override
    public void lastChunk(long timeNanos) {
        if (!blind && responses.seeking()) {
            finishUnframed();
        }
    }

    @Override
    public void settled(long timeNanos) {
        if (blind) {
            open.finishAll();
            blind = false;
        } else if (responses.untilClose()) {
            open.completeFirst();
        } else {
            finishUnframed();
            blind = false;
        }
    }

    /** Finishes what has had a response whose end framing can't tell. */
    private void finishUnframed() {
        if (!responses.seeking() && !responses.untilClose()) {
            open.completeFirst();
            return;
        }
        OpenRequest request = open.first();
        while (request != null && request.responseTouched && (request.responseBegun || responses.seeking())) {
            boolean alone = request.next == null || request.responseBegun;
            open.finish(request);
            if (!alone) {
                lose();
            }
            request = open.first();
        }
        if (responses.untilClose() && open.answering() == null) {
            responses.seek();
        }
    }

    @Override
    public void close(long timeNanos) {
        if (answeredEarly() && requests.doubtful()) {
            requests.endDoubt();
            extend(Direction.REQUEST, requests.position(), timeNanos);
        }
        boolean framed = !responses.seeking() && !responses.untilClose();
        responses.endInHead();
        open.close(framed);
        requests.dropLine();
        responses.dropLine();
        opaque = true;
    }
}
