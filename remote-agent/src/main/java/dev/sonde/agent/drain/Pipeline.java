package dev.sonde.agent.drain;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.exchange.Aggregator;
import dev.sonde.agent.exchange.ExchangeReader;
import dev.sonde.agent.exchange.RowOutlet;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.agent.owner.ProcessTable;
import dev.sonde.dissectors.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the records of one drain to the rows of a batch. Owned by the drain thread. */
final class Pipeline implements ConnectionTable.Listener {
    static final int MAX_ENDS = 32_768;
    private static final long CLOSED_NANOS = 300_000_000L;
    private static final long IDLE_NANOS = 3_600_000_000_000L;
    private static final int IDLE_LOOKS = 64;
    private static final long LIVE_STATS_NANOS = 5_000_000_000L;

    private final KernelProbes probes;
    private final BatchBuilder batch = new BatchBuilder();
    private final LossLedger losses = new LossLedger();
    private final Aggregator aggregator = new Aggregator(batch.strings());
    private final ConnectionTable connections = new ConnectionTable(MAX_ENDS, this);
    private final ProcessTable processes;
    private final ProcessScope scope;
    private final OwnerFinder owners;
    private final ConnectionReader connectionReader;
    private final ExchangeReader exchangeReader;
    private final KernelLosses kernelLosses;
    private final List<SocketEnd> streamed = new ArrayList<>();
    private final List<SocketEnd> unstreamed = new ArrayList<>();
    private final int kindAt;
    private final int socketKind;
    private final int exchangeKind;
    private final int chunkKind;
    private final int settleKind;
    private final int waitingKind;
    private final int openKind;
    private final int closeKind;
    private final int ownerKind;
    private final int streamOn;
    private long lastLiveStatsNanos;
    private long unknownRecords;

    /** Whether a client is there, which knows what it was told. */
    private boolean heard = true;

    private int sampledRecords;

    Pipeline(KernelProbes probes, Path proc, Workspace workspace, long nowNanos) {
        this.probes = probes;
        batch.begin(nowNanos);
        processes = new ProcessTable(proc, probes.cgroupRoot());
        scope = new ProcessScope(probes, connections, losses);
        owners = new OwnerFinder(probes, connections, processes, scope);
        connectionReader = new ConnectionReader(probes, connections, owners, scope, batch);
        exchangeReader = new ExchangeReader(
                probes,
                connections,
                workspace,
                batch.strings(),
                new ExchangeReader.Outputs(new RowOutlet(batch, aggregator, losses, scope), losses, streamed::add));
        kernelLosses = new KernelLosses(probes, losses);
        kindAt = probes.layout("record_head").offset("kind", Integer.BYTES);
        socketKind = probes.constant("RECORD_SOCKET");
        exchangeKind = probes.constant("RECORD_EXCHANGE");
        chunkKind = probes.constant("RECORD_CHUNK");
        settleKind = probes.constant("RECORD_SETTLE");
        waitingKind = probes.constant("RECORD_WAITING");
        openKind = probes.constant("RECORD_OPEN");
        closeKind = probes.constant("RECORD_CLOSE");
        ownerKind = probes.constant("RECORD_OWNER");
        streamOn = probes.constant("STREAM_ON");
    }

    /** Takes one record of a ring. */
    void record(byte[] buffer, int offset, int length) {
        int kind = RecordBytes.i32(buffer, offset + kindAt);
        if (kind == exchangeKind) {
            sampledRecords++;
            exchangeReader.exchange(buffer, offset);
        } else if (kind == settleKind) {
            exchangeReader.settle(buffer, offset);
        } else if (kind == chunkKind) {
            sampledRecords++;
            exchangeReader.chunk(buffer, offset);
        } else if (kind == socketKind) {
            connectionReader.socket(buffer, offset);
        } else if (kind == openKind) {
            connectionReader.open(buffer, offset);
        } else if (kind == closeKind) {
            connectionReader.close(buffer, offset);
        } else if (kind == ownerKind) {
            connectionReader.owner(buffer, offset);
        } else if (kind == waitingKind) {
            exchangeReader.waiting(buffer, offset);
        } else {
            unknownRecords++;
        }
    }

    /** Records since the last call that sampling makes fewer: those of exchanges, not those of connections. */
    int takeSampledRecords() {
        int taken = sampledRecords;
        sampledRecords = 0;
        return taken;
    }

    /** Sets the clock for the drain that begins. */
    void begin(long nowNanos) {
        connectionReader.now(nowNanos);
    }

    /** Does what is due after a drain. */
    void tick(long nowNanos) {
        exchangeReader.tick(nowNanos);
        connections.forgetClosed(nowNanos - CLOSED_NANOS);
        connections.forgetIdle(nowNanos - IDLE_NANOS, IDLE_LOOKS);
        for (int i = 0; i < IDLE_LOOKS && exchangeReader.crowded(); i++) {
            connections.forgetOldest();
        }
        owners.tick(nowNanos);
        switchStreams();
        if (nowNanos - lastLiveStatsNanos > LIVE_STATS_NANOS) {
            lastLiveStatsNanos = nowNanos;
            connectionReader.beginLive();
            probes.connections(connectionReader::live);
        }
    }

    /** Handlers of records must not call the kernel, so what they ask for is done here. */
    private void switchStreams() {
        if (streamed.isEmpty() && unstreamed.isEmpty()) {
            return;
        }
        for (SocketEnd end : streamed) {
            if (!end.closed()) {
                probes.streams().put(end.cookie(), streamOn);
            }
        }
        for (SocketEnd end : unstreamed) {
            probes.streams().remove(end.cookie());
        }
        if (!streamed.isEmpty()) {
            CaptureScope.changed(probes.control());
        }
        streamed.clear();
        unstreamed.clear();
    }

    /** Finds the owners of what is open already. */
    void walk(long nowNanos) {
        owners.walk(nowNanos);
    }

    /** Moves into the batch whatever waits for it. */
    void report(long nowNanos) {
        kernelLosses.read(nowNanos);
        losses.count("unknown_record", "", "the kernel programs are of another version", unknownRecords, nowNanos);
        unknownRecords = 0;
        losses.count(
                "names",
                "exchanges",
                "different names beyond what the agent remembers",
                batch.strings().takeOverflows(),
                nowNanos);
        aggregator.report(batch);
        exchangeReader.reportWaits(batch);
        connectionReader.report();
        processes.report(batch);
        losses.report(batch);
    }

    /** The client is gone: what is told from here on is for the next one. */
    void unheard() {
        heard = false;
    }

    /** A new client knows nothing: all that is known is sent again. */
    void greet(Workspace workspace) {
        heard = true;
        batch.greet();
        connectionReader.forgetSent();
        processes.forgetSent();
        exchangeReader.forgetTold();
        exchangeReader.consent(workspace);
    }

    /** The live edge: what was drained, but for rows that still wait for their other sight. */
    long completeUntil(long nowNanos) {
        return exchangeReader.waiting() == 0 ? nowNanos : nowNanos - ExchangeReader.LONGEST_WAIT_NANOS;
    }

    ProcessScope scope() {
        return scope;
    }

    BatchBuilder batch() {
        return batch;
    }

    LossLedger losses() {
        return losses;
    }

    ExchangeReader exchanges() {
        return exchangeReader;
    }

    @Override
    public void forgotten(SocketEnd end, boolean evicted) {
        if (exchangeReader.forget(end)) {
            unstreamed.add(end);
        }
        connectionReader.forgotten(end.connection(), heard);
        if (evicted) {
            losses.count(
                    "connections_forgotten",
                    "connections",
                    "idle or beyond what the agent remembers",
                    1,
                    end.lastSeenNanos());
        }
    }
}
