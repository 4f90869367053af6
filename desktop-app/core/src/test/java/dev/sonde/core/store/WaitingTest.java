package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Waits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests that have no response yet. */
class WaitingTest {
    private static final long SECOND = Stream.SECOND;

    private final SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
    private final Stream client = new Stream(1, 5_000, ExchangeFlag.AT_CLIENT);
    private final Stream server = new Stream(2, 77_000_000_000L, ExchangeFlag.AT_SERVER);

    @Test
    void whatBothEndsTellOfWaitsOnceUntilItIsOver() {
        store.accept(client.first());
        store.accept(server.first());
        store.accept(waits(client, 4 * SECOND, -3 * SECOND, 0));
        store.accept(waits(server, 4 * SECOND, -3 * SECOND, 0));

        Table table = waiting("");
        assertThat(table.rowCount()).isEqualTo(1);
        assertThat(table.value(0, "endpoint")).isEqualTo("GET /orders/{id}");
        assertThat(table.value(0, "server_address")).isEqualTo("10.0.0.2");
        assertThat(table.value(0, "start")).isEqualTo(1001 * SECOND);
        assertThat(table.value(0, "waited_ns")).isEqualTo(3 * SECOND);
        assertThat(waiting("endpoint:\"GET /orders/{id}\" port:80").rowCount()).isEqualTo(1);
        assertThat(waiting("protocol:mysql").rowCount()).isZero();
        assertThat(waiting("status:200").coverage().notApplied()).hasSize(1);

        store.accept(waits(server, 5 * SECOND, -4 * SECOND, 1));
        store.accept(waits(client, 5 * SECOND, -4 * SECOND, 1));
        assertThat(waiting("").rowCount()).isZero();
    }

    @Test
    void nothingWaitsOnAConnectionThatHasEnded() {
        store.accept(server.first());
        store.accept(waits(server, 2 * SECOND, -SECOND, 0));
        store.accept(server.closed(7, 3 * SECOND));

        assertThat(store.snapshot().waits()).isEmpty();
    }

    @Test
    void anAgentThatIsSilentSaysNothingOfNow() {
        store.accept(client.first());
        store.accept(waits(client, 2 * SECOND, -SECOND, 0));
        assertThat(store.snapshot().waits()).hasSize(1);

        store.accept(server.first());
        store.accept(server.exchanges(20 * SECOND, 1, 300));
        assertThat(store.snapshot().waits()).isEmpty();
    }

    @Test
    void anAgentThatIsConnectedToAnewTellsOfAll() {
        store.accept(server.first());
        store.accept(waits(server, 2 * SECOND, -SECOND, 0));
        server.connectAgain();
        store.accept(server.next(3 * SECOND).build());

        assertThat(store.snapshot().waits()).isEmpty();
    }

    private static Batch waits(Stream stream, long unixNanos, long startDelta, int flags) {
        Batch.Builder batch = stream.next(unixNanos);
        return batch.setWaits(Waits.newBuilder()
                        .addConnection(7)
                        .addStartDelta(startDelta)
                        .addProtocol(Protocol.HTTP1_VALUE)
                        .addEndpoint(3)
                        .addFlags(flags))
                .setCompleteUntilNs(batch.getBaseNs())
                .build();
    }

    private Table waiting(String filter) {
        Query query = Query.of("waiting").where(Filter.parse(filter));
        return Tables.run(store.snapshot(), query, CancelToken.NONE);
    }
}
