package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Health;
import dev.sonde.protocol.v1.Process;
import dev.sonde.protocol.v1.Strings;
import java.util.Random;

/**
 * Batches as one agent sends them that sees both ends of keep-alive HTTP connections: arrivals are Poisson, durations
 * log-normal, most responses are one segment.
 */
final class Traffic {
    static final long UNIX_OFFSET = 1_700_000_000_000_000_000L;

    private static final int CONNECTIONS = 64;
    private static final int ENDPOINTS = 24;

    private final Random random;
    private final int agent;
    private final double rowsPerSecond;
    private final long tickNanos;
    private long now = 5_000_000_000_000L;
    private long sequence;

    Traffic(long seed, int agent, double rowsPerSecond, long tickNanos) {
        this.random = new Random(seed);
        this.agent = agent;
        this.rowsPerSecond = rowsPerSecond;
        this.tickNanos = tickNanos;
    }

    /** Unix time up to which batches have been made. */
    long unixNow() {
        return now + UNIX_OFFSET;
    }

    Batch next() {
        Batch.Builder batch =
                Batch.newBuilder().setSequence(++sequence).setAgent(agent).setBaseNs(now);
        if (sequence == 1) {
            first(batch);
        }
        if (sequence % 20 == 1) {
            batch.setClock(Clock.newBuilder()
                    .setMonotonicNs(now)
                    .setUnixNs(now + UNIX_OFFSET)
                    .setUncertaintyNs(200));
            batch.setHealth(Health.newBuilder()
                    .setIntervalNs(1_000_000_000)
                    .setCpuNs(40_000_000 + random.nextInt(1_000_000))
                    .setRssBytes(60_000_000));
        }
        rows(batch);
        now += tickNanos;
        return batch.setCompleteUntilNs(now).build();
    }

    private void first(Batch.Builder batch) {
        batch.setAgentInfo(
                AgentInfo.newBuilder().setNode("here").setKernel("6.18").setSource("ebpf"));
        Strings.Builder strings = Strings.newBuilder().setFirstId(1).addValues("127.0.0.1");
        for (int i = 0; i < ENDPOINTS; i++) {
            strings.addValues("GET /api/v1/resource" + i + "/{id}");
        }
        batch.setStrings(strings);
        batch.addProcesses(Process.newBuilder().setRef(1).setPid(100).setExecutable("wrk"));
        batch.addProcesses(Process.newBuilder().setRef(2).setPid(200).setExecutable("nginx"));
        Connections.Builder connections = Connections.newBuilder();
        for (int i = 1; i <= CONNECTIONS; i++) {
            connections
                    .addId(i)
                    .addClientAddress(1)
                    .addClientPort(40_000 + i)
                    .addServerAddress(1)
                    .addServerPort(8080)
                    .addClientProcess(1)
                    .addServerProcess(2)
                    .addFlags(3)
                    .addOpenedDelta(1000)
                    .addOpaque(0);
        }
        batch.setConnections(connections);
    }

    private void rows(Batch.Builder batch) {
        Exchanges.Builder rows = Exchanges.newBuilder();
        long time = 0;
        while (true) {
            long gap = (long) (-Math.log(1 - random.nextDouble()) / rowsPerSecond * 1e9);
            time += gap;
            if (time >= tickNanos) {
                break;
            }
            row(rows, gap);
        }
        if (rows.getConnectionCount() > 0) {
            batch.setExchanges(rows);
        }
    }

    private void row(Exchanges.Builder rows, long gap) {
        int endpoint = (int) Math.min(ENDPOINTS - 1, Math.abs(random.nextGaussian()) * 6);
        long server = (long) (120_000 * Math.exp(random.nextGaussian() * 0.5));
        long client = server + 18_000 + (long) (6_000 * Math.abs(random.nextGaussian()));
        boolean oneSegment = random.nextInt(10) > 0;
        boolean failed = random.nextInt(200) == 0;
        long serverFirst = oneSegment ? server : server - (long) (random.nextDouble() * 20_000);
        long clientFirst = oneSegment ? client : client - (long) (random.nextDouble() * 20_000);
        rows.addConnection(1 + random.nextInt(CONNECTIONS))
                .addStartDelta(gap)
                .addProtocol(1)
                .addEndpoint(2 + endpoint)
                .addStatus(failed ? 503 : 200)
                .addFlags(failed ? 49 : 48)
                .addRequestBytes(140 + endpoint)
                .addResponseBytes(oneSegment ? 238 + endpoint * 37L : 4000 + random.nextInt(30_000))
                .addServerDurationPlus1(server + 1)
                .addClientDurationPlus1(client + 1)
                .addServerFirstBytePlus1(serverFirst + 1)
                .addClientFirstBytePlus1(clientFirst + 1)
                .addRowsPlus1(0)
                .addRequestSequence(0);
    }
}
