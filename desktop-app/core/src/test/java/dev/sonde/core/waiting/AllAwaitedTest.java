package dev.sonde.core.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.Process;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Strings;
import dev.sonde.protocol.v1.Waits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a chain of those who wait, the last is the one to look at. */
class AllAwaitedTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_000 * SECOND;
    private static final List<String> SERVICES = List.of("web", "orders", "database");

    private final SessionStore store = new SessionStore(new StoreSettings(1L << 28, Duration.ofSeconds(10)));

    AllAwaitedTest() {
        Batch.Builder batch = Batch.newBuilder()
                .setAgent(1)
                .setSequence(1)
                .setBaseNs(NOW)
                .setCompleteUntilNs(NOW)
                .setClock(Clock.newBuilder().setMonotonicNs(NOW).setUnixNs(NOW))
                .setStrings(Strings.newBuilder()
                        .setFirstId(1)
                        .addValues("127.0.0.1")
                        .addValues("POST /order")
                        .addValues("UPDATE stock SET n = ?"));
        for (int i = 0; i < SERVICES.size(); i++) {
            batch.addProcesses(Process.newBuilder().setRef(i + 1).setPid(i + 1).setExecutable(SERVICES.get(i)));
        }
        store.accept(batch.setConnections(connections())
                .setWaits(Waits.newBuilder()
                        .addAllConnection(List.of(1, 2, 3))
                        .addAllStartDelta(List.of(-9 * SECOND, SECOND, SECOND))
                        .addAllProtocol(List.of(Protocol.HTTP1_VALUE, Protocol.HTTP1_VALUE, Protocol.MYSQL_VALUE))
                        .addAllEndpoint(List.of(2, 2, 3))
                        .addAllFlags(List.of(0, 0, 0)))
                .build());
    }

    /** Two of the web's to the orders, and one of those to the database. */
    private static Connections connections() {
        Connections.Builder told = Connections.newBuilder();
        for (int id = 1; id <= 3; id++) {
            told.addId(id)
                    .addClientAddress(1)
                    .addClientPort(40_000 + id)
                    .addServerAddress(1)
                    .addServerPort(id == 3 ? 3306 : 80)
                    .addClientProcess(id == 3 ? 2 : 1)
                    .addServerProcess(id == 3 ? 3 : 2)
                    .addFlags(3)
                    .addOpenedDelta(0)
                    .addOpaque(0);
        }
        return told.build();
    }

    @Test
    void whoWaitsForNobodyComesFirstAndTheOthersNameIt() {
        assertThat(awaited(Long.MAX_VALUE, ""))
                .containsExactly(
                        new Awaited("database", 1, NOW - 7 * SECOND, "UPDATE stock SET n = ?", null),
                        new Awaited("orders", 2, NOW - 9 * SECOND, "POST /order", "database"));
    }

    @Test
    void windowAndFilterLeaveOut() {
        assertThat(awaited(NOW - 8 * SECOND, "service:orders"))
                .containsExactly(new Awaited("orders", 1, NOW - 9 * SECOND, "POST /order", "database"));
        assertThat(awaited(Long.MAX_VALUE, "protocol:mysql"))
                .extracting(Awaited::server)
                .containsExactly("database");
    }

    private List<Awaited> awaited(long untilNanos, String filter) {
        return AllAwaited.of(store.snapshot(), untilNanos, Filter.parse(filter), Grain.SERVICE);
    }
}
