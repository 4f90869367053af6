package dev.sonde.core.store;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.google.protobuf.ByteString;
import dev.sonde.protocol.latency.LatencySketch;
import dev.sonde.protocol.v1.Aggregates;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ConnectionStats;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Process;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Strings;

/** Makes batches of one agent: one connection between two hosts, and exchanges over it. */
final class Stream {
    static final long SECOND = 1_000_000_000L;

    private final int agent;
    private final long offsetNanos;
    private final int end;
    private long sequence;

    /** An agent whose monotonic clock is Unix time minus an offset, and which sees one end. */
    Stream(int agent, long offsetNanos, ExchangeFlag end) {
        this.agent = agent;
        this.offsetNanos = offsetNanos;
        this.end = end.getNumber();
    }

    Batch first() {
        Connections connections = Connections.newBuilder()
                .addId(7)
                .addClientAddress(1)
                .addClientPort(40_000)
                .addServerAddress(2)
                .addServerPort(80)
                .addClientProcess(0)
                .addServerProcess(0)
                .addFlags(end == ExchangeFlag.AT_CLIENT_VALUE ? 1 : 2)
                .addOpenedDelta(0)
                .addOpaque(0)
                .build();
        return next(0).setStrings(Strings.newBuilder()
                        .setFirstId(1)
                        .addValues("10.0.0.1")
                        .addValues("10.0.0.2")
                        .addValues("GET /orders/{id}"))
                .setConnections(connections)
                .build();
    }

    Batch.Builder next(long unixNanos) {
        sequence++;
        return Batch.newBuilder()
                .setSequence(sequence)
                .setAgent(agent)
                .setBaseNs(unixNanos + SECOND * 1000 - offsetNanos)
                .setClock(Clock.newBuilder().setMonotonicNs(SECOND).setUnixNs(SECOND + offsetNanos));
    }

    /** The workstation has connected again: the next batch has the number 1. */
    void connectAgain() {
        sequence = 0;
    }

    void lose() {
        sequence++;
    }

    /** Exchanges one microsecond apart, the first at a time, with these durations; their order numbers begin at 1. */
    Batch exchanges(long unixNanos, int firstOrder, long... durations) {
        Exchanges.Builder rows = Exchanges.newBuilder();
        for (int i = 0; i < durations.length; i++) {
            boolean client = end == ExchangeFlag.AT_CLIENT_VALUE;
            boolean failed = durations[i] % 10 == 9;
            rows.addConnection(7)
                    .addStartDelta(i == 0 ? 0 : 1000)
                    .addProtocol(Protocol.HTTP1_VALUE)
                    .addEndpoint(3)
                    .addStatus(failed ? 500 : 200)
                    .addFlags(end | (failed ? ExchangeFlag.ERROR_VALUE : 0))
                    .addRequestBytes(100)
                    .addResponseBytes(1000)
                    .addServerDurationPlus1(client ? 0 : durations[i] + 1)
                    .addClientDurationPlus1(client ? durations[i] + 1 : 0)
                    .addServerFirstBytePlus1(0)
                    .addClientFirstBytePlus1(0)
                    .addRowsPlus1(0)
                    .addRequestSequence(firstOrder == 0 ? 0 : firstOrder + i);
        }
        Batch.Builder batch = next(unixNanos).setExchanges(rows);
        return batch.setCompleteUntilNs(batch.getBaseNs() + durations.length * 1000L)
                .build();
    }

    /** Tells of a process. */
    Batch process(int ref, int pid, String executable) {
        return next(0).addProcesses(Process.newBuilder().setRef(ref).setPid(pid).setExecutable(executable))
                .build();
    }

    /** Tells of a connection from 10.0.0.1 to 10.0.0.2:80 that was opened at a time. */
    Batch connection(int id, int clientPort, int clientProcess, int serverProcess, long unixNanos) {
        return next(unixNanos)
                .setConnections(Connections.newBuilder()
                        .addId(id)
                        .addClientAddress(1)
                        .addClientPort(clientPort)
                        .addServerAddress(2)
                        .addServerPort(80)
                        .addClientProcess(clientProcess)
                        .addServerProcess(serverProcess)
                        .addFlags(end == ExchangeFlag.AT_CLIENT_VALUE ? 1 : 2)
                        .addOpenedDelta(0)
                        .addOpaque(0))
                .build();
    }

    /** Tells why a connection that a process has with 10.0.0.1 can't be read. */
    Batch unread(int id, int serverProcess, int reasonId, String reason) {
        Batch told = connection(id, 40_000 + id, 0, serverProcess, 0);
        return told.toBuilder()
                .setStrings(Strings.newBuilder().setFirstId(reasonId).addValues(reason))
                .setConnections(told.getConnections().toBuilder().setOpaque(0, reasonId))
                .build();
    }

    /** Tells that a connection was closed, with some numbers of TCP. */
    Batch closed(int id, long unixNanos) {
        return next(unixNanos)
                .setConnectionStats(ConnectionStats.newBuilder()
                        .addConnection(id)
                        .addTimeDelta(0)
                        .addBytesSent(id)
                        .addBytesReceived(1)
                        .addSegmentsSent(1)
                        .addRetransmits(0)
                        .addSrttNsPlus1(1001)
                        .addState(7))
                .build();
    }

    /** One group of calls of the endpoint with id 3, or of calls that were not looked into, whose durations are known. */
    Batch group(long unixNanos, int endpoint, long calls, long... durations) {
        DDSketch sketch = LatencySketch.create();
        for (long duration : durations) {
            sketch.accept((double) duration);
        }
        Batch.Builder batch = next(unixNanos);
        return batch.setAggregates(Aggregates.newBuilder()
                        .addConnection(7)
                        .addStartDelta(0)
                        .addWidthNs(SECOND)
                        .addProtocol(Protocol.HTTP1_VALUE)
                        .addEndpoint(endpoint)
                        .addStatus(endpoint == 0 ? -1 : 200)
                        .addFlags(end)
                        .addCalls(calls)
                        .addRequestBytes(10 * calls)
                        .addResponseBytes(20 * calls)
                        .addDurationSketch(ByteString.copyFrom(LatencySketch.encode(sketch))))
                .setCompleteUntilNs(batch.getBaseNs() + SECOND)
                .build();
    }
}
