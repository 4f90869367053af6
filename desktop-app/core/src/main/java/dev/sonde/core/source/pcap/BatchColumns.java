package dev.sonde.core.source.pcap;

import dev.sonde.dissectors.EndpointLimit;
import dev.sonde.dissectors.ExchangeView;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ConnectionStats;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.End;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Strings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Gathers rows into the columns of the next batch. Its clock is that of the capture: monotonic time is Unix time. Confined
 * to the source's thread.
 */
final class BatchColumns {
    private static final int FLUSH_ROWS = 4096;
    private static final long FLUSH_NANOS = 1_000_000_000L;

    private final CaptureCounters counters;
    private final Map<String, Integer> ids = new HashMap<>();
    private final EndpointLimit endpoints = new EndpointLimit();
    private long sequence;
    private long baseNanos;
    private boolean begun;
    private Strings.Builder strings = Strings.newBuilder();
    private Connections.Builder connections = Connections.newBuilder();
    private Exchanges.Builder exchanges = Exchanges.newBuilder();
    private ConnectionStats.Builder stats = ConnectionStats.newBuilder();
    private long lastStart;
    private long lastOpened;
    private long lastStats;

    BatchColumns(CaptureCounters counters) {
        this.counters = counters;
    }

    /** Whether enough was gathered before a packet of this time, which may be long before those of the batch. */
    boolean isDue(long packetNanos) {
        return begun
                && (exchanges.getConnectionCount() >= FLUSH_ROWS || Math.abs(packetNanos - baseNanos) >= FLUSH_NANOS);
    }

    /** Begins a batch with the first packet's time. */
    void beginAt(long nowNanos) {
        if (!begun) {
            begun = true;
            baseNanos = nowNanos;
            lastStart = nowNanos;
            lastOpened = nowNanos;
            lastStats = nowNanos;
        }
    }

    int string(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        Integer known = ids.get(text);
        if (known != null) {
            return known;
        }
        int id = ids.size() + 1;
        ids.put(text, id);
        if (strings.getValuesCount() == 0) {
            strings.setFirstId(id);
        }
        strings.addValues(text);
        return id;
    }

    /** One row of what is known of a connection. */
    record ConnectionRow(
            int id,
            String clientAddress,
            int clientPort,
            String serverAddress,
            int serverPort,
            ConnectionFacts facts) {}

    /** Flags as in the protocol, and why its payload can't be read (empty when it can). */
    record ConnectionFacts(int flags, long openedNanos, String opaque) {}

    void connection(ConnectionRow row) {
        connections
                .addId(row.id)
                .addClientAddress(string(row.clientAddress))
                .addClientPort(row.clientPort)
                .addServerAddress(string(row.serverAddress))
                .addServerPort(row.serverPort)
                .addClientProcess(0)
                .addServerProcess(0)
                .addFlags(row.facts.flags)
                .addOpenedDelta(row.facts.openedNanos - lastOpened)
                .addOpaque(string(row.facts.opaque));
        lastOpened = row.facts.openedNanos;
    }

    /** Takes an exchange of a connection with a server, told apart by a hash of its address and port. */
    void exchange(int connection, long server, ExchangeView view) {
        if (endpoints.apply(server, view)) {
            counters.add("names", "different endpoints beyond the limit", 1, view.startNanos);
        }
        int flags = view.flags | ExchangeFlag.AT_SERVER_VALUE;
        if (view.detailLength > 0) {
            flags |= ExchangeFlag.DETAIL_VALUE;
            exchanges.addDetail(new String(view.detail, 0, view.detailLength, StandardCharsets.UTF_8));
        }
        exchanges
                .addConnection(connection)
                .addStartDelta(view.startNanos - lastStart)
                .addProtocol(view.protocol.getNumber())
                .addEndpoint(string(new String(view.endpoint, 0, view.endpointLength, StandardCharsets.UTF_8)))
                .addStatus(view.status)
                .addFlags(flags)
                .addRequestBytes(view.requestBytes)
                .addResponseBytes(view.responseBytes)
                .addServerDurationPlus1(plus1(view.endNanos, view.startNanos))
                .addClientDurationPlus1(0)
                .addServerFirstBytePlus1(plus1(view.firstByteNanos, view.startNanos))
                .addClientFirstBytePlus1(0)
                .addRowsPlus1(view.rows == ExchangeView.UNKNOWN ? 0 : view.rows + 1)
                .addRequestSequence((int) view.requestOffset);
        lastStart = view.startNanos;
    }

    private static long plus1(long until, long from) {
        return until == ExchangeView.UNKNOWN ? 0 : Math.max(0, until - from) + 1;
    }

    /** What was counted on a connection, as its server saw it. */
    void stats(int connection, long timeNanos, StreamSide server, StreamSide client, boolean closed) {
        stats.addConnection(connection)
                .addTimeDelta(timeNanos - lastStats)
                .addBytesSent(server.bytes)
                .addBytesReceived(client.bytes)
                .addSegmentsSent(server.segments)
                .addRetransmits(server.retransmits)
                .addSrttNsPlus1(0)
                .addState(closed ? 7 : 1);
        lastStats = timeNanos;
    }

    /** Makes the batch of what was gathered up to a time, and begins the next. */
    Batch.Builder take(long nowNanos) {
        Batch.Builder batch = Batch.newBuilder()
                .setSequence(++sequence)
                .setAgent(1)
                .setBaseNs(begun ? baseNanos : nowNanos)
                .setClock(Clock.newBuilder().setMonotonicNs(nowNanos).setUnixNs(nowNanos))
                .setCompleteUntilNs(nowNanos);
        if (strings.getValuesCount() > 0) {
            batch.setStrings(strings);
            strings = Strings.newBuilder();
        }
        if (connections.getIdCount() > 0) {
            batch.setConnections(connections);
            connections = Connections.newBuilder();
        }
        if (exchanges.getConnectionCount() > 0) {
            batch.setExchanges(exchanges);
            exchanges = Exchanges.newBuilder();
        }
        if (stats.getConnectionCount() > 0) {
            batch.setConnectionStats(stats);
            stats = ConnectionStats.newBuilder();
        }
        batch.addAllLosses(counters.take());
        begun = false;
        return batch;
    }

    /** Makes the last batch. */
    Batch last(long nowNanos, AgentInfo info) {
        return take(nowNanos)
                .setAgentInfo(info)
                .setEnd(End.newBuilder().setReason("end of the capture"))
                .build();
    }
}
