package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.StringTable;
import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.agent.record.ChunkRecord;
import dev.sonde.agent.record.ExchangeRecord;
import dev.sonde.agent.record.SettleRecord;
import dev.sonde.agent.record.WaitingRecord;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.Rest;
import dev.sonde.dissectors.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of exchanges: feeds payload to the dissector of one end of each connection, the server's where it is
 * watched, and takes times only from the other. Owned by the drain thread.
 */
public final class ExchangeReader {
    /** How long a row may wait for the other end's sight. */
    public static final long LONGEST_WAIT_NANOS = EndJoiner.PATIENCE_NANOS;

    private final ExchangeRecord exchange;
    private final ChunkRecord chunk;
    private final SettleRecord settle;
    private final WaitingRecord waitingRecord;
    private final RecordFlags flags;
    private final ConnectionTable connections;
    private Workspace workspace;
    private final FlowTable flows = new FlowTable();
    private final EndJoiner joiner;
    private final DissectedSink sink;
    private final RowOutlet outlet;
    private final SkippedTurns skipped;
    private final LossLedger losses;
    private final StreamSwitch streams;
    private final OpenWaits waits;
    private final QuietFlows quiet = new QuietFlows();
    private final QuietFlows.Ender ender = this::silent;
    private long nowNanos;

    /** Asks the kernel for every segment of a socket. */
    public interface StreamSwitch {
        /** Prefixes are not enough for this end from here on. */
        void stream(SocketEnd end);
    }

    /** What rows become, and who hears of what is lost. */
    public record Outputs(RowOutlet outlet, LossLedger losses, StreamSwitch streams) {}

    /**
     * Makes a reader of the records of these programs.
     *
     * @param workspace holds the consent to what may be kept of payload
     */
    public ExchangeReader(
            KernelProbes probes, ConnectionTable connections, Workspace workspace, StringTable names, Outputs outputs) {
        exchange = new ExchangeRecord(probes.layout("exchange_record"));
        chunk = new ChunkRecord(probes.layout("chunk_record"));
        settle = new SettleRecord(probes.layout("settle_record"));
        waitingRecord = new WaitingRecord(probes.layout("waiting_record"));
        flags = new RecordFlags(probes);
        this.connections = connections;
        this.workspace = workspace;
        outlet = outputs.outlet();
        skipped = new SkippedTurns(outlet);
        losses = outputs.losses();
        streams = outputs.streams();
        joiner = new EndJoiner(outlet, flows);
        sink = new DissectedSink(joiner, names, losses);
        waits = new OpenWaits(outlet, sink);
    }

    /** Sets the clock and does what is due: rows that waited long enough, responses that ended in silence. */
    public void tick(long timeNanos) {
        nowNanos = timeNanos;
        sink.now(timeNanos);
        joiner.expire(timeNanos);
        skipped.tick(timeNanos);
        quiet.tick(timeNanos, ender);
        flows.rest(timeNanos);
    }

    /** Ends all responses whose end framing can't tell: nothing more is read. */
    public void end() {
        quiet.endAll(ender);
    }

    /** Takes a {@code struct exchange_record}. */
    public void exchange(byte[] buffer, int offset) {
        exchange.read(buffer, offset);
        boolean timesOnly = (exchange.flags & flags.peerHasPayload) != 0;
        SocketEnd end = connections.byCookie(exchange.cookie);
        if (end == null) {
            // Without a response it is what a client still sent behind its last one, as the connection ended.
            if (!timesOnly && (exchange.flags & flags.noResponse) == 0) {
                losses.count("unknown_socket", "exchanges", "", 1, exchange.requestStartNanos);
            }
            return;
        }
        end.seen(exchange.responseStartNanos);
        Flow flow = flows.of(end);
        if (timesOnly || !dissected(end)) {
            sight(flow);
            if (timesOnly && (exchange.flags & flags.noResponse) != 0) {
                sentOn(end.connection().server(), exchange.requestSequence, exchange.requestBytes);
            }
        } else {
            dissect(flow, buffer, offset + exchange.payloadOffset());
        }
    }

    /** Takes a {@code struct chunk_record}. */
    public void chunk(byte[] buffer, int offset) {
        chunk.read(buffer, offset);
        SocketEnd end = connections.byCookie(chunk.cookie);
        if (end == null || !dissected(end)) {
            return;
        }
        end.seen(chunk.timeNanos);
        Flow flow = flows.of(end);
        flow.streaming |= chunk.streamed != 0;
        int payload = offset + chunk.payloadOffset();
        boolean request = chunk.direction == flags.flowRequest;
        if (request && chunk.streamed == 0) {
            hold(flow, buffer, payload);
            return;
        }
        flow.asked |= request;
        ConnectionDissector dissector = dissector(flow);
        Direction direction = request ? Direction.REQUEST : Direction.RESPONSE;
        long at = request ? flow.requestOffset(chunk.sequence) : flow.responseOffset(chunk.sequence);
        OvertakenChunks overtaken = chunk.streamed != 0 ? flow.overtaken() : null;
        if (overtaken != null && overtaken.keeps(dissector, direction, at, chunk, buffer, payload)) {
            quiet.opened(flow, chunk.timeNanos, nowNanos);
            return;
        }
        dissector.data(direction, at, buffer, payload, chunk.captured, chunk.timeNanos);
        if (chunk.streamed != 0 && chunk.last != 0) {
            dissector.missed(direction, at, Integer.toUnsignedLong(chunk.segmentBytes), chunk.timeNanos);
        }
        if (overtaken != null) {
            overtaken.handOn(dissector);
        }
        if (request) {
            release(flow, dissector, at, Long.MIN_VALUE, Long.MAX_VALUE);
            waits.asked(flow);
        } else {
            quiet.opened(flow, chunk.timeNanos, nowNanos);
        }
        skipped.decide(flow);
        checkStream(flow, dissector);
    }

    /** Takes a {@code struct settle_record}. */
    public void settle(byte[] buffer, int offset) {
        settle.read(buffer, offset);
        SocketEnd end = connections.byCookie(settle.cookie);
        if (end == null) {
            return;
        }
        Flow flow = flows.of(end);
        if (settle.openBytes != 0) {
            flow.asking(settle.openSequence, settle.openBytes);
            sentOn(end, settle.openSequence, settle.openBytes);
        }
        int unread = dissected(end) ? end.unread(settle.unread) : 0;
        if (unread > 0) {
            handOnOvertaken(flow);
            dissector(flow).requestsLost(unread, nowNanos);
            quiet.opened(flow, nowNanos, nowNanos);
        }
        if (settle.settledBytes != 0) {
            end.seen(settle.settledNanos);
            if (dissected(end) && flow.dissector != null) {
                lastByte(flow, settle.settledSequence, settle.settledBytes, settle.settledNanos);
                if (settle.lastChunk != 0 && settle.settledSequence == flow.openSequence) {
                    flow.dissector.lastChunk(settle.settledNanos);
                }
            } else {
                settleSight(flow, settle.settledSequence, settle.settledBytes, settle.settledNanos);
            }
        }
        if (dissected(end) && settle.peer == 0) {
            skipped.told(flow, settle.skipped, nowNanos, nowNanos);
        }
        if (settle.closed != 0) {
            ended(flow, Math.max(flow.activeNanos, settle.settledNanos));
            connections.close(end);
        }
    }

    /** Takes a {@code struct waiting_record}: reads the request that its exchange record tells once more. */
    public void waiting(byte[] buffer, int offset) {
        waitingRecord.read(buffer, offset);
        SocketEnd end = connections.byCookie(waitingRecord.cookie);
        if (end == null || !dissected(end)) {
            return;
        }
        Flow flow = flows.of(end);
        int sequence = waitingRecord.requestSequence;
        if (flow.streaming || (flow.met && flow.openSequence == sequence)) {
            return;
        }
        ConnectionDissector dissector = dissector(flow);
        if (!dissector.answeredEarly()) {
            settled(flow, flow.activeNanos);
        }
        long start = flow.waitingRequest(sequence);
        int payload = offset + waitingRecord.payloadOffset();
        int captured = waitingRecord.captured;
        dissector.data(Direction.REQUEST, start, buffer, payload, captured, waitingRecord.requestStartNanos);
        release(flow, dissector, start, start, Long.MAX_VALUE);
        waits.asked(flow);
    }

    /** Tells which requests have waited long, and which no longer do. */
    public void reportWaits(BatchBuilder batch) {
        waits.report(batch, nowNanos);
    }

    /** A new client knows nothing. */
    public void forgetTold() {
        waits.forgetTold();
    }

    /**
     * Finishes what is open at an end that is forgotten.
     *
     * @return whether every segment of it was asked for
     */
    public boolean forget(SocketEnd end) {
        Flow flow = flows.ifThere(end);
        if (flow == null) {
            return false;
        }
        long endNanos = Math.max(flow.activeNanos, end.lastSeenNanos());
        ended(flow, flow.activeNanos);
        ConnectionDissector dissector = flow.dissector;
        if (dissector != null) {
            sink.feed(flow);
            dissector.close(endNanos);
        }
        joiner.forget(flow);
        skipped.forget(flow);
        flows.remove(end);
        return flow.streaming;
    }

    /** Sends all rows that wait for another sight, and counts all turns that wait for what they are. */
    public void flush() {
        joiner.flush();
        skipped.flush();
    }

    /** Whether more ends are read at once than there is room for. */
    public boolean crowded() {
        return flows.crowded();
    }

    /** Keeps of payload what another client has consented to: connections are dissected anew. */
    public void consent(Workspace other) {
        workspace = other;
    }

    /** Rows and counts that wait. */
    public int waiting() {
        return joiner.waiting() + skipped.waiting();
    }

    /** Only counts exchanges from here on, or sends rows again. */
    public void countOnly(boolean only) {
        if (only) {
            joiner.flush();
        }
        sink.countOnly(only);
        outlet.countOnly(only);
    }

    private void dissect(Flow flow, byte[] buffer, int payload) {
        ConnectionDissector dissector = dissector(flow);
        if (exchange.settledBytes != 0) {
            lastByte(flow, exchange.settledSequence, exchange.settledBytes, exchange.settledNanos);
        }
        if ((exchange.flags & flags.overlap) == 0 && !dissector.answeredEarly()) {
            settled(flow, flow.activeNanos);
        }
        skipped.told(flow, exchange.skipped, exchange.requestStartNanos, nowNanos);
        if ((exchange.flags & flags.noRequest) == 0) {
            request(flow, dissector, buffer, payload);
        }
        if ((exchange.flags & flags.noResponse) == 0) {
            response(flow, dissector, buffer, payload + exchange.requestCaptured);
        }
        flow.met = true;
        skipped.decide(flow);
        checkStream(flow, dissector);
    }

    private void request(Flow flow, ConnectionDissector dissector, byte[] buffer, int payload) {
        flow.asked |= flow.met;
        long start = flow.requestStart(exchange.requestSequence);
        int captured = exchange.requestCaptured;
        dissector.data(Direction.REQUEST, start, buffer, payload, captured, exchange.requestStartNanos);
        long bytes = flow.requestEnd(start, exchange.requestBytes) - start;
        release(flow, dissector, start, start, start + bytes);
        if (bytes > captured) {
            dissector.missed(Direction.REQUEST, start, bytes, exchange.requestEndNanos);
        }
    }

    /** Hands on what of a request came before its beginning. */
    private static void release(Flow flow, ConnectionDissector dissector, long near, long from, long until) {
        HeldChunks held = flow.held;
        if (held != null) {
            held.handOn(dissector, near, from, until);
        }
    }

    private void response(Flow flow, ConnectionDissector dissector, byte[] buffer, int payload) {
        long start = flow.responseOffset(exchange.responseSequence);
        int captured = exchange.responseCaptured;
        long bytes = Integer.toUnsignedLong(exchange.responseBytes);
        flow.openSequence = exchange.requestSequence;
        flow.openResponse = start;
        dissector.data(Direction.RESPONSE, start, buffer, payload, captured, exchange.responseStartNanos);
        if (captured < bytes && (captured == 0 || HttpStart.isFinal(buffer, payload, captured))) {
            // No chunks come of it: what was not captured of the first segment is known to have passed.
            dissector.missed(Direction.RESPONSE, start, bytes, exchange.responseStartNanos);
        }
        quiet.opened(flow, exchange.responseStartNanos, nowNanos);
    }

    private void sight(Flow flow) {
        Sights sights = flow.sights;
        if (sights == null) {
            sights = new Sights();
            flow.sights = sights;
        }
        if (exchange.settledBytes != 0) {
            settleSight(flow, exchange.settledSequence, exchange.settledBytes, exchange.settledNanos);
        }
        if ((exchange.flags & flags.noResponse) != 0) {
            return;
        }
        sights.add(
                exchange.requestSequence,
                exchange.requestBytes,
                exchange.requestStartNanos,
                exchange.responseStartNanos,
                exchange.responseBytes);
        joiner.sighted(flow, exchange.requestSequence);
    }

    private void settleSight(Flow flow, int sequence, int bytes, long lastNanos) {
        Sights sights = flow.sights;
        int at = sights == null ? -1 : sights.find(sequence);
        if (sights != null && at >= 0) {
            sights.settle(at, bytes, lastNanos);
            joiner.sighted(flow, sequence);
        }
    }

    /** What was waited for comes no more. */
    private void handOnOvertaken(Flow flow) {
        if (flow.overtaken != null) {
            flow.overtaken.handOnAll(dissector(flow));
        }
    }

    private void silent(Flow flow) {
        handOnOvertaken(flow);
        settled(flow, flow.activeNanos);
    }

    private void hold(Flow flow, byte[] buffer, int payload) {
        HeldChunks held = flow.held;
        if (held == null) {
            held = new HeldChunks();
            flow.held = held;
        }
        if (!held.add(chunk.sequence, buffer, payload, chunk.captured, chunk.timeNanos)) {
            losses.count("capture_cut", "exchanges", "a request longer than what is kept of one", 1, chunk.timeNanos);
        }
    }

    /** Settles a connection that ends, but for the rest of a request that was answered early: it may come behind the server's end. */
    private void ended(Flow flow, long nanos) {
        handOnOvertaken(flow);
        if (flow.dissector == null || !flow.dissector.answeredEarly()) {
            settled(flow, nanos);
        }
    }

    /** A client still sent so much when its server had ended the connection: the rest of a request that was answered before it came. */
    private void sentOn(@Nullable SocketEnd end, int sequence, int bytes) {
        Flow flow = end == null || !end.closed() || !dissected(end) ? null : flows.ifThere(end);
        ConnectionDissector dissector = flow == null ? null : flow.dissector;
        if (flow != null && dissector != null && dissector.answeredEarly()) {
            sink.feed(flow);
            long from = flow.requestOffset(sequence);
            dissector.missed(Direction.REQUEST, from, Integer.toUnsignedLong(bytes), nowNanos);
        }
    }

    /** The response of an exchange is at least so long, and its last byte passed then. */
    private void lastByte(Flow flow, int sequence, int bytes, long lastNanos) {
        ConnectionDissector dissector = flow.dissector;
        if (dissector == null || sequence != flow.openSequence) {
            return;
        }
        sink.feed(flow);
        flow.activeNanos = Math.max(flow.activeNanos, lastNanos);
        long passed = flow.responseEnd(flow.openResponse, bytes) - flow.openResponse;
        dissector.missed(Direction.RESPONSE, flow.openResponse, passed, lastNanos);
    }

    private void settled(Flow flow, long timeNanos) {
        ConnectionDissector dissector = flow.dissector;
        if (flow.open && dissector != null) {
            sink.feed(flow);
            dissector.settled(timeNanos);
        }
        flow.open = false;
    }

    private void checkStream(Flow flow, ConnectionDissector dissector) {
        if (!flow.streaming && dissector.wantsStream()) {
            flow.streaming = true;
            streams.stream(flow.end);
        }
    }

    private ConnectionDissector dissector(Flow flow) {
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

    /** Whether the payload of this end is read, and not that of the other. */
    private static boolean dissected(SocketEnd end) {
        Connection connection = end.connection();
        SocketEnd server = connection.server();
        return end.role() == Role.SERVER || server == null || !server.watched();
    }
}
