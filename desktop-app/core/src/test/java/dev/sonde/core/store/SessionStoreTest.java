package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.protocol.v1.Protocol;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SessionStoreTest {
    private final SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));

    @Test
    void anExchangeToldByTheAgentsAtBothEndsIsOneWithTwoDurations() {
        Stream client = new Stream(1, 5_000, ExchangeFlag.AT_CLIENT);
        Stream server = new Stream(2, 77_000_000_000L, ExchangeFlag.AT_SERVER);
        store.accept(client.first());
        store.accept(server.first());

        store.accept(server.exchanges(1_000_000, 1, 300, 400));
        store.accept(client.exchanges(999_000, 1, 500, 600));

        assertThat(store.snapshot().exchangeCount()).isEqualTo(2);
        ExchangeRow row = list(Filter.ALL).row(0);
        assertThat(row.serverDurationNanos()).isEqualTo(300);
        assertThat(row.clientDurationNanos()).isEqualTo(500);
        assertThat(row.durationNanos()).isEqualTo(300);
        assertThat(row.networkNanos()).isEqualTo(200);
        assertThat(row.seenAt()).isEqualTo("both");
        assertThat(row.startNanos()).isEqualTo(1000 * Stream.SECOND + 999_000);
    }

    @Test
    void exchangesOfOneEndStayApartFromEachOther() {
        Stream client = new Stream(1, 0, ExchangeFlag.AT_CLIENT);
        store.accept(client.first());
        store.accept(client.exchanges(0, 1, 10, 20, 30));
        store.accept(client.exchanges(10_000, 1, 10, 20, 30));

        assertThat(store.snapshot().exchangeCount()).isEqualTo(6);
    }

    @Test
    void responsesThatWereAskedForBeforeTheAgentCameAreToldAndAreNotLost() {
        Loss before = Loss.newBuilder().setCause("before_attach").setCount(3).build();
        store.accept(new Stream(1, 0, ExchangeFlag.AT_SERVER)
                .first().toBuilder().addLosses(before).build());

        assertThat(store.snapshot().losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.count()).isEqualTo(3));
        assertThat(store.snapshot().lossTotal()).isZero();
    }

    @Test
    void aHoleInTheNumbersOfBatchesIsLossAndALateBatchTakesItBack() {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        var late = agent.exchanges(0, 0, 10);
        store.accept(agent.exchanges(5_000, 0, 10));
        assertThat(store.snapshot().losses()).singleElement().satisfies(loss -> {
            assertThat(loss.cause()).isEqualTo("stream_gap");
            assertThat(loss.count()).isEqualTo(1);
        });

        store.accept(late);
        store.accept(late);

        assertThat(store.snapshot().losses()).isEmpty();
        assertThat(store.snapshot().exchangeCount()).isEqualTo(2);
    }

    @Test
    void anAgentThatIsConnectedToAgainNumbersItsBatchesAnewAndNoneIsTakenForOneOfBefore() {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        Batch first = agent.first();
        store.accept(first);
        store.accept(agent.exchanges(0, 1, 100, 200));
        store.accept(agent.exchanges(10_000, 3, 300));
        store.accept(first);
        assertThat(store.snapshot().exchangeCount()).isEqualTo(3);

        agent.connectAgain();
        store.accept(agent.exchanges(Stream.SECOND, 4, 400));
        store.accept(agent.exchanges(2 * Stream.SECOND, 5, 500));

        assertThat(store.snapshot().exchangeCount()).isEqualTo(5);
        assertThat(store.snapshot().losses()).isEmpty();
    }

    @Test
    void aLossThatAnotherTellsOfIsTheNodesAndTheAgentsWhoseViewItConcernsEachForItself() {
        Batch.Builder told = Batch.newBuilder().setBaseNs(Stream.SECOND);
        for (String node : List.of("node-1", "node-2")) {
            told.addLosses(Loss.newBuilder()
                    .setCause("agent_gap")
                    .setProbe("stream")
                    .setCount(1)
                    .setNode(node)
                    .setAgent("shop/on-" + node));
        }
        store.accept(told.build());
        store.accept(told.build());

        Table loss = Tables.run(store.snapshot(), Query.of("loss"), CancelToken.NONE);
        assertThat(loss.rowCount()).isEqualTo(2);
        for (int row = 0; row < 2; row++) {
            assertThat(loss.value(row, "node")).isEqualTo("node-" + (row + 1));
            assertThat(loss.value(row, "agent")).isEqualTo("shop/on-node-" + (row + 1));
            assertThat(loss.value(row, "count")).isEqualTo(2L);
        }
    }

    @Test
    void theOldestRowsLeaveMemoryAndTheExtentSaysSo() {
        SessionStore small = new SessionStore(new StoreSettings(8 << 20, Duration.ofSeconds(1)));
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        small.accept(agent.first());
        long[] durations = new long[10_000];
        for (int i = 0; i < 50; i++) {
            small.accept(agent.exchanges(i * Stream.SECOND, 0, durations));
        }

        Snapshot snapshot = small.snapshot();
        assertThat(snapshot.evicted()).isTrue();
        assertThat(snapshot.exchangeCount()).isBetween(10_000L, 300_000L);
        assertThat(small.bytes()).isLessThanOrEqualTo(8 << 20);
        assertThat(snapshot.extent().fromNanos()).isGreaterThan(1010 * Stream.SECOND);
    }

    @Test
    void percentilesAreWithinOnePercentOfTheSortedTruth() {
        Random random = new Random(1);
        long[] durations = new long[100_000];
        Arrays.setAll(durations, i -> (long) Math.exp(8 + random.nextGaussian() * 3) + 1);
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, durations));
        Arrays.sort(durations);

        Table table = Tables.run(store.snapshot(), Query.of("overview"), CancelToken.NONE);

        for (double quantile : new double[] {0.50, 0.90, 0.95, 0.99}) {
            double truth = durations[(int) Math.ceil(quantile * durations.length) - 1];
            long value = (Long) known(table, "p" + Math.round(quantile * 100) + "_ns");
            assertThat((double) value).isCloseTo(truth, within(truth * 0.01));
        }
        assertThat(known(table, "max_ns")).isEqualTo(durations[durations.length - 1]);
    }

    @Test
    void aFilterKeepsWhatItSaysInTablesAndLists() {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, 1_000_000, 1_000_009, 900_000_000));

        assertThat(list(Filter.parse("latency:>=500ms")).size()).isEqualTo(1);
        assertThat(list(Filter.parse("status:5xx error:true")).size()).isEqualTo(1);
        assertThat(list(Filter.parse("!status:5xx service:10.0.0.2:80 method:get path:/orders/*"))
                        .size())
                .isEqualTo(2);
        Table table = Tables.run(
                store.snapshot(), Query.of("endpoints").where(Filter.parse("error:false")), CancelToken.NONE);
        assertThat(known(table, "calls")).isEqualTo(2L);
        assertThat(known(table, "slow_calls")).isEqualTo(1L);
    }

    @Test
    void rowsOfAStatementAreUnknownWhereThoseOfACallAreAndThenThereIsALeast() {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        store.accept(statements(agent, 5, 7));
        assertThat(known(sql(), "rows")).isEqualTo(12L);

        store.accept(statements(agent, 5, -1));
        assertThat(sql().value(0, "rows")).isNull();
        assertThat(known(sql(), "rows_at_least")).isEqualTo(17L);
    }

    private Table sql() {
        return Tables.run(store.snapshot(), Query.of("sql"), CancelToken.NONE);
    }

    /** Two statements with these rows, -1 where they are not known, and one that failed, which has none. */
    private static Batch statements(Stream agent, int firstRows, int secondRows) {
        Batch three = agent.exchanges(0, 0, 10, 20, 39);
        return three.toBuilder()
                .setExchanges(three.getExchanges().toBuilder()
                        .clearProtocol()
                        .addAllProtocol(Collections.nCopies(3, Protocol.MYSQL_VALUE))
                        .setRowsPlus1(0, firstRows + 1)
                        .setRowsPlus1(1, secondRows + 1))
                .build();
    }

    @Test
    void everyTableOfTheCommandLineHasAnAnswer() {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        for (String name : Tables.names()) {
            assertThat(Tables.run(store.snapshot(), Query.of(name), CancelToken.NONE)
                            .name())
                    .isEqualTo(name);
        }
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, 10, 20));
        for (String name : Tables.names()) {
            Table table = Tables.run(store.snapshot(), Query.of(name), CancelToken.NONE);
            for (int row = 0; row < table.rowCount(); row++) {
                for (int column = 0; column < table.columns().size(); column++) {
                    table.value(row, column);
                }
            }
        }
    }

    @Test
    void readersSeeWholeBatchesWhileTheWriterWrites() throws InterruptedException {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean torn = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                Snapshot snapshot = store.snapshot();
                Table table = Tables.run(snapshot, Query.of("overview"), CancelToken.NONE);
                long calls = (Long) known(table, "calls");
                if (calls != snapshot.exchangeCount() || calls % 1000 != 0) {
                    torn.set(true);
                }
            }
        });
        reader.start();
        for (int i = 0; i < 200; i++) {
            store.accept(agent.exchanges(i * Stream.SECOND, 0, new long[1000]));
        }
        done.set(true);
        reader.join();

        assertThat(torn).isFalse();
        assertThat(store.snapshot().exchangeCount()).isEqualTo(200_000);
    }

    private ExchangeList list(Filter filter) {
        return ExchangeList.of(store.snapshot(), Window.ALL, filter, CancelToken.NONE);
    }

    private static Object known(Table table, String column) {
        Object value = table.value(0, column);
        if (value == null) {
            throw new AssertionError(column + " is not known");
        }
        return value;
    }
}
