package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Completion;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterCompletions;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.series.Sparklines;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private final SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
    private final Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);

    @Test
    void aProcessThatTheNextAgentOfItsNodeTellsOfAgainIsOne() {
        for (int agent = 1; agent <= 3; agent++) {
            Stream stream = new Stream(agent, 0, ExchangeFlag.AT_SERVER);
            store.accept(stream.first());
            store.accept(stream.next(0)
                    .setAgentInfo(AgentInfo.newBuilder().setNode(agent < 3 ? "n1" : "n2"))
                    .build());
            store.accept(inContainer(stream, 1, "c1"));
            store.accept(inContainer(stream, 2, ""));
        }
        assertThat(rows("processes", "executable:nginx"))
                .as("two of n1, and two of n2")
                .isEqualTo(4);

        Stream again = new Stream(4, 0, ExchangeFlag.AT_SERVER);
        store.accept(inContainer(again, 1, "c1"));
        store.accept(inContainer(again, 2, "c1"));
        assertThat(rows("processes", "executable:nginx"))
                .as("a pid that one agent tells of twice is of two")
                .isEqualTo(6);
    }

    private static Batch inContainer(Stream agent, int ref, String container) {
        return agent.next(0)
                .addProcesses(Process.newBuilder()
                        .setRef(ref)
                        .setPid(22)
                        .setExecutable("nginx")
                        .setContainerId(container))
                .build();
    }

    @Test
    void connectionsThatAreClosedAndHaveNoRowsLeaveMemoryAndTheOthersKeepTheirNumbers() {
        SessionStore small = new SessionStore(new StoreSettings(4 << 20, Duration.ofSeconds(10)));
        small.accept(agent.first());
        small.accept(agent.exchanges(0, 0, 10, 20));
        for (int id = 100; id < 40_000; id++) {
            small.accept(agent.connection(id, 1 + id % 60_000, 0, 0, id * 1000L));
            small.accept(agent.closed(id, id * 1000L + 500));
        }
        small.accept(agent.connection(50_000, 12_345, 0, 0, 50_000_000L));
        small.accept(agent.exchanges(60_000_000L, 0, 30));

        Snapshot snapshot = small.snapshot();
        assertThat(snapshot.connectionCount()).isLessThan(30_000);
        assertThat(small.bytes()).isLessThanOrEqualTo(4 << 20);
        ExchangeList list = ExchangeList.of(snapshot, Window.ALL, Filter.ALL, CancelToken.NONE);
        assertThat(list.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(list.row(i).clientPort()).isEqualTo(40_000);
        }
        Table open = Tables.run(
                snapshot, Query.of("connections").where(Filter.parse("client_port:12345")), CancelToken.NONE);
        assertThat(open.value(open.rowCount() - 1, "state")).isNull();
    }

    @Test
    void theOtherEndsSightIsStillJoinedWhenConnectionsWereMovedMeanwhile() {
        SessionStore small = new SessionStore(new StoreSettings(4 << 20, Duration.ofHours(1)));
        Stream client = new Stream(2, 0, ExchangeFlag.AT_CLIENT);
        Stream elsewhere = new Stream(3, 0, ExchangeFlag.AT_CLIENT);
        small.accept(elsewhere.connection(1, 999, 0, 0, 0));
        small.accept(elsewhere.closed(1, 500));
        small.accept(agent.first());
        small.accept(client.first());
        small.accept(agent.exchanges(0, 1, 10));
        int before = small.snapshot().connectionCount();
        for (int id = 100; id < 40_000; id++) {
            small.accept(agent.connection(id, 1 + id % 30_000, 0, 0, id * 1000L));
            small.accept(agent.closed(id, id * 1000L + 500));
        }
        assertThat(small.snapshot().connectionCount()).isLessThan(before + 39_900);
        small.accept(client.exchanges(0, 1, 30));
        assertThat(small.snapshot().exchangeCount()).isEqualTo(1);
    }

    @Test
    void bytesSentAreTheClientsWhicheverEndIsWatched() {
        Stream client = new Stream(2, 0, ExchangeFlag.AT_CLIENT);
        store.accept(agent.connection(7, 701, 0, 0, 0));
        store.accept(agent.closed(7, 500));
        store.accept(client.connection(9, 901, 0, 0, 0));
        store.accept(client.closed(9, 500));

        assertThat(sent("client_port:701")).isEqualTo(1L);
        assertThat(sent("client_port:901")).isEqualTo(9L);
    }

    private @Nullable Object sent(String filter) {
        Table table =
                Tables.run(store.snapshot(), Query.of("connections").where(Filter.parse(filter)), CancelToken.NONE);
        return table.value(0, "bytes_sent");
    }

    @Test
    void aSnapshotCanBeReadWhateverIsToldOfItsConnectionsLater() {
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, 10, 20));
        Snapshot snapshot = store.snapshot();
        for (int i = 1; i < 500; i++) {
            store.accept(agent.process(i, 1000 + i, "program" + i));
        }
        store.accept(agent.connection(7, 40_000, 498, 499, 0));

        Window window = new Window(0, 2000 * Stream.SECOND);
        Sparklines lines =
                Sparklines.of(snapshot, new SeriesRequest(window, Filter.ALL, 10), Grain.SERVICE, CancelToken.NONE);
        assertThat(lines.line("program499")).isNotNull();
        for (String table : Tables.names()) {
            Query query = Query.of(table).where(Filter.parse("process:program499"));
            Table result = Tables.run(snapshot, query, CancelToken.NONE);
            for (int row = 0; row < result.rowCount(); row++) {
                for (int column = 0; column < result.columns().size(); column++) {
                    result.value(row, column);
                }
            }
        }
    }

    @Test
    void aFilterIsAppliedToTablesOfStateAndWhatCannotBeAskedIsNamed() {
        store.accept(agent.first());
        store.accept(agent.next(0)
                .setAgentInfo(AgentInfo.newBuilder().setNode("worker-1"))
                .build());
        store.accept(agent.process(1, 11, "curl"));
        store.accept(agent.process(2, 22, "nginx"));
        store.accept(agent.connection(8, 40_001, 1, 2, 0));
        store.accept(agent.connection(9, 40_002, 0, 2, 0));

        assertThat(rows("connections", "")).isEqualTo(3);
        assertThat(rows("connections", "service:nginx")).isEqualTo(2);
        assertThat(rows("connections", "client:curl")).isEqualTo(1);
        assertThat(rows("connections", "pid:11,22 !process:curl")).isEqualTo(1);
        assertThat(rows("connections", "port:80 client_port:40000..40001")).isEqualTo(2);
        assertThat(rows("connections", "address:10.0.0.1 !server_address:10.0.0.2"))
                .isZero();
        assertThat(rows("connections", "peer:10.0.0.1")).isEqualTo(3);
        assertThat(rows("processes", "service:nginx")).isEqualTo(1);
        assertThat(rows("processes", "!pid:11")).isEqualTo(1);
        assertThat(rows("agents", "node:worker-*")).isEqualTo(1);
        assertThat(rows("agents", "!node:worker-1")).isZero();
        store.accept(agent.next(0)
                .addLosses(dev.sonde.protocol.v1.Loss.newBuilder()
                        .setCause("ring_full")
                        .setCount(3))
                .build());
        assertThat(rows("loss", "node:worker-1")).isEqualTo(1);
        assertThat(rows("loss", "node:worker-2")).isZero();
        Table table = Tables.run(
                store.snapshot(),
                Query.of("connections").where(Filter.parse("service:nginx latency:>1s !status:5xx")),
                CancelToken.NONE);
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(table.coverage().notApplied())
                .extracting(FilterTerm::text)
                .containsExactly("latency:>1s", "!status:500..599");
    }

    @Test
    void whatCanNotBeReadIsSaidToBeEncryptedOnlyWhereItIs() {
        store.accept(agent.first());
        List<String> reasons =
                List.of("tls", "mysql: tls", "http2: not decoded yet", "mysql: compressed", "unknown protocol");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            store.accept(agent.process(10 + i, 100 + i, "server" + i));
            store.accept(agent.unread(100 + i, 10 + i, 4 + i, reasons.get(i)));
            Query query = Query.of("processes").where(Filter.parse("pid:" + (100 + i)));
            words.add(String.valueOf(
                    Tables.run(store.snapshot(), query, CancelToken.NONE).value(0, "tls")));
        }
        assertThat(words).containsExactly("encrypted: tls", "encrypted: mysql: tls", "plaintext", "plaintext", "null");
    }

    @Test
    void everyTermIsAppliedToTablesOfCallsAndIsSaidWhereItIsNot() {
        store.accept(agent.first());
        for (String table : List.of("overview", "endpoints", "exchanges", "edges", "sql")) {
            Query query = Query.of(table).where(Filter.parse("latency:>1s service:x statement:y path:/z"));
            assertThat(Tables.run(store.snapshot(), query, CancelToken.NONE)
                            .coverage()
                            .notApplied())
                    .isEmpty();
        }
        for (String table : List.of("events", "facts")) {
            Query query = Query.of(table).where(Filter.parse("service:x"));
            assertThat(Tables.run(store.snapshot(), query, CancelToken.NONE)
                            .coverage()
                            .notApplied())
                    .hasSize(1);
        }
    }

    @Test
    void anAgentThatVanishedAndCameBackIsHeardAgain() {
        Stream first = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(about(first.first(), 10));
        store.accept(first.exchanges(0, 0, 10, 20));
        Stream second = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(about(second.first(), 11));
        store.accept(second.exchanges(Stream.SECOND, 0, 30));
        assertThat(store.snapshot().exchangeCount()).isEqualTo(3);
    }

    @Test
    void completionOffersFieldsAndTheMostFrequentValues() {
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, 10, 20, 19));
        assertThat(insertsAt("lat")).contains("latency:");
        assertThat(insertsAt("status:")).contains("200", "500");
        List<Completion> statuses = complete("error:true status:");
        assertThat(statuses.stream()
                        .filter(c -> c.kind() == Completion.Kind.VALUE)
                        .map(Completion::insert))
                .startsWith("200");
        assertThat(insertsAt("service:10")).containsExactly("10.0.0.2:80");
        assertThat(insertsAt("nonsense:")).isEmpty();
        for (String text : List.of("service:10", "lat", "!sta", "status:2")) {
            for (Completion completion : complete(text)) {
                String whole =
                        text.substring(0, completion.from()) + completion.insert() + text.substring(completion.to());
                if (completion.kind() == Completion.Kind.VALUE) {
                    assertThat(Filter.parse(whole).terms()).as(whole).hasSize(1);
                }
            }
        }
    }

    private static dev.sonde.protocol.v1.Batch about(dev.sonde.protocol.v1.Batch batch, int pid) {
        return batch.toBuilder()
                .setAgentInfo(AgentInfo.newBuilder().setNode("n").setPid(pid))
                .build();
    }

    private List<String> insertsAt(String text) {
        return new ArrayList<>(complete(text).stream().map(Completion::insert).toList());
    }

    private List<Completion> complete(String text) {
        return FilterCompletions.at(text, text.length(), store.snapshot(), Window.ALL, 20, CancelToken.NONE);
    }

    private int rows(String table, String filter) {
        return Tables.run(store.snapshot(), Query.of(table).where(Filter.parse(filter)), CancelToken.NONE)
                .rowCount();
    }
}
