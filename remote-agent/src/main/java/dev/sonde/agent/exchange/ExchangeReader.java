package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.StringTable;
import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.agent.record.ExchangeRecord;
import dev.sonde.agent.record.SettleRecord;
import dev.sonde.agent.record.WaitingRecord;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.Workspace;

/**
 * Reads the records of exchanges: feeds payload to the dissector of one end of each connection, the server's where it is
 * watched, and takes times only from the other. Owned by the drain thread.
 */
public final class ExchangeReader {
    /** How long a row may wait for the other end's sight. */
    public static final long LONGEST_WAIT_NANOS = EndJoiner.PATIENCE_NANOS;

    private final ExchangeRecord exchange;
    private final SettleRecord settle;
    private final WaitingRecord waitingRecord;
    private final RecordFlags flags;
    private final ConnectionTable connections;
    private final FlowTable flows = new FlowTable();
    private final EndJoiner joiner;
    private final DissectedSink sink;
    private final RowOutlet outlet;
    private final SkippedTurns skipped;
    private final LossLedger losses;
    private final OpenWaits waits;
    private final Dissection dissection;
    private final ChunkReader chunks;
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
        settle = new SettleRecord(probes.layout("settle_record"));
        waitingRecord = new WaitingRecord(probes.layout("waiting_record"));
        flags = new RecordFlags(probes);
        this.connections = connections;
        outlet = outputs.outlet();
        skipped = new SkippedTurns(outlet);
        losses = outputs.losses();
        joiner = new EndJoiner(outlet, flows);
        sink = new DissectedSink(joiner, names, losses);
        waits = new OpenWaits(outlet, sink);
        dissection = new Dissection(flows, sink, skipped, outputs.streams(), workspace);
        chunks = new ChunkReader(probes, connections, flows, dissection, waits, losses);
    }

    /** Sets the clock and does what is due: rows that waited long enough, responses that ended in silence. */
    public void tick(long timeNanos) {
        nowNanos = timeNanos;
        sink.now(timeNanos);
        joiner.expire(timeNanos);
        skipped.tick(timeNanos);
        dissection.tick(timeNanos);
        flows.rest(timeNanos);
    }

    /** Ends all responses whose end framing can't tell: nothing more is read. */
    public void end() {
        dissection.end();
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
        if (timesOnly || !Dissection.reads(end)) {
            sight(flow);
            if (timesOnly && (exchange.flags & flags.noResponse) != 0) {
                dissection.sentOn(end.connection().server(), exchange.requestSequence, exchange.requestBytes);
            }
        } else {
            dissect(flow, buffer, offset + exchange.payloadOffset());
        }
    }

    /** Takes a {@code struct chunk_record}. */
    public void chunk(byte[] buffer, int offset) {
        chunks.take(buffer, offset);
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
            dissection.sentOn(end, settle.openSequence, settle.openBytes);
        }
        int unread = Dissection.reads(end) ? end.unread(settle.unread) : 0;
        if (unread > 0) {
            dissection.handOnOvertaken(flow);
            dissection.of(flow).requestsLost(unread, nowNanos);
            dissection.opened(flow, nowNanos);
        }
        if (settle.settledBytes != 0) {
            end.seen(settle.settledNanos);
            if (Dissection.reads(end) && flow.dissector != null) {
                dissection.lastByte(flow, settle.settledSequence, settle.settledBytes, settle.settledNanos);
                if (settle.lastChunk != 0 && settle.settledSequence == flow.openSequence) {
                    flow.dissector.lastChunk(settle.settledNanos);
                }
            } else {
                settleSight(flow, settle.settledSequence, settle.settledBytes, settle.settledNanos);
            }
        }
        if (Dissection.reads(end) && settle.peer == 0) {
            skipped.told(flow, settle.skipped, nowNanos, nowNanos);
        }
        if (settle.closed != 0) {
            dissection.ended(flow, Math.max(flow.activeNanos, settle.settledNanos));
            connections.close(end);
        }
    }

    /** Takes a {@code struct waiting_record}: reads the request that its exchange record tells once more. */
    public void waiting(byte[] buffer, int offset) {
        waitingRecord.read(buffer, offset);
        SocketEnd end = connections.byCookie(waitingRecord.cookie);
        if (end == null || !Dissection.reads(end)) {
            return;
        }
        Flow flow = flows.of(end);
        int sequence = waitingRecord.requestSequence;
        if (flow.streaming || (flow.met && flow.openSequence == sequence)) {
            return;
        }
        ConnectionDissector dissector = dissection.of(flow);
        if (!dissector.answeredEarly()) {
            dissection.settled(flow, flow.activeNanos);
            dissection.passed(flow, dissector, waitingRecord.responseSequence, waitingRecord.requestStartNanos);
        }
        long start = flow.waitingRequest(sequence);
        int payload = offset + waitingRecord.payloadOffset();
        int captured = waitingRecord.captured;
        dissector.data(Direction.REQUEST, start, buffer, payload, captured, waitingRecord.requestStartNanos);
        flow.handOnHeld(dissector, start, start, Long.MAX_VALUE);
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
        dissection.ended(flow, flow.activeNanos);
        dissection.close(flow, endNanos);
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
        dissection.consent(other);
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
        ConnectionDissector dissector = dissection.of(flow);
        if (exchange.settledBytes != 0) {
            dissection.lastByte(flow, exchange.settledSequence, exchange.settledBytes, exchange.settledNanos);
        }
        if ((exchange.flags & flags.overlap) == 0 && !dissector.answeredEarly()) {
            dissection.settled(flow, flow.activeNanos);
            if ((exchange.flags & flags.noResponse) == 0) {
                dissection.passed(flow, dissector, exchange.responseSequence, exchange.requestStartNanos);
            }
        }
        skipped.told(flow, exchange.skipped, exchange.requestStartNanos, nowNanos);
        if ((exchange.flags & flags.noRequest) == 0) {
            request(flow, dissector, buffer, payload);
        }
        if ((exchange.flags & flags.noResponse) == 0) {
            response(flow, dissector, buffer, payload + exchange.requestCaptured);
        }
        flow.met = true;
        dissection.decide(flow, dissector);
    }

    private void request(Flow flow, ConnectionDissector dissector, byte[] buffer, int payload) {
        flow.asked |= flow.met;
        long start = flow.requestStart(exchange.requestSequence);
        int captured = exchange.requestCaptured;
        dissector.data(Direction.REQUEST, start, buffer, payload, captured, exchange.requestStartNanos);
        long bytes = flow.requestEnd(start, exchange.requestBytes) - start;
        flow.handOnHeld(dissector, start, start, start + bytes);
        if (bytes > captured) {
            dissector.missed(Direction.REQUEST, start, bytes, exchange.requestEndNanos);
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
        dissection.opened(flow, exchange.responseStartNanos);
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
}
