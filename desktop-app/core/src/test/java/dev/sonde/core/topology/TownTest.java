package dev.sonde.core.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterCompletions;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Peer;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.core.topology.CallGraph.Island;
import dev.sonde.core.topology.CallGraph.Node;
import dev.sonde.core.topology.Town.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cluster: fronts in {@code shop} ask the service {@code pay}, which two workloads answer; both ask a database in another
 * namespace, and somebody outside.
 */
final class TownTest {
    private static final String FRONT_1 = "10.0.0.1";
    private static final String FRONT_2 = "10.0.0.2";
    private static final String PAY_OLD = "10.0.1.1";
    private static final String PAY_NEW = "10.0.1.2";
    private static final String DATABASE = "10.0.2.1";
    private static final String BANK = "203.0.113.7";

    private static Snapshot snapshot;

    @BeforeAll
    static void build() {
        Town town = new Town("shop")
                .pod(new Pod("shop", "front-1", "Deployment/front", "n1", "a1"), FRONT_1)
                .pod(new Pod("shop", "front-2", "Deployment/front", "n2", "a1"), FRONT_2)
                .pod(new Pod("shop", "pay-old-1", "Deployment/pay-old", "n1", "b1"), PAY_OLD)
                .pod(new Pod("shop", "pay-new-1", "Deployment/pay-new", "n2", "b2"), PAY_NEW)
                .pod(new Pod("data", "mysql-0", "StatefulSet/mysql", "n2", "c1"), DATABASE)
                .service("shop", "pay", "10.96.0.1", PAY_OLD + "," + PAY_NEW)
                .service("data", "mysql", "10.96.0.2", DATABASE);
        long at = 0;
        for (String[] pair : new String[][] {
            {FRONT_1, PAY_OLD},
            {FRONT_1, PAY_NEW},
            {FRONT_2, PAY_NEW},
            {FRONT_2, PAY_NEW},
            {PAY_OLD, DATABASE},
            {PAY_NEW, DATABASE},
            {PAY_NEW, DATABASE},
            {PAY_NEW, BANK}
        }) {
            String endpoint = pair[1].equals(DATABASE) ? "SELECT * FROM ledger" : "POST /charges";
            at += Town.SECOND;
            town.call(pair[0], pair[1], endpoint, at, at / 1000, 0);
        }
        snapshot = town.snapshot();
    }

    @Test
    void aServiceOfSeveralWorkloadsIsOneByServiceAndSeveralByWorkload() {
        assertThat(answered(Grain.SERVICE)).isEqualTo(Map.of("pay", 4L, "mysql.data", 3L, BANK + ":8080", 1L));
        assertThat(answered(Grain.WORKLOAD))
                .isEqualTo(Map.of("pay-old", 1L, "pay-new", 3L, "mysql.data", 3L, BANK + ":8080", 1L));
        assertThat(answered(Grain.POD))
                .isEqualTo(Map.of("pay-old-1", 1L, "pay-new-1", 3L, "mysql-0.data", 3L, BANK + ":8080", 1L));
        assertThat(answered(Grain.NODE)).isEqualTo(Map.of("n1", 1L, "n2", 6L, BANK + ":8080", 1L));
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void whatKeepsARowKeepsExactlyItsCalls(Grain grain) {
        answered(grain)
                .forEach((name, calls) -> assertThat(count(FilterTerm.is(FilterField.server(grain), name)))
                        .as(name)
                        .isEqualTo(calls));
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void bothEndsOfAnEdgeAreToldApartAndKeptByTheirNames(Grain grain) {
        long all = 0;
        for (Edges.Edge edge : edges(grain).all()) {
            long calls = edge.stats().calls();
            assertThat(count(
                            FilterTerm.is(
                                    FilterField.client(grain), edge.client().name()),
                            FilterTerm.is(
                                    FilterField.server(grain), edge.server().name()),
                            FilterTerm.is(FilterField.PROTOCOL, edge.protocol())))
                    .isEqualTo(calls);
            all += calls;
        }
        assertThat(all).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void theTableOfEdgesIsWhatTheMapDraws(Grain grain) {
        CallGraph graph = CallGraph.of(edges(grain), null, Grouping.auto());
        Table table = Tables.run(snapshot, Query.of("edges").by(By.of(grain)), CancelToken.NONE);
        assertThat(graph.grain()).isEqualTo(grain);
        assertThat(graph.edges()).hasSize(table.rowCount());
        for (int row = 0; row < table.rowCount(); row++) {
            String id = table.value(row, "client") + " → " + table.value(row, "server");
            assertThat(graph.edge(id + ", " + table.value(row, "protocol"))
                            .orElseThrow()
                            .calls()
                            .now()
                            .calls())
                    .isEqualTo(table.value(row, "calls"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service:pay=4",
                "service:pay-new=3",
                "pod:mysql-0=3",
                "pod:mysql-0.data=3",
                "workload:mysql=3",
                "workload:mysql.data=3",
                "namespace:data=3",
                "server_namespace:data=3",
                "client_namespace:data=0",
                "client_pod:front-2=2",
                "client_workload:front=4",
                "server_workload:pay-new=3",
                "revision:b2=6",
                "node:n2=7",
                "client:pay-old=1",
                "client:pay=4"
            })
    void allNamesOfItAreInTheFilterLanguage(String asked) {
        String[] parts = asked.split("=", -1);
        assertThat(count(Filter.parse(parts[0]).terms().toArray(FilterTerm[]::new)))
                .isEqualTo(Long.parseLong(parts[1]));
    }

    @Test
    void whatIsAskedOfEitherEndIsCompletedFromBothAndCountsACallOnce() {
        assertThat(values(FilterField.POD))
                .isEqualTo(Map.of("front-1", 2L, "front-2", 2L, "pay-old-1", 2L, "pay-new-1", 6L, "mysql-0", 3L));
        assertThat(values(FilterField.NAMESPACE)).isEqualTo(Map.of("shop", 8L, "data", 3L));
        assertThat(values(FilterField.SERVER_NAMESPACE)).isEqualTo(Map.of("shop", 4L, "data", 3L));
    }

    @Test
    void namespacesAreIslandsAndWhatIsOutsideIsOnNone() {
        CallGraph graph = CallGraph.of(edges(Grain.WORKLOAD), null, Grouping.auto());
        assertThat(graph.islands()).extracting(Island::namespace).containsExactly("data", "shop");
        Island shop = graph.island(Island.id("shop")).orElseThrow();
        assertThat(shop.nodes()).containsExactly("front", "pay-new", "pay-old");
        assertThat(shop.traffic().answered().now().calls()).isEqualTo(4);
        assertThat(shop.traffic().asked().now().calls()).isEqualTo(8);
        Node bank = graph.node(BANK + ":8080").orElseThrow();
        assertThat(bank.isOutside()).isTrue();
        assertThat(bank.island()).isEmpty();
        assertThat(graph.node("mysql.data").orElseThrow().title()).isEqualTo("mysql");
        assertThat(CallGraph.of(edges(Grain.NODE), null, Grouping.auto()).islands())
                .isEmpty();
    }

    @Test
    void aFoldedNamespaceIsOneNodeWithTheCallsOfAllInIt() {
        Grouping folded = Grouping.auto().closing(Set.of(Island.id("shop")));
        CallGraph graph = CallGraph.of(edges(Grain.POD), null, folded);
        assertThat(graph.islands()).extracting(Island::namespace).containsExactly("data");
        Node shop = graph.node(Island.id("shop")).orElseThrow();
        assertThat(shop.isFolded()).isTrue();
        assertThat(shop.title()).isEqualTo("shop");
        assertThat(shop.members()).hasSize(4);
        assertThat(shop.answered().now().calls()).isEqualTo(4);
        assertThat(shop.asked().now().calls()).isEqualTo(8);
        Grouping byKind = new Grouping(Grouping.Mode.KIND, Set.of(), Set.of(), Set.of());
        assertThat(CallGraph.of(edges(Grain.POD), null, byKind).node(Island.id("shop")))
                .isPresent();
        CallGraph opened = CallGraph.of(edges(Grain.POD), null, byKind.opening(Set.of(Island.id("shop"))));
        assertThat(opened.islands()).extracting(Island::namespace).contains("shop");
    }

    @Test
    void aNamespaceStandsAsTheWorstOfThoseInItDoesThoughAnotherAnswersManyMoreCalls() {
        Town town = new Town("shop")
                .pod(new Pod("shop", "front-1", "Deployment/front", "n1", "a1"), FRONT_1)
                .pod(new Pod("shop", "pay-1", "Deployment/pay", "n1", "b1"), PAY_OLD)
                .pod(new Pod("data", "mysql-0", "StatefulSet/mysql", "n2", "c1"), DATABASE);
        for (int i = 0; i < 60; i++) {
            town.call(DATABASE, FRONT_1, "GET /", i * Town.SECOND, 1000, 200);
        }
        town.call(FRONT_1, PAY_OLD, "POST /charges", 61 * Town.SECOND, 1000, 500);
        Edges edges = Edges.of(town.snapshot(), Query.of("edges").by(By.of(Grain.WORKLOAD)), CancelToken.NONE);
        CallGraph open = CallGraph.of(edges, null, Grouping.auto());
        assertThat(open.node("front").orElseThrow().health()).isEqualTo(Health.STEADY);
        assertThat(open.island(Island.id("shop")).orElseThrow().health()).isEqualTo(Health.WORSE);
        CallGraph folded = CallGraph.of(edges, null, Grouping.auto().closing(Set.of(Island.id("shop"))));
        Node shop = folded.node(Island.id("shop")).orElseThrow();
        assertThat(shop.answered().now().errorShare()).isLessThan(0.02);
        assertThat(shop.health()).isEqualTo(Health.WORSE);
    }

    @Test
    void aServiceThatSeveralWorkloadsAnswerForIsDrawnAsOne() {
        CallGraph graph = CallGraph.of(edges(Grain.SERVICE), null, Grouping.auto());
        assertThat(graph.node("pay").orElseThrow().kind()).isEqualTo(Peer.Kind.SERVICE);
        assertThat(CallGraph.of(edges(Grain.WORKLOAD), null, Grouping.auto()).node("pay"))
                .isEmpty();
    }

    private static Edges edges(Grain grain) {
        return Edges.of(snapshot, Query.of("edges").by(By.of(grain)), CancelToken.NONE);
    }

    private static Map<String, Long> answered(Grain grain) {
        Table table = Tables.run(snapshot, Query.of("overview").by(By.of(grain)), CancelToken.NONE);
        Map<String, Long> calls = new TreeMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            calls.put(String.valueOf(table.value(row, "name")), (Long) table.value(row, "calls"));
        }
        return calls;
    }

    private static long count(FilterTerm... terms) {
        Table table = Tables.run(snapshot, Query.of("overview").where(new Filter(List.of(terms))), CancelToken.NONE);
        return table.value(0, "calls") instanceof Long calls ? calls : -1;
    }

    private static Map<String, Long> values(FilterField field) {
        return FilterCompletions.values(field, snapshot, Window.ALL, Filter.ALL, CancelToken.NONE);
    }
}
