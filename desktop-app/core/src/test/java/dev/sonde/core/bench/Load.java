package dev.sonde.core.bench;

import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Process;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Batches in the shape in which an agent sends them: 500 rows each, 200 connections of 20 services, 60 routes and 20
 * statements, one row in four with a detail of its own, log-normal durations.
 */
public final class Load {
    /** When it begins, in Unix nanoseconds. */
    public static final long START = 1_700_000_000_000_000_000L;

    private static final int ROWS = 500;
    private static final int CONNECTIONS = 200;
    private static final int SERVICES = 20;
    private static final int ROUTES = 60;
    private static final int STATEMENTS = 20;
    private static final int FIRST_ENDPOINT = 3;

    private final Random random = new Random(7);
    private long sequence;

    private Load() {}

    /** Batches with so many exchanges, or a few more. */
    public static List<Batch> of(int exchanges) {
        Load load = new Load();
        List<Batch> batches = new ArrayList<>();
        batches.add(load.first());
        for (int done = 0; done < exchanges; done += ROWS) {
            batches.add(load.rows(done));
        }
        return batches;
    }

    private Batch first() {
        Strings.Builder strings =
                Strings.newBuilder().setFirstId(1).addValues("10.0.0.1").addValues("10.0.0.2");
        for (int i = 0; i < ROUTES; i++) {
            strings.addValues("GET /api/v" + i % 3 + "/resource" + i + "/{id}");
        }
        for (int i = 0; i < STATEMENTS; i++) {
            strings.addValues("SELECT * FROM table" + i + " WHERE id = ?");
        }
        Batch.Builder batch = Batch.newBuilder()
                .setAgentInfo(AgentInfo.newBuilder().setNode("node").setSource("ebpf"))
                .setStrings(strings);
        for (int i = 1; i <= 2 * SERVICES; i++) {
            batch.addProcesses(Process.newBuilder()
                    .setRef(i)
                    .setPid(1000 + i)
                    .setExecutable("service" + i)
                    .setSystemdUnit("service" + i + ".service"));
        }
        Connections.Builder connections = Connections.newBuilder();
        for (int i = 1; i <= CONNECTIONS; i++) {
            connections
                    .addId(i)
                    .addClientAddress(1)
                    .addClientPort(40_000 + i)
                    .addServerAddress(2)
                    .addServerPort(8000 + i % SERVICES)
                    .addClientProcess(1 + i % SERVICES)
                    .addServerProcess(SERVICES + 1 + i % SERVICES)
                    .addFlags(3)
                    .addOpenedDelta(0)
                    .addOpaque(0);
        }
        return sealed(batch.setConnections(connections), 0);
    }

    private Batch rows(int done) {
        Exchanges.Builder rows = Exchanges.newBuilder();
        for (int i = 0; i < ROWS; i++) {
            row(rows, i == 0 ? 0 : 20_000);
        }
        return sealed(Batch.newBuilder().setExchanges(rows), done * 20_000L);
    }

    private Batch sealed(Batch.Builder batch, long at) {
        return batch.setSequence(++sequence)
                .setAgent(1)
                .setBaseNs(1_000_000_000L + at)
                .setClock(Clock.newBuilder().setMonotonicNs(0).setUnixNs(START))
                .setCompleteUntilNs(1_000_000_000L + at + ROWS * 20_000L)
                .build();
    }

    private void row(Exchanges.Builder rows, long delta) {
        boolean sql = random.nextInt(5) == 0;
        boolean failed = random.nextInt(100) == 0;
        boolean detailed = !sql && random.nextInt(4) == 0;
        long server = (long) (200_000 * Math.exp(random.nextGaussian()));
        long client = server + 20_000 + random.nextInt(30_000);
        int flags = ExchangeFlag.AT_CLIENT_VALUE
                | ExchangeFlag.AT_SERVER_VALUE
                | (failed ? ExchangeFlag.ERROR_VALUE : 0)
                | (detailed ? ExchangeFlag.DETAIL_VALUE : 0);
        int endpoint = sql ? ROUTES + random.nextInt(STATEMENTS) : random.nextInt(ROUTES);
        rows.addConnection(1 + random.nextInt(CONNECTIONS))
                .addStartDelta(delta)
                .addProtocol(sql ? Protocol.MYSQL_VALUE : Protocol.HTTP1_VALUE)
                .addEndpoint(FIRST_ENDPOINT + endpoint)
                .addStatus(sql ? (failed ? 1064 : 0) : failed ? 503 : 200)
                .addFlags(flags)
                .addRequestBytes(150 + endpoint)
                .addResponseBytes(300 + random.nextInt(4000))
                .addServerDurationPlus1(server + 1)
                .addClientDurationPlus1(client + 1)
                .addServerFirstBytePlus1(server / 2 + 1)
                .addClientFirstBytePlus1(client / 2 + 1)
                .addRowsPlus1(sql ? 1 + random.nextInt(50) : 0)
                .addRequestSequence(0);
        if (detailed) {
            rows.addDetail("GET /api/v1/resource" + endpoint + "/" + random.nextInt(100_000));
        }
    }
}
