package dev.sonde.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.core.bench.Load;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Figures of all tables of calls against a walk over the rows that knows nothing of groups. */
class CallSumsTest {
    private static final int EXCHANGES = 60_000;

    private final Snapshot snapshot = loaded();
    private final Random random = new Random(17);

    private record Row(String service, String client, String endpoint, int protocol, boolean error, long nanos) {}

    private static Snapshot loaded() {
        SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
        Load.of(EXCHANGES).forEach(store::accept);
        return store.snapshot();
    }

    @Test
    void everyTableOfAnyWindowIsWhatItsRowsAddUpTo() {
        for (int i = 0; i < 8; i++) {
            Window window = i == 0 ? Window.ALL : someWindow();
            holds(window, Filter.ALL, row -> true);
        }
    }

    @Test
    void aFilterAsksForOtherSumsThanNone() {
        Window window = someWindow();
        holds(window, Filter.ALL, row -> true);
        holds(window, Filter.parse("error:true"), Row::error);
        holds(window, Filter.parse("latency:>1ms"), row -> row.nanos() > 1_000_000);
        holds(window, Filter.ALL, row -> true);
    }

    @Test
    void theBaselineAskedForInBetweenHasSumsOfItsOwn() {
        Window a = someWindow();
        Window b = someWindow();
        for (int i = 0; i < 3; i++) {
            holds(a, Filter.ALL, row -> true);
            holds(b, Filter.ALL, row -> true);
        }
    }

    @Test
    void whatCountsAsSlowIsPartOfTheQuestion() {
        long slow = run(Query.of("overview").slowFrom(Duration.ofNanos(1)), "slow_calls");
        long none = run(Query.of("overview").slowFrom(Duration.ofHours(1)), "slow_calls");

        assertThat(slow).isEqualTo(EXCHANGES);
        assertThat(none).isZero();
    }

    @Test
    void aWalkThatWasGivenUpIsWalkedByTheNextWhoAsks() {
        AtomicInteger left = new AtomicInteger(2);
        Query query = Query.of("overview").in(someWindow());
        assertThatThrownBy(() -> Tables.run(snapshot, query, () -> left.getAndDecrement() == 0))
                .isInstanceOf(CancellationException.class);

        assertThat(run(query, "calls"))
                .isEqualTo(rows(query.window(), row -> true).size());
    }

    private void holds(Window window, Filter filter, Predicate<Row> kept) {
        List<Row> rows = rows(window, kept);
        Query query = Query.of("overview").in(window).where(filter);
        assertThat(figures(query, "calls")).containsExactly((long) rows.size());
        holds(query.by(By.SERVICE), rows, Row::service, "name");
        holds(query.by(By.PEER), rows, Row::client, "name");
        holds(query.by(By.ENDPOINT), rows, Row::endpoint, "name");
        Query endpoints = Query.of("endpoints").in(window).where(filter);
        holds(endpoints, rows, row -> row.service() + " " + row.endpoint(), "service", "endpoint");
        holds(endpoints.by(By.ENDPOINT), rows, Row::endpoint, "endpoint");
        List<Row> statements = rows.stream()
                .filter(row -> row.protocol() == Protocol.MYSQL_VALUE)
                .toList();
        assertThat(statements.isEmpty()).isEqualTo(rows.isEmpty());
        holds(
                Query.of("sql").in(window).where(filter),
                statements,
                row -> row.service() + " " + row.endpoint(),
                "service",
                "fingerprint");
    }

    private void holds(Query query, List<Row> rows, Function<Row, String> key, String... columns) {
        Map<String, List<Row>> truth = new TreeMap<>();
        rows.forEach(row ->
                truth.computeIfAbsent(key.apply(row), name -> new ArrayList<>()).add(row));
        Table table = Tables.run(snapshot, query, CancelToken.NONE);
        assertThat(table.rowCount()).isEqualTo(truth.size());
        for (int i = 0; i < table.rowCount(); i++) {
            int at = i;
            String name = String.join(
                    " ",
                    Arrays.stream(columns)
                            .map(column -> String.valueOf(table.value(at, column)))
                            .toList());
            List<Row> group = truth.getOrDefault(name, List.of());
            List<Long> nanos = new ArrayList<>(group.stream().map(Row::nanos).toList());
            Collections.sort(nanos);
            assertThat(table.value(i, "calls")).as(name).isEqualTo((long) group.size());
            assertThat(table.value(i, "errors"))
                    .as(name)
                    .isEqualTo(group.stream().filter(Row::error).count());
            double p95 = nanos.get((int) Math.ceil(0.95 * nanos.size()) - 1);
            assertThat(table.value(i, "p95_ns") instanceof Long found ? (double) found : -1)
                    .as(name)
                    .isCloseTo(p95, within(Math.max(1, p95 / 256)));
            assertThat(table.value(i, "max_ns")).as(name).isEqualTo(nanos.getLast());
        }
    }

    private List<Row> rows(Window window, Predicate<Row> kept) {
        List<Row> rows = new ArrayList<>();
        for (Snapshot.Slice<ExchangeChunk> slice : snapshot.exchanges()) {
            ExchangeChunk chunk = slice.rows();
            for (int i = 0; i < slice.size(); i++) {
                int connection = chunk.connection(i);
                Row row = new Row(
                        snapshot.peer(snapshot.connections().serverPeer(connection))
                                .name(),
                        snapshot.peer(snapshot.connections().clientPeer(connection))
                                .name(),
                        snapshot.string(chunk.endpoint(i)),
                        chunk.protocol(i),
                        chunk.error(i),
                        chunk.durationNanos(i));
                if (window.contains(chunk.startNanos(i)) && kept.test(row)) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private Window someWindow() {
        Window extent = snapshot.extent();
        long length = 1 + (long) (random.nextDouble() * extent.durationNanos() / 2);
        long from = extent.fromNanos() + (long) (random.nextDouble() * (extent.durationNanos() - length));
        return new Window(from, from + length);
    }

    private List<Long> figures(Query query, String column) {
        Table table = Tables.run(snapshot, query, CancelToken.NONE);
        List<Long> figures = new ArrayList<>();
        for (int i = 0; i < table.rowCount(); i++) {
            figures.add(table.value(i, column) instanceof Long value ? value : -1L);
        }
        return figures;
    }

    private long run(Query query, String column) {
        return figures(query, column).getFirst();
    }
}
