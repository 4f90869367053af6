package dev.sonde.core.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.bench.Load;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Peer;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.core.topology.CallGraph.Edge;
import dev.sonde.core.topology.Signals.Latency;
import dev.sonde.core.topology.Signals.Network;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The graph of calls: 20 services that each ask another one, by HTTP and by SQL. */
final class CallGraphTest {
    private static Snapshot snapshot;

    @BeforeAll
    static void fill() {
        SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
        Load.of(20_000).forEach(store::accept);
        snapshot = store.snapshot();
    }

    @Test
    void itsEdgesAreTheRowsOfTheTable() {
        Filter filter = Filter.parse("latency:>100us");
        CallGraph graph = CallGraph.of(edges(Window.ALL, filter), null, Grouping.auto());
        Table table = Tables.run(snapshot, Query.of("edges").where(filter), CancelToken.NONE);
        assertThat(table.rowCount()).isEqualTo(40).isEqualTo(graph.edges().size());
        for (int row = 0; row < table.rowCount(); row++) {
            String client = String.valueOf(table.value(row, "client"));
            String server = String.valueOf(table.value(row, "server"));
            Edge edge = graph.edge(client + " → " + server + ", " + table.value(row, "protocol"))
                    .orElseThrow();
            Signals now = edge.calls().now();
            assertThat(table.value(row, "calls")).isEqualTo(now.calls());
            assertThat(table.value(row, "errors")).isEqualTo(now.errors());
            assertThat(table.value(row, "p50_ns")).isEqualTo(now.latency().p50());
            assertThat(table.value(row, "p95_ns")).isEqualTo(now.latency().p95());
            assertThat(table.value(row, "p99_ns")).isEqualTo(now.latency().p99());
            assertThat(table.value(row, "rate_per_s")).isEqualTo(now.ratePerSecond());
        }
    }

    @Test
    void aNodeAnswersWhatTheOverviewSaysOfIt() {
        CallGraph graph = CallGraph.of(edges(Window.ALL, Filter.ALL), null, Grouping.auto());
        Table table = Tables.run(snapshot, Query.of("overview").by(By.SERVICE), CancelToken.NONE);
        assertThat(graph.nodes()).hasSize(40);
        for (int row = 0; row < table.rowCount(); row++) {
            CallGraph.Node node =
                    graph.node(String.valueOf(table.value(row, "name"))).orElseThrow();
            assertThat(node.kind()).isEqualTo(Peer.Kind.UNIT);
            assertThat(node.answered().now().calls()).isEqualTo(table.value(row, "calls"));
            assertThat(node.answered().now().latency().p99()).isEqualTo(table.value(row, "p99_ns"));
            assertThat(node.asked().now()).isEqualTo(Signals.NONE);
        }
    }

    @Test
    void aGroupHasTheCallsOfAllItsMembersAndCanBeOpened() {
        Edges edges = edges(Window.ALL, Filter.ALL);
        Grouping kinds = new Grouping(Grouping.Mode.KIND, Set.of(), Set.of(), Set.of());
        CallGraph grouped = CallGraph.of(edges, null, kinds);
        assertThat(grouped.groups()).containsExactly("units");
        CallGraph.Node units = grouped.node("units").orElseThrow();
        assertThat(units.members()).hasSize(40);
        assertThat(units.answered().now().calls()).isEqualTo(20_000);
        assertThat(grouped.edges()).allMatch(edge -> edge.client().equals(edge.server()));
        assertThat(CallGraph.of(edges, null, kinds.opening(Set.of("units"))).nodes())
                .hasSize(40);
    }

    @Test
    void servicesThatDifferByANumberStayTogetherOnceTheyAreDrawnSo() {
        Edges edges = edges(Window.ALL, Filter.ALL);
        assertThat(CallGraph.of(edges, null, Grouping.auto()).groups()).isEmpty();
        Grouping standing = Grouping.auto().keeping(Set.of("service*"));
        assertThat(CallGraph.of(edges, null, standing).nodes()).hasSize(1);
    }

    @Test
    void theBaselineIsComparedEdgeByEdge() {
        Window all = snapshot.extent();
        long middle = all.fromNanos() + all.durationNanos() / 2;
        Edges before = edges(new Window(all.fromNanos(), middle), Filter.ALL);
        Edges after = edges(new Window(middle, all.toNanos()), Filter.ALL);
        CallGraph graph = CallGraph.of(after, before, Grouping.auto());
        long then = before.all().stream().mapToLong(e -> e.stats().calls()).sum();
        assertThat(graph.edges().stream()
                        .mapToLong(e -> Optional.ofNullable(e.calls().before())
                                .map(Signals::calls)
                                .orElse(0L))
                        .sum())
                .isEqualTo(then);
    }

    @Test
    void healthIsJudgedByFailuresAndAgainstTheBaseline() {
        assertThat(Health.of(Signals.NONE, null)).isEqualTo(Health.UNKNOWN);
        assertThat(Health.of(signals(1000, 0, 100), null)).isEqualTo(Health.STEADY);
        assertThat(Health.of(signals(1000, 1, 100), null)).isEqualTo(Health.WATCH);
        assertThat(Health.of(signals(1000, 50, 100), null)).isEqualTo(Health.WORSE);
        assertThat(Health.of(signals(1000, 0, 111), signals(1000, 0, 100))).isEqualTo(Health.STEADY);
        assertThat(Health.of(signals(1000, 0, 112), signals(1000, 0, 100))).isEqualTo(Health.WATCH);
        assertThat(Health.of(signals(1000, 0, 200), signals(1000, 0, 100))).isEqualTo(Health.WORSE);
        assertThat(Health.of(signals(1000, 0, 200), Signals.NONE)).isEqualTo(Health.STEADY);
    }

    @Test
    void healthIsJudgedByTheHighestPercentileThatBothHaveEnoughCallsFor() {
        Signals before = new Signals(1000, 0, 1, new Latency(100L, 100L, 100L), 0, new Network(null, null));
        Latency slower = new Latency(100L, 150L, 300L);
        assertThat(Health.of(new Signals(500, 0, 1, slower, 0, before.network()), before))
                .isEqualTo(Health.WORSE);
        assertThat(Health.of(new Signals(499, 0, 1, slower, 0, before.network()), before))
                .isEqualTo(Health.WATCH);
        assertThat(Health.of(new Signals(99, 0, 1, slower, 0, before.network()), before))
                .isEqualTo(Health.STEADY);
    }

    @Test
    void anEdgeIsFoundWithoutItsProtocolWhereThereIsOnlyOne() {
        CallGraph graph = CallGraph.of(edges(Window.ALL, Filter.parse("protocol:http")), null, Grouping.auto());
        Edge some = graph.edges().iterator().next();
        assertThat(graph.edge(some.client() + " -> " + some.server())).contains(some);
        CallGraph both = CallGraph.of(edges(Window.ALL, Filter.ALL), null, Grouping.auto());
        assertThat(both.edge(some.client() + " -> " + some.server())).isEmpty();
    }

    private static Signals signals(long calls, long errors, long p99) {
        return new Signals(calls, errors, 1, new Latency(p99, p99, p99), 0, new Network(null, null));
    }

    private static Edges edges(Window window, Filter filter) {
        return Edges.of(snapshot, Query.of("edges").in(window).where(filter), CancelToken.NONE);
    }
}
