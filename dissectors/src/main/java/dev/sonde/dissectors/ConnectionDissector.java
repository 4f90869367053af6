package dev.sonde.dissectors;

import dev.sonde.dissectors.http.HttpDecoder;
import dev.sonde.dissectors.mysql.MysqlDecoder;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Dissects one connection of any protocol: finds out by the first bytes which it is, never by ports, and has its
 * decoder read the rest. A connection that is encrypted, or of no known protocol, is reported as opaque once and costs
 * nothing from then on.
 *
 * <p>Confined to one thread, as is the {@link Workspace} it shares with other connections.
 */
public final class ConnectionDissector implements Dissector {
    /** Why a connection is opaque whose bytes are of no protocol that is known. */
    public static final String UNKNOWN = "unknown protocol";

    /** Why a response is unpaired whose request was not seen. */
    public static final String NO_REQUEST = "response_without_request";

    private static final long UNSEEN = Long.MIN_VALUE;

    private final Workspace workspace;
    private final ExchangeSink sink;
    private @Nullable Detection detection;
    private @Nullable ProtocolDecoder decoder;
    private Protocol protocol = Protocol.PROTOCOL_UNKNOWN;
    private long nextRequest = UNSEEN;
    private long nextResponse = UNSEEN;
    private boolean opaque;

    /** Dissects a connection with a workspace of its own. */
    public ConnectionDissector(DissectorOptions options, ExchangeSink sink) {
        this(new Workspace(options), sink);
    }

    /** Dissects a connection with the workspace of the thread that feeds it. */
    public ConnectionDissector(Workspace workspace, ExchangeSink sink) {
        this.workspace = workspace;
        this.sink = sink;
        this.detection = new Detection(workspace);
    }

    /** Goes on with a connection that another dissector has left {@linkplain #rest resting}. */
    public ConnectionDissector(Workspace workspace, ExchangeSink sink, Rest rest) {
        this.workspace = workspace;
        this.sink = sink;
        if (rest == Rest.HTTP) {
            decoder = new HttpDecoder(workspace, sink);
            protocol = Protocol.HTTP1;
        } else {
            opaque = true;
        }
    }

    /** What is to be known to go on without this dissector; null while that is more than can be said in a word. */
    public @Nullable Rest rest() {
        if (opaque) {
            return Rest.OPAQUE;
        }
        return decoder instanceof HttpDecoder http && http.rests() ? Rest.HTTP : null;
    }

    /** Which protocol was found; {@link Protocol#PROTOCOL_UNKNOWN} as long as none was. */
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public boolean wantsStream() {
        return decoder != null && !opaque && decoder.wantsStream();
    }

    @Override
    public boolean pipelines() {
        return decoder != null && !opaque && decoder.pipelines();
    }

    @Override
    public boolean answeredEarly() {
        return decoder != null && !opaque && decoder.answeredEarly();
    }

    /** True once nothing more can be read on this connection: feeding it further has no effect. */
    public boolean opaque() {
        return opaque;
    }

    /**
     * The request that has waited longest and has had no byte of a response, as far as it is known; null where none waits. The same object
     * is handed out again and again.
     */
    public @Nullable ExchangeView unanswered() {
        OpenRequest request = decoder == null || opaque ? null : decoder.unanswered();
        return request == null ? null : workspace.view(request, protocol);
    }

    /** Whether bytes right before an offset are neither seen nor missed yet, where this dissector reads on. */
    public boolean lacks(Direction direction, long offset) {
        long next = next(direction);
        return !opaque && next != UNSEEN && offset > next;
    }

    /** Whether a byte of a request is known of, seen or missed, since this dissector began. */
    public boolean asked() {
        return nextRequest != UNSEEN;
    }

    /** What it means when the response at hand goes on no further. */
    public Silence silence() {
        return decoder == null ? Silence.ENDS : decoder.silence();
    }

    @Override
    public void data(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
        if (opaque || length <= 0) {
            return;
        }
        long next = next(direction);
        int skip = 0;
        if (next != UNSEEN && offset > next) {
            advance(direction, offset);
            gap(direction, next, offset - next, timeNanos);
        } else if (next != UNSEEN && offset < next) {
            if (next - offset >= length) {
                return;
            }
            skip = (int) (next - offset);
        }
        advance(direction, offset + length);
        if (!opaque) {
            bytes(direction, offset + skip, bytes, from + skip, length - skip, timeNanos);
        }
    }

    @Override
    public void missed(Direction direction, long offset, long length, long timeNanos) {
        long next = next(direction);
        long start = next == UNSEEN ? offset : next;
        long end = offset + length;
        if (opaque || length <= 0 || end <= start) {
            return;
        }
        advance(direction, end);
        gap(direction, start, end - start, timeNanos);
    }

    @Override
    public void settled(long timeNanos) {
        if (decoder != null && !opaque) {
            decoder.settled(timeNanos);
            check();
        }
    }

    @Override
    public void lastChunk(long timeNanos) {
        if (decoder != null && !opaque) {
            decoder.lastChunk(timeNanos);
        }
    }

    @Override
    public void requestsLost(long count, long timeNanos) {
        if (decoder != null && !opaque) {
            decoder.requestsLost(count, timeNanos);
        } else if (!opaque) {
            sink.unpaired(protocol, "request_not_captured", count, timeNanos);
        }
    }

    @Override
    public void close(long timeNanos) {
        if (decoder != null && !opaque) {
            decoder.close(timeNanos);
        } else if (detection != null && detection.met()) {
            sink.opaque(protocol, UNKNOWN, timeNanos);
        }
        release();
    }

    private void bytes(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
        if (decoder == null) {
            detect(direction, offset, bytes, from, length, timeNanos);
        } else {
            decoder.bytes(direction, offset, bytes, from, length, timeNanos);
            check();
        }
    }

    private void gap(Direction direction, long offset, long length, long timeNanos) {
        if (decoder != null) {
            decoder.gap(direction, offset, length, timeNanos);
            check();
        } else if (detection != null) {
            apply(detection.gap(direction, timeNanos), timeNanos);
            if (decoder != null) {
                decoder.gap(direction, offset, length, timeNanos);
                check();
            }
        }
    }

    private void detect(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
        Detection d = detection;
        if (d == null) {
            return;
        }
        int taken = d.take(direction, offset, bytes, from, length, timeNanos);
        apply(d.verdict(), timeNanos);
        if (decoder != null && !opaque && taken < length) {
            bytes(direction, offset + taken, bytes, from + taken, length - taken, timeNanos);
        }
    }

    private void apply(Detection.Verdict verdict, long timeNanos) {
        Detection d = detection;
        if (d == null) {
            return;
        }
        switch (verdict) {
            case HTTP -> start(new HttpDecoder(workspace, sink, d.missed()), Protocol.HTTP1, d);
            case MYSQL -> start(new MysqlDecoder(workspace, sink), Protocol.MYSQL, d);
            case MYSQL_COMPRESSED -> refuse(Protocol.MYSQL, "mysql: compressed", timeNanos);
            case TLS -> refuse(Protocol.PROTOCOL_UNKNOWN, "tls", timeNanos);
            case HTTP2 -> refuse(Protocol.PROTOCOL_UNKNOWN, "http2: not decoded yet", timeNanos);
            case GIVE_UP -> refuse(Protocol.PROTOCOL_UNKNOWN, UNKNOWN, timeNanos);
            case UNDECIDED -> {}
        }
    }

    private void start(ProtocolDecoder started, Protocol found, Detection d) {
        decoder = started;
        protocol = found;
        detection = null;
        d.replay(started, nextRequest);
        check();
    }

    private void refuse(Protocol found, String reason, long timeNanos) {
        protocol = found;
        sink.opaque(found, reason, timeNanos);
        release();
    }

    private void check() {
        if (decoder != null && decoder.opaque()) {
            release();
        }
    }

    private void release() {
        opaque = true;
        decoder = null;
        if (detection != null) {
            detection.release();
            detection = null;
        }
    }

    private long next(Direction direction) {
        return direction == Direction.REQUEST ? nextRequest : nextResponse;
    }

    private void advance(Direction direction, long offset) {
        if (direction == Direction.REQUEST) {
            nextRequest = offset;
        } else {
            nextResponse = offset;
        }
    }
}
