package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.Rest;
import dev.sonde.dissectors.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * The dissectors of the ends whose payload is read: made when there is something to read, told when a response is over, and given every segment
 * where prefixes are not enough. Owned by the drain thread.
 */
final class Dissection {
    private final FlowTable flows;
    private final DissectedSink sink;
    private final SkippedTurns skipped;
    private final ExchangeReader.StreamSwitch streams;
    private final QuietFlows quiet = new QuietFlows();
    private final QuietFlows.Ender ender = this::silent;
    private Workspace workspace;
    private long nowNanos;

    Dissection(
            FlowTable flows,
            DissectedSink sink,
            SkippedTurns skipped,
            ExchangeReader.StreamSwitch streams,
            Workspace workspace) {
        this.flows = flows;
        this.sink = sink;
        this.skipped = skipped;
        this.streams = streams;
        this.workspace = workspace;
    }

    /** Sets the clock and ends responses that were silent for long enough. */
    void tick(long timeNanos) {
        nowNanos = timeNanos;
        quiet.tick(timeNanos, ender);
    }

    /** Ends all responses whose end framing can't tell: nothing more is read. */
    void end() {
        quiet.endAll(ender);
    }

    /** Keeps of payload what another client has consented to: connections are dissected anew. */
    void consent(Workspace other) {
        workspace = other;
    }

    /** Whether the payload of this end is read, and not that of the other. */
    static boolean reads(SocketEnd end) {
        SocketEnd server = end.connection().server();
        return end.role() == Role.SERVER || server == null || !server.watched();
    }

    /** The dissector of an end, which tells of that end from here on. */
    ConnectionDissector of(Flow flow) {
        ConnectionDissector dissector = flow.dissector;
        if (dissector == null || flow.workspace != workspace) {
            Rest rest = flow.end.rest();
            dissector = rest == null
                    ? new ConnectionDissector(workspace, sink)
                    : new ConnectionDissector(workspace, sink, rest);
            flow.end.rest(null);
            flows.dissect(flow, dissector, workspace);
        }
        sink.feed(flow);
        return dissector;
    }

    /** Payload was read: it may have told what the connection is, and that prefixes of it are not enough. */
    void decide(Flow flow, ConnectionDissector dissector) {
        skipped.decide(flow);
        if (!flow.streaming && dissector.wantsStream()) {
            flow.streaming = true;
            streams.stream(flow.end);
        }
    }

    /** Bytes passed that silence may end. */
    void opened(Flow flow, long timeNanos) {
        quiet.opened(flow, timeNanos, nowNanos);
    }

    /** The response of an exchange is at least so long, and its last byte passed then. */
    void lastByte(Flow flow, int sequence, int bytes, long lastNanos) {
        ConnectionDissector dissector = flow.dissector;
        if (dissector == null || sequence != flow.openSequence) {
            return;
        }
        sink.feed(flow);
        flow.activeNanos = Math.max(flow.activeNanos, lastNanos);
        long passed = flow.responseEnd(flow.openResponse, bytes) - flow.openResponse;
        dissector.missed(Direction.RESPONSE, flow.openResponse, passed, lastNanos);
    }

    /**
     * The next request's response begins here: what passed before it and was not seen answers others, of turns that were sampled away or lost.
     * To be said before that request is fed, which would have its bytes.
     */
    void passed(Flow flow, ConnectionDissector dissector, int responseSequence, long nanos) {
        long start = flow.responseOffset(responseSequence);
        if (dissector.lacks(Direction.RESPONSE, start)) {
            dissector.missed(Direction.RESPONSE, start - 1, 1, nanos);
        }
    }

    /** A client still sent so much when its server had ended the connection: the rest of a request that was answered before it came. */
    void sentOn(@Nullable SocketEnd end, int sequence, int bytes) {
        Flow flow = end == null || !end.closed() || !reads(end) ? null : flows.ifThere(end);
        ConnectionDissector dissector = flow == null ? null : flow.dissector;
        if (flow != null && dissector != null && dissector.answeredEarly()) {
            sink.feed(flow);
            long from = flow.requestOffset(sequence);
            dissector.missed(Direction.REQUEST, from, Integer.toUnsignedLong(bytes), nowNanos);
        }
    }

    /** No more of the open response comes. */
    void settled(Flow flow, long nanos) {
        ConnectionDissector dissector = flow.dissector;
        if (flow.open && dissector != null) {
            sink.feed(flow);
            dissector.settled(nanos);
        }
        flow.open = false;
    }

    /** Settles a connection that ends, but for the rest of a request that was answered early: it may come behind the server's end. */
    void ended(Flow flow, long nanos) {
        handOnOvertaken(flow);
        if (flow.dissector == null || !flow.dissector.answeredEarly()) {
            settled(flow, nanos);
        }
    }

    /** Nothing more is read of an end that is forgotten. */
    void close(Flow flow, long nanos) {
        ConnectionDissector dissector = flow.dissector;
        if (dissector != null) {
            sink.feed(flow);
            dissector.close(nanos);
        }
    }

    /** What was waited for comes no more. */
    void handOnOvertaken(Flow flow) {
        if (flow.overtaken != null) {
            flow.overtaken.handOnAll(of(flow));
        }
    }

    private void silent(Flow flow) {
        handOnOvertaken(flow);
        settled(flow, flow.activeNanos);
    }
}
