package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ClusterFacts;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Strings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static final String VIP = "10.96.0.10";
    private final SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
    private int nextString = 1;

    /** One fact at a time, told by the workstation. */
    private void fact(long second, String kind, String name, String node, String address, String owner, boolean gone) {
        int first = nextString;
        nextString += 7;
        store.accept(Batch.newBuilder()
                .setBaseNs(second * Stream.SECOND)
                .setClock(Clock.newBuilder()
                        .setMonotonicNs(second * Stream.SECOND)
                        .setUnixNs(second * Stream.SECOND))
                .setStrings(Strings.newBuilder()
                        .setFirstId(first)
                        .addValues(kind)
                        .addValues("shop")
                        .addValues(name)
                        .addValues("uid of " + kind + name)
                        .addValues(node)
                        .addValues(address)
                        .addValues(owner))
                .setFacts(ClusterFacts.newBuilder()
                        .addTimeDelta(0)
                        .addKind(first)
                        .addNamespace(first + 1)
                        .addName(first + 2)
                        .addUid(first + 3)
                        .addNode(first + 4)
                        .addAddress(first + 5)
                        .addOwner(first + 6)
                        .addState(0)
                        .addDetail(0)
                        .addFlags(gone ? 1 : 0))
                .build());
    }

    private void aShop() {
        fact(900, "Scope", "prod", "", "", "", false);
        fact(900, "Pod", "front-1", "n1", "10.0.0.1", "Deployment/front", false);
        fact(900, "Pod", "cart-1", "n2", "10.0.0.2", "Deployment/cart", false);
        fact(900, "Service", "cart-svc", "", VIP, "", false);
    }

    private Table table(Query query) {
        return Tables.run(store.snapshot(), query, CancelToken.NONE);
    }

    @Test
    void addressesAreWorkloadsWhetherTheClusterOrTheAgentTellsFirst() {
        Stream server = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(server.first());
        store.accept(server.exchanges(0, 0, 10));
        assertThat(table(Query.of("edges")).value(0, "client")).isEqualTo("10.0.0.1");

        aShop();
        Table edges = table(Query.of("edges"));
        assertThat(edges.value(0, "client")).isEqualTo("front");
        assertThat(edges.value(0, "server")).isEqualTo("cart");
        store.accept(server.connection(8, 40_001, 0, 0, 5));
        assertThat(table(Query.of("connections")).value(1, "server")).isEqualTo("cart");
    }

    @Test
    void callsAreGroupedByPodAndNodeAndFilteredByAllNamesOfKubernetes() {
        aShop();
        Stream server = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(server.first());
        store.accept(server.exchanges(0, 0, 10, 20));

        assertThat(table(Query.of("overview").by(By.POD)).value(0, "name")).isEqualTo("cart-1");
        assertThat(table(Query.of("overview").by(By.NODE)).value(0, "name")).isEqualTo("n2");
        for (String filter : new String[] {
            "pod:cart-1",
            "k8s.pod.name:front-1",
            "workload:cart",
            "k8s.deployment.name:front",
            "namespace:shop",
            "node:n2"
        }) {
            assertThat(table(Query.of("overview").where(Filter.parse(filter))).value(0, "calls"))
                    .as(filter)
                    .isEqualTo(2L);
        }
        assertThat(table(Query.of("exchanges").where(Filter.parse("!workload:cart")))
                        .rowCount())
                .isZero();
    }

    @Test
    void anAddressThatIsUsedAgainIsWhoseItWasAtTheTime() {
        aShop();
        Stream server = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(server.first());
        fact(2_000, "Pod", "cart-1", "n2", "10.0.0.2", "Deployment/cart", true);
        fact(2_001, "Pod", "mail-1", "n2", "10.0.0.2", "Deployment/mail", false);
        store.accept(server.connection(9, 40_009, 0, 0, 1_500 * Stream.SECOND));

        Table connections = table(Query.of("connections"));
        assertThat(connections.value(0, "server")).isEqualTo("cart");
        assertThat(connections.value(1, "server")).isEqualTo("mail");
    }

    @Test
    void aServicesAddressThatWasTranslatedOnTheWayJoinsBothEnds() {
        aShop();
        for (boolean clientFirst : new boolean[] {true, false}) {
            SessionStore both = store;
            int port = clientFirst ? 41_000 : 42_000;
            Stream client = new Stream(clientFirst ? 1 : 3, 0, ExchangeFlag.AT_CLIENT);
            Stream server = new Stream(clientFirst ? 2 : 4, 0, ExchangeFlag.AT_SERVER);
            Batch clientsEnd = translated(client, port);
            Batch serversEnd = server.first().toBuilder()
                    .setConnections(server.first().getConnections().toBuilder().setClientPort(0, port))
                    .setSequence(1)
                    .build();
            both.accept(clientFirst ? clientsEnd : serversEnd);
            both.accept(clientFirst ? serversEnd : clientsEnd);
            both.accept(
                    client.exchanges(0, 5, 500, 600).toBuilder().setSequence(2).build());
            both.accept(server.exchanges(1_000, 5, 300, 400).toBuilder()
                    .setSequence(2)
                    .build());
        }

        assertThat(store.snapshot().exchangeCount()).isEqualTo(4);
        Table exchanges = table(Query.of("exchanges"));
        for (int row = 0; row < 4; row++) {
            assertThat(exchanges.value(row, "seen_at")).isEqualTo("both");
            assertThat(exchanges.value(row, "server_address")).isEqualTo("10.0.0.2");
            assertThat(exchanges.value(row, "server")).isEqualTo("cart");
        }
    }

    @Test
    void aConnectionThroughAServiceThatClosedBeforeItsOtherEndWasToldIsOneAllTheSame() {
        aShop();
        Stream client = new Stream(1, 0, ExchangeFlag.AT_CLIENT);
        Stream server = new Stream(2, 0, ExchangeFlag.AT_SERVER);
        store.accept(translated(client, 41_000));
        store.accept(client.exchanges(0, 5, 500));
        store.accept(client.closed(7, 2_000_000));
        Batch serversEnd = server.first();
        store.accept(serversEnd.toBuilder()
                .setConnections(serversEnd.getConnections().toBuilder().setClientPort(0, 41_000))
                .build());
        store.accept(server.exchanges(1_000, 5, 300));

        Table exchanges = table(Query.of("exchanges"));
        assertThat(exchanges.rowCount()).isEqualTo(1);
        assertThat(exchanges.value(0, "seen_at")).isEqualTo("both");
    }

    @Test
    void bothEndsAreJoinedWhenTheNextAgentOfTheirNodeTellsOfThem() {
        aShop();
        for (int agent = 1; agent <= 3; agent++) {
            Stream one = new Stream(agent, 0, ExchangeFlag.AT_CLIENT);
            boolean clientFirst = agent < 3;
            store.accept(ends(one, clientFirst));
            Batch client = one.exchanges(agent * Stream.SECOND, 5, 500);
            Batch server = one.exchanges(agent * Stream.SECOND + 1000, 5, 300);
            store.accept(client);
            store.accept(server.toBuilder()
                    .setExchanges(server.getExchanges().toBuilder()
                            .setConnection(0, 8)
                            .setFlags(0, ExchangeFlag.AT_SERVER_VALUE))
                    .build());
        }

        Table exchanges = table(Query.of("exchanges"));
        assertThat(exchanges.rowCount()).isEqualTo(3);
        for (int row = 0; row < 3; row++) {
            assertThat(exchanges.value(row, "seen_at")).isEqualTo("both");
            assertThat(exchanges.value(row, "server_address")).isEqualTo("10.0.0.2");
        }
        assertThat(table(Query.of("connections")).rowCount()).isEqualTo(1);
    }

    @Test
    void whatAnAgentCountsAtBothEndsOfATranslatedConnectionCountsOnce() {
        aShop();
        for (boolean clientFirst : new boolean[] {true, false}) {
            Stream one = new Stream(clientFirst ? 1 : 2, 0, ExchangeFlag.AT_CLIENT);
            store.accept(ends(one, clientFirst));
            Batch client = one.group(0, 3, 100, 500);
            Batch server = one.group(0, 3, 100, 300);
            store.accept(client);
            store.accept(server.toBuilder()
                    .setAggregates(server.getAggregates().toBuilder()
                            .setConnection(0, 8)
                            .setFlags(0, ExchangeFlag.AT_SERVER_VALUE))
                    .build());
            store.accept(one.closed(8, 500));
            store.accept(one.closed(7, 500));
        }

        assertThat(store.snapshot().callCount()).isEqualTo(200);
        Table connections = table(Query.of("connections"));
        assertThat(connections.rowCount()).isEqualTo(1);
        assertThat(connections.value(0, "bytes_received"))
                .as("what the server sent")
                .isEqualTo(8L);
    }

    /** What an agent tells that sees both ends of a connection that was open before it: 7 is the client's, 8 the server's. */
    private static Batch ends(Stream agent, boolean clientFirst) {
        Connections.Builder connections = Connections.newBuilder();
        for (boolean client : new boolean[] {clientFirst, !clientFirst}) {
            connections
                    .addId(client ? 7 : 8)
                    .addClientAddress(1)
                    .addClientPort(41_000)
                    .addServerAddress(client ? 2 : 4)
                    .addServerPort(80)
                    .addClientProcess(0)
                    .addServerProcess(0)
                    .addFlags(4 | (client ? 1 : 2))
                    .addOpenedDelta(0)
                    .addOpaque(0);
        }
        return agent.next(0)
                .setStrings(Strings.newBuilder()
                        .setFirstId(1)
                        .addValues("10.0.0.1")
                        .addValues(VIP)
                        .addValues("GET /orders/{id}")
                        .addValues("10.0.0.2"))
                .setConnections(connections)
                .build();
    }

    /** The client's sight: it called the service's address. */
    private static Batch translated(Stream client, int port) {
        Batch first = client.first();
        return first.toBuilder()
                .setStrings(Strings.newBuilder()
                        .setFirstId(1)
                        .addValues("10.0.0.1")
                        .addValues(VIP)
                        .addValues("GET /orders/{id}"))
                .setConnections(Connections.newBuilder(first.getConnections()).setClientPort(0, port))
                .build();
    }

    @Test
    void aNodesPortThatPutsAnAddressOfTheNodeInPlaceOfTheClientsJoinsBothEnds() {
        aShop();
        fact(900, "Node", "n1", "n1", "172.30.0.1", "", false);
        for (boolean clientFirst : new boolean[] {true, false}) {
            int port = clientFirst ? 41_000 : 42_000;
            int order = clientFirst ? 100 : 200;
            Batch[] client =
                    ends(clientFirst ? 1 : 3, ExchangeFlag.AT_CLIENT, "10.0.0.1", port, "172.30.0.1", 30_080, order);
            Batch[] server =
                    ends(clientFirst ? 2 : 4, ExchangeFlag.AT_SERVER, "10.0.9.1", port + 7, "10.0.0.2", 80, order);
            for (Batch[] one : clientFirst ? new Batch[][] {client, server} : new Batch[][] {server, client}) {
                store.accept(one[0]);
                store.accept(one[1]);
            }
        }

        assertThat(store.snapshot().exchangeCount()).isEqualTo(6);
        Table exchanges = table(Query.of("exchanges"));
        for (int row = 0; row < 6; row++) {
            assertThat(exchanges.value(row, "seen_at")).isEqualTo("both");
            assertThat(exchanges.value(row, "client")).isEqualTo("front");
            assertThat(exchanges.value(row, "server")).isEqualTo("cart");
            assertThat(exchanges.value(row, "server_port")).isEqualTo(80L);
        }
        Table connections = table(Query.of("connections"));
        assertThat(connections.rowCount()).isEqualTo(2);
        assertThat(connections.value(0, "addresses")).asString().startsWith("10.0.0.1:4");
        assertThat(store.snapshot().distinctConnectionCount()).isEqualTo(2);
    }

    @Test
    void anAddressOrPortThatAMachinePutsInPlaceOfTheClientsJoinsBothEnds() {
        for (String seenAs : new String[] {"10.0.9.1", "10.0.0.1"}) {
            boolean otherAddress = seenAs.equals("10.0.9.1");
            int port = otherAddress ? 41_000 : 42_000;
            Batch[] client = ends(otherAddress ? 1 : 3, ExchangeFlag.AT_CLIENT, "10.0.0.1", port, "10.0.0.2", 80, port);
            Batch[] server = ends(otherAddress ? 2 : 4, ExchangeFlag.AT_SERVER, seenAs, port + 7, "10.0.0.2", 80, port);
            for (Batch batch : new Batch[] {client[0], server[0], server[1], client[1]}) {
                store.accept(batch);
            }
        }

        assertThat(store.snapshot().exchangeCount()).isEqualTo(6);
        Table exchanges = table(Query.of("exchanges"));
        for (int row = 0; row < 6; row++) {
            assertThat(exchanges.value(row, "seen_at")).isEqualTo("both");
            assertThat(exchanges.value(row, "client_address")).isEqualTo("10.0.0.1");
        }
        assertThat(table(Query.of("connections")).rowCount()).isEqualTo(2);
    }

    @Test
    void whoeverAsksFromOutsideIsNobodysOtherEnd() {
        aShop();
        fact(900, "Node", "n1", "n1", "172.30.0.1", "", false);
        for (Batch batch : ends(1, ExchangeFlag.AT_CLIENT, "10.0.0.1", 41_000, "172.30.0.1", 30_080, 100)) {
            store.accept(batch);
        }
        for (Batch batch : ends(2, ExchangeFlag.AT_SERVER, "192.0.2.1", 1_111, "10.0.0.2", 80, 500)) {
            store.accept(batch);
        }

        assertThat(store.snapshot().exchangeCount()).isEqualTo(6);
    }

    /** One end of a connection, and three exchanges over it whose order numbers begin at one. */
    private static Batch[] ends(
            int agent, ExchangeFlag end, String client, int clientPort, String server, int serverPort, int order) {
        Stream stream = new Stream(agent, 0, end);
        Batch first = stream.first();
        return new Batch[] {
            first.toBuilder()
                    .setStrings(Strings.newBuilder()
                            .setFirstId(1)
                            .addValues(client)
                            .addValues(server)
                            .addValues("GET /orders/{id}"))
                    .setConnections(first.getConnections().toBuilder()
                            .setClientPort(0, clientPort)
                            .setServerPort(0, serverPort))
                    .build(),
            stream.exchanges(0, order, 300, 400, 500)
        };
    }

    @Test
    void factsAreATableOfWhatWasWhen() {
        aShop();
        fact(2_000, "Pod", "cart-1", "n2", "10.0.0.2", "Deployment/cart", true);
        Table facts = table(Query.of("facts").where(Filter.parse("pod:cart-1")));
        assertThat(facts.rowCount()).isEqualTo(2);
        assertThat(facts.value(1, "state")).isEqualTo("gone");
        assertThat(facts.value(0, "owner")).isEqualTo("Deployment/cart");
    }
}
