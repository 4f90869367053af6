package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.agent.record.ChunkRecord;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;

/**
 * Reads payload beyond what the record of an exchange carries, and every segment where a connection is streamed. What came before its time is
 * kept until it is its turn. Owned by the drain thread.
 */
final class ChunkReader {
    private final ChunkRecord chunk;
    private final int requestDirection;
    private final ConnectionTable connections;
    private final FlowTable flows;
    private final Dissection dissection;
    private final OpenWaits waits;
    private final LossLedger losses;

    ChunkReader(
            KernelProbes probes,
            ConnectionTable connections,
            FlowTable flows,
            Dissection dissection,
            OpenWaits waits,
            LossLedger losses) {
        chunk = new ChunkRecord(probes.layout("chunk_record"));
        requestDirection = probes.constant("FLOW_REQUEST");
        this.connections = connections;
        this.flows = flows;
        this.dissection = dissection;
        this.waits = waits;
        this.losses = losses;
    }

    /** Takes a {@code struct chunk_record}. */
    void take(byte[] buffer, int offset) {
        chunk.read(buffer, offset);
        SocketEnd end = connections.byCookie(chunk.cookie);
        if (end == null || !Dissection.reads(end)) {
            return;
        }
        end.seen(chunk.timeNanos);
        Flow flow = flows.of(end);
        flow.streaming |= chunk.streamed != 0;
        int payload = offset + chunk.payloadOffset();
        boolean request = chunk.direction == requestDirection;
        if (request && chunk.streamed == 0) {
            hold(flow, buffer, payload);
            return;
        }
        flow.asked |= request;
        ConnectionDissector dissector = dissection.of(flow);
        long at = request ? flow.requestOffset(chunk.sequence) : flow.responseOffset(chunk.sequence);
        Direction direction = request ? Direction.REQUEST : Direction.RESPONSE;
        if (chunk.streamed == 0) {
            dissector.data(direction, at, buffer, payload, chunk.captured, chunk.timeNanos);
        } else if (!inOrder(flow, dissector, direction, at, buffer, payload)) {
            dissection.opened(flow, chunk.timeNanos);
            return;
        }
        if (request) {
            waits.asked(flow);
        } else {
            dissection.opened(flow, chunk.timeNanos);
        }
        dissection.decide(flow, dissector);
    }

    /** Whether it was read, and not kept for what is in front of it. */
    private boolean inOrder(
            Flow flow, ConnectionDissector dissector, Direction direction, long at, byte[] buffer, int payload) {
        OvertakenChunks overtaken = flow.overtaken();
        if (overtaken.keeps(dissector, direction, at, chunk, buffer, payload)) {
            return false;
        }
        dissector.data(direction, at, buffer, payload, chunk.captured, chunk.timeNanos);
        if (direction == Direction.REQUEST) {
            flow.handOnHeld(dissector, at, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (chunk.last != 0) {
            dissector.missed(direction, at, Integer.toUnsignedLong(chunk.segmentBytes), chunk.timeNanos);
        }
        overtaken.handOn(dissector);
        return true;
    }

    private void hold(Flow flow, byte[] buffer, int payload) {
        if (!flow.held().add(chunk.sequence, buffer, payload, chunk.captured, chunk.timeNanos)) {
            losses.count("capture_cut", "exchanges", "a request longer than what is kept of one", 1, chunk.timeNanos);
        }
    }
}
