package dev.sonde.ui.bench;

import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
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
 * Services in five tiers, each of which calls one to three of the next over four connections; the last tier are databases. 80
 * routes, 60 statements, log-normal durations, one call in 80 fails. The same for the same number of services.
 */
final class Shop {
    private static final int TIERS = 5;
    private static final int CONNECTIONS_AN_EDGE = 4;
    private static final int ROUTES = 80;
    private static final int STATEMENTS = 60;
    private static final int FIRST_ROUTE = 3;
    private static final String[] WORDS = {
        "order", "stock", "price", "user", "cart", "mail", "search", "ledger", "image", "audit"
    };

    private final Random random = new Random(3);
    private final int services;
    private final int tier;
    private final List<Connection> connections = new ArrayList<>();

    private record Connection(int client, int server, boolean sql, double slowness) {}

    Shop(int services) {
        this.services = services;
        tier = Math.max(1, services / TIERS);
        for (int client = 1; client <= services - tier; client++) {
            int first = ((client - 1) / tier + 1) * tier;
            for (int k = random.nextInt(3); k >= 0; k--) {
                int server = Math.min(services, first + 1 + random.nextInt(tier));
                boolean sql = server > services - tier;
                double slowness = Math.exp(random.nextGaussian());
                for (int i = 0; i < CONNECTIONS_AN_EDGE; i++) {
                    connections.add(new Connection(client, server, sql, slowness));
                }
            }
        }
    }

    /** What rows refer to. */
    Batch.Builder names() {
        Strings.Builder strings =
                Strings.newBuilder().setFirstId(1).addValues("10.0.0.1").addValues("10.0.0.2");
        for (int i = 0; i < ROUTES; i++) {
            strings.addValues((i % 4 == 0 ? "POST" : "GET") + " /api/v" + i % 3 + "/" + WORDS[i % 10] + i + "/{id}");
        }
        for (int i = 0; i < STATEMENTS; i++) {
            strings.addValues("SELECT id, name, amount FROM " + WORDS[i % 10] + i + " WHERE customer_id = ? LIMIT ?");
        }
        Batch.Builder batch = Batch.newBuilder()
                .setAgentInfo(AgentInfo.newBuilder().setNode("node").setSource("ebpf"))
                .setStrings(strings);
        for (int i = 1; i <= services; i++) {
            String name = i > services - tier
                    ? "mariadb-" + Integer.toString(i, 36)
                    : WORDS[i % 10] + "-" + WORDS[i / 10 % 10] + "-" + Integer.toString(i, 36) + "x";
            batch.addProcesses(Process.newBuilder()
                    .setRef(i)
                    .setPid(1000 + i)
                    .setExecutable(name)
                    .setSystemdUnit(name + ".service"));
        }
        return batch.setConnections(connections());
    }

    private Connections.Builder connections() {
        Connections.Builder told = Connections.newBuilder();
        for (int i = 0; i < connections.size(); i++) {
            told.addId(i + 1)
                    .addClientAddress(1)
                    .addClientPort(20_000 + i)
                    .addServerAddress(2)
                    .addServerPort(
                            connections.get(i).sql()
                                    ? 3306
                                    : 8000 + connections.get(i).server())
                    .addClientProcess(connections.get(i).client())
                    .addServerProcess(connections.get(i).server())
                    .addFlags(3)
                    .addOpenedDelta(0)
                    .addOpaque(0);
        }
        return told;
    }

    /** Rows that are so many nanoseconds apart. */
    Exchanges exchanges(int count, long spacing) {
        Exchanges.Builder rows = Exchanges.newBuilder();
        for (int i = 0; i < count; i++) {
            row(rows, i == 0 ? 0 : spacing);
        }
        return rows.build();
    }

    private void row(Exchanges.Builder rows, long delta) {
        int id = random.nextInt(connections.size());
        Connection connection = connections.get(id);
        boolean failed = random.nextInt(80) == 0;
        boolean detailed = !connection.sql() && random.nextInt(4) == 0;
        long server = (long) (400_000 * connection.slowness() * Math.exp(random.nextGaussian()));
        int flags = ExchangeFlag.AT_CLIENT_VALUE
                | ExchangeFlag.AT_SERVER_VALUE
                | (failed ? ExchangeFlag.ERROR_VALUE : 0)
                | (detailed ? ExchangeFlag.DETAIL_VALUE : 0);
        int endpoint = connection.sql()
                ? ROUTES + (connection.server() * 7 + random.nextInt(6)) % STATEMENTS
                : (connection.server() * 3 + random.nextInt(4)) % ROUTES;
        rows.addConnection(id + 1)
                .addStartDelta(delta)
                .addProtocol(connection.sql() ? Protocol.MYSQL_VALUE : Protocol.HTTP1_VALUE)
                .addEndpoint(FIRST_ROUTE + endpoint)
                .addStatus(connection.sql() ? (failed ? 1064 : 0) : failed ? 503 : 200)
                .addFlags(flags)
                .addRequestBytes(150 + endpoint)
                .addResponseBytes(300 + random.nextInt(4000))
                .addServerDurationPlus1(server + 1)
                .addClientDurationPlus1(server + 20_000 + random.nextInt(30_000))
                .addServerFirstBytePlus1(server / 2 + 1)
                .addClientFirstBytePlus1(server / 2 + 10_000)
                .addRowsPlus1(connection.sql() ? 1 + random.nextInt(50) : 0)
                .addRequestSequence(0);
        if (detailed) {
            rows.addDetail("GET /api/v1/item" + endpoint + "/" + random.nextInt(100_000));
        }
    }
}
