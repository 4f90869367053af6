package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.e2e.Sonde;
import dev.sonde.e2e.load.HttpLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop on two nodes, watched by one agent a node: who calls whom is known, how often is in the visitors' books, and what the cluster is made of
 * is what kubectl says.
 */
@OwnCluster
class ShopInPodsTest {
    private static final int VISITORS = 12;
    private static final long OPEN_MILLIS = 8_000;
    private static final int LOAD = 5_000;
    private static final int LOAD_PER_SECOND = 1_000;

    /** As many as nginx answers before it closes one. */
    private static final int A_CONNECTION = 1_000;

    @TempDir
    static Path folder;

    private static Watcher watcher;
    private static Path file;
    private static Path loaded;
    private static JsonNode books;
    private static Map<String, JsonNode> cluster;

    @BeforeAll
    static void watch(Cluster running) throws Exception {
        watcher = new Watcher(folder, running);
        try (PodShop shop = PodShop.open(running);
                Sonde.Recording recording = watcher.record("--namespace", "shop")) {
            shop.admit(VISITORS);
            Thread.sleep(OPEN_MILLIS);
            books = shop.dismiss();
            aCrashAndARollout(running);
            cluster = ofKubectl(running);
            file = recording.stop();
            loaded = underLoad(running);
        }
    }

    /** Asks each pod of front, one connection at a time. */
    private static Path underLoad(Cluster running) throws Exception {
        try (Sonde.Recording recording = watcher.record("--namespace", "shop", "--port", "8080")) {
            String[] addresses = running.kubectl(
                            "-n", "shop", "get", "pods", "-l", "app=front", "-o", "jsonpath={.items[*].status.podIP}")
                    .split(" ", -1);
            CompletableFuture<?>[] loads = Arrays.stream(addresses)
                    .map(address -> CompletableFuture.runAsync(() -> ask(address)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(loads).join();
            return recording.stop();
        }
    }

    private static void ask(String address) {
        for (int asked = 0; asked < LOAD; asked += A_CONNECTION) {
            try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral(address), 8080)) {
                load.get(new String[] {"/index.html"}, A_CONNECTION, LOAD_PER_SECOND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void aCrashAndARollout(Cluster running) throws InterruptedException {
        running.kubectl("-n", "shop", "exec", "redis-0", "--", "kill", "-TERM", "1");
        running.kubectl("-n", "shop", "rollout", "restart", "deployment/front");
        running.kubectl("-n", "shop", "rollout", "status", "deployment/front", "--timeout=60s");
        running.kubectl(
                "-n",
                "shop",
                "wait",
                "--for=jsonpath={.status.containerStatuses[0].restartCount}=1",
                "pod/redis-0",
                "--timeout=30s");
        running.kubectl("-n", "shop", "wait", "--for=condition=Ready", "pod/redis-0", "--timeout=30s");
        Eventually.isSo(
                "the old pods of front are gone",
                Duration.ofSeconds(30),
                () -> running.kubectl("-n", "shop", "get", "pods", "-l", "app=front", "-o", "name")
                                .lines()
                                .count()
                        == 2);
    }

    private static Map<String, JsonNode> ofKubectl(Cluster running) throws IOException {
        Map<String, JsonNode> objects = new HashMap<>();
        String all = running.kubectl("get", "pods,services,deployments,nodes", "-n", "shop", "-o", "json");
        new ObjectMapper()
                .readTree(all)
                .get("items")
                .forEach(one -> objects.put(
                        one.get("kind").asText() + " "
                                + one.at("/metadata/name").asText(),
                        one));
        return objects;
    }

    @Test
    void nothingIsLostAndBothNodesWereWatched() throws Exception {
        assertThat(watcher.query(file, "loss")).isEmpty();
        assertThat(watcher.query(file, "agents"))
                .extracting(agent -> agent.get("node").asText())
                .containsExactlyInAnyOrder("node-1", "node-2");
    }

    @Test
    void underLoadEachNodesAgentSeesItsPodsRequestsAndSaysWhatItCosts() throws Exception {
        assertThat(watcher.query(loaded, "overview", "--by", "pod", "--filter", "service:front"))
                .hasSize(2)
                .allSatisfy(pod -> assertThat(pod.get("calls").asInt()).isEqualTo(LOAD));
        for (JsonNode agent : watcher.query(loaded, "agents")) {
            System.out.printf(
                    "Agent on %s beside %,d requests a second: %.3f core, at most %.3f; %.1f MiB, at most %.1f MiB%n",
                    agent.get("node").asText(),
                    LOAD_PER_SECOND,
                    agent.get("cpu_ratio").asDouble(),
                    agent.get("cpu_peak_ratio").asDouble(),
                    agent.get("rss_bytes").asDouble() / (1 << 20),
                    agent.get("rss_peak_bytes").asDouble() / (1 << 20));
        }
    }

    @Test
    void everyEdgeHasTheCallsOfTheBooks() throws Exception {
        Map<String, Long> known = new TreeMap<>();
        books.get("edges")
                .forEach(edge -> known.put(
                        edge.get("client").asText() + " > " + edge.get("server").asText(),
                        edge.get("calls").asLong()));
        // Redis speaks what Sonde doesn't read: its connections are seen, not its calls.
        known.remove("cart > redis");
        // Nor do they have what a driver says on its own: a pool that opens a connection late sets it up, and asks
        // nothing for a visitor.
        Map<String, Long> seen = new TreeMap<>();
        for (JsonNode edge :
                watcher.query(file, "edges", "--filter", "!endpoint:PREPARE* !endpoint:CONNECT !endpoint:SET*")) {
            seen.merge(
                    edge.get("client").asText() + " > " + edge.get("server").asText(),
                    edge.get("calls").asLong(),
                    Long::sum);
        }
        System.out.println("Calls of the shop in pods: " + seen);
        assertThat(seen).isEqualTo(known);
    }

    @Test
    void everyAnswerHasTheStatusOfTheBooks() throws Exception {
        Map<String, Long> known = new TreeMap<>();
        books.get("calls")
                .forEach(calls -> known.put(
                        calls.get("endpoint").asText() + " "
                                + calls.get("status").asText(),
                        calls.get("calls").asLong()));
        Map<String, Long> seen = new TreeMap<>();
        for (JsonNode row : watcher.query(file, "endpoints", "--filter", "service:front")) {
            row.get("statuses")
                    .properties()
                    .forEach(status -> seen.put(
                            row.get("endpoint").asText() + " " + status.getKey(),
                            status.getValue().asLong()));
        }
        assertThat(seen).isEqualTo(known);
    }

    @Test
    void acrossNodesAndThroughServicesBothEndsOfEveryCallAreOneExchange() throws Exception {
        assertThat(watcher.query(file, "exchanges", "--filter", "seen_at:client,server", "--limit", "5"))
                .as("calls of which one end was seen only")
                .isEmpty();
    }

    @Test
    void whatEachPodAnsweredAddsUpToItsService() throws Exception {
        Map<String, Long> ofServices = calls("service");
        Map<String, Long> added = new TreeMap<>();
        TreeSet<String> pods = new TreeSet<>();
        for (JsonNode row : watcher.query(file, "overview", "--by", "pod")) {
            String pod = row.get("name").asText();
            pods.add(pod);
            added.merge(workload(pod), row.get("calls").asLong(), Long::sum);
        }
        assertThat(added).isEqualTo(ofServices);
        assertThat(everSeen())
                .containsAll(pods.stream().map(pod -> "Pod " + pod).toList());
        assertThat(pods.stream().filter(pod -> pod.startsWith("stock-"))).hasSizeBetween(2, 6);
    }

    private static Set<String> everSeen() throws Exception {
        return watcher.query(file, "facts").stream()
                .map(fact -> fact.get("kind").asText() + " " + fact.get("name").asText())
                .collect(Collectors.toSet());
    }

    private static Map<String, Long> calls(String by) throws Exception {
        Map<String, Long> calls = new TreeMap<>();
        for (JsonNode row : watcher.query(file, "overview", "--by", by)) {
            calls.merge(row.get("name").asText(), row.get("calls").asLong(), Long::sum);
        }
        return calls;
    }

    private static String workload(String pod) {
        return pod.replaceFirst("-(\\d+|[a-z0-9]+-[a-z0-9]{5})$", "");
    }

    @Test
    void processesHaveTheirPods() throws Exception {
        Map<String, String> programs = new TreeMap<>();
        for (JsonNode process : watcher.query(file, "processes")) {
            if (!process.get("pod").isNull()) {
                programs.put(
                        workload(process.get("pod").asText()),
                        process.get("executable").asText());
            }
        }
        assertThat(programs)
                .containsEntry("cart", "cart")
                .containsEntry("front", "nginx")
                .containsEntry("web", "node")
                .containsEntry("mariadb", "mariadbd");
    }

    @Test
    void connectionsToWhatIsNotReadAreSeen() throws Exception {
        assertThat(watcher.query(file, "connections", "--filter", "port:6379"))
                .isNotEmpty()
                .allSatisfy(connection -> {
                    assertThat(connection.get("client").asText()).isEqualTo("cart");
                    assertThat(connection.get("server").asText()).isEqualTo("redis");
                });
    }

    @Test
    void podsServicesAndNodesAreAsKubectlHasThem() throws Exception {
        Map<String, JsonNode> facts = lastFacts();
        assertThat(facts.keySet().stream()
                        .filter(name -> !name.startsWith("EndpointSlice ") && !name.startsWith("Agent "))
                        .collect(Collectors.toSet()))
                .isEqualTo(cluster.keySet());
        cluster.forEach((name, real) -> {
            JsonNode fact = named(facts, name);
            switch (fact.get("kind").asText()) {
                case "Pod" -> {
                    assertThat(fact.get("node")).isEqualTo(real.at("/spec/nodeName"));
                    assertThat(fact.get("address")).isEqualTo(real.at("/status/podIP"));
                    assertThat(fact.get("owner").asText())
                            .endsWith("/" + workload(real.at("/metadata/name").asText()));
                    assertThat(fact.get("detail").asText())
                            .contains("restarts="
                                    + real.at("/status/containerStatuses/0/restartCount")
                                            .asText());
                }
                case "Service" -> assertThat(fact.get("address")).isEqualTo(real.at("/spec/clusterIP"));
                case "Node" -> assertThat(fact.get("address")).isEqualTo(real.at("/status/addresses/0/address"));
                default -> {}
            }
        });
    }

    @Test
    void aCrashAndARolloutAreTold() throws Exception {
        assertThat(named(lastFacts(), "Pod redis-0").get("detail").asText()).contains("restarts=1");
        List<String> states = new ArrayList<>();
        for (JsonNode fact : watcher.query(file, "facts")) {
            if (fact.get("kind").asText().equals("Deployment")
                    && fact.get("name").asText().equals("front")) {
                states.add(fact.get("state").asText());
            }
        }
        assertThat(states).anyMatch(state -> state.startsWith("Rolling out"));
        assertThat(states.getLast()).isEqualTo("2 of 2 ready");
        assertThat(named(lastFacts(), "Deployment front").get("detail").asText())
                .contains("revision=2");
        assertThat(watcher.query(file, "events"))
                .anyMatch(event -> event.get("object").asText().startsWith("shop/front-"));
    }

    private static JsonNode named(Map<String, JsonNode> objects, String name) {
        return Optional.ofNullable(objects.get(name)).orElseThrow(() -> new AssertionError("There is no " + name));
    }

    /** The last word on each object that was not gone at the end. */
    private static Map<String, JsonNode> lastFacts() throws Exception {
        Map<String, JsonNode> last = new TreeMap<>();
        for (JsonNode fact : watcher.query(file, "facts")) {
            String name = fact.get("kind").asText() + " " + fact.get("name").asText();
            last.put(name, fact);
        }
        last.values().removeIf(fact -> fact.get("state").asText().equals("gone"));
        return last;
    }
}
