package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.e2e.Sonde;
import dev.sonde.e2e.load.HttpLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop in pods with one fault after the other planted: the tables of one recording name what each was. */
@OwnCluster
class FaultsInPodsTest {
    private static final int VISITORS = 12;
    private static final long LONG_ENOUGH_MILLIS = 4_000;
    private static final int ASKED = 8;
    private static final Duration LOOKED_BACK = Duration.ofSeconds(5);
    private static final long SLOW_NANOS = 290_000_000L;
    private static final long FAST_NANOS = 150_000_000L;

    @TempDir
    static Path folder;

    private static Watcher watcher;
    private static Path file;
    private static String slowPod = "";
    private static Instant planted = Instant.MIN;
    private static Map<String, Long> held = Map.of();
    private static final Map<String, Instant[]> TIMES = new HashMap<>();

    @BeforeAll
    static void watch(Cluster running) throws Exception {
        watcher = new Watcher(folder, running);
        try (PodShop shop = PodShop.open(running);
                Sonde.Recording recording = watcher.record("--namespace", "shop")) {
            shop.admit(VISITORS);
            // A pod that never gets ready is no concern of the others.
            shop.plant("crash-loop");
            during("healthy", () -> {});
            slowPod = shop.plant("slow-pod").getFirst();
            during("slow-pod", () -> askEach(running));
            shop.mend("slow-pod");
            shop.plant("slow-dependency");
            during("slow-dependency", () -> {});
            shop.mend("slow-dependency");
            shop.plant("error-burst");
            during("error-burst", () -> isTold(recording, "CrashLoopBackOff"));
            shop.mend("error-burst");
            shop.mend("crash-loop");
            planted = Instant.now();
            shop.plant("cpu-hog");
            during("cpu-hog", () -> held = workingSets(running));
            shop.mend("cpu-hog");
            shop.plant("memory-leak");
            during("memory-leak", () -> isTold(recording, "ended=OOMKilled"));
            file = recording.stop();
        }
    }

    /** Connections are kept, so that the shop itself asks only some of the six. */
    private static void askEach(Cluster running) {
        String[] addresses = running.kubectl(
                        "-n", "shop", "get", "pods", "-l", "app=stock", "-o", "jsonpath={.items[*].status.podIP}")
                .split(" ", -1);
        CompletableFuture.allOf(Arrays.stream(addresses)
                        .map(address -> CompletableFuture.runAsync(() -> ask(address)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void ask(String address) {
        try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral(address), 8080)) {
            load.get(new String[] {"/stock/1"}, ASKED, ASKED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void during(String fault, Work work) throws InterruptedException {
        // What was on its way is not counted to either side.
        Thread.sleep(600);
        Instant begun = Instant.now();
        Thread.sleep(LONG_ENOUGH_MILLIS);
        work.run();
        TIMES.put(fault, new Instant[] {begun, Instant.now()});
    }

    /** Not asked of the API server, which tells the recording later than whoever asks. */
    private static void isTold(Sonde.Recording recording, String what) throws InterruptedException {
        watcher.awaitFact(
                recording,
                "the recording was told of " + what,
                fact -> fact.get("owner").asText().equals("Deployment/cart")
                        && (fact.get("state").asText() + " "
                                        + fact.get("detail").asText())
                                .contains(what));
    }

    /** Memory that each container holds, by pod, as the kubelets count. */
    private static Map<String, Long> workingSets(Cluster running) {
        Map<String, Long> bytes = new HashMap<>();
        for (String node : List.of("node-1", "node-2")) {
            String told = running.kubectl("get", "--raw", "/api/v1/nodes/" + node + "/proxy/stats/summary");
            try {
                new ObjectMapper()
                        .readTree(told)
                        .get("pods")
                        .forEach(pod -> pod.path("containers")
                                .forEach(container -> bytes.put(
                                        pod.at("/podRef/name").asText() + " "
                                                + container.get("name").asText(),
                                        container.at("/memory/workingSetBytes").asLong())));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(told, e);
            }
        }
        return bytes;
    }

    private static List<JsonNode> query(String fault, String table, String... words) throws Exception {
        Instant[] time = Objects.requireNonNull(TIMES.get(fault));
        return query(time[0], time[1], table, words);
    }

    private static List<JsonNode> query(Instant from, Instant to, String table, String... words) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--from", from.toString(), "--to", to.toString()));
        return watcher.query(file, table, all.toArray(String[]::new));
    }

    private static JsonNode stockOf(String fault) throws Exception {
        List<JsonNode> found = query(fault, "endpoints", "--filter", "service:stock endpoint:\"GET /stock/{id}\"");
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void aSlowPodIsTheOneOfSixWhoseMedianIsSlow() throws Exception {
        List<JsonNode> pods =
                query("slow-pod", "overview", "--by", "pod", "--filter", "service:stock endpoint:\"GET /stock/{id}\"");
        assertThat(pods).hasSize(6);
        for (JsonNode pod : pods) {
            long median = pod.get("p50_ns").asLong();
            if (pod.get("name").asText().equals(slowPod)) {
                assertThat(median).as(slowPod).isGreaterThan(SLOW_NANOS);
            } else {
                assertThat(median).as(pod.get("name").asText()).isLessThan(FAST_NANOS);
            }
        }
        assertThat(pods).extracting(pod -> pod.get("name").asText()).contains(slowPod);
    }

    @Test
    void aSlowDependencyIsTheServiceThatIsSlowWhileItsOwnDatabaseIsNot() throws Exception {
        assertThat(stockOf("healthy").get("p50_ns").asLong()).isLessThan(FAST_NANOS);
        assertThat(stockOf("slow-dependency").get("p50_ns").asLong()).isGreaterThan(SLOW_NANOS);
        for (JsonNode edge : query("slow-dependency", "edges")) {
            String name =
                    edge.get("client").asText() + " > " + edge.get("server").asText();
            if (name.equals("web > stock")) {
                assertThat(edge.get("p50_ns").asLong()).isGreaterThan(SLOW_NANOS);
            } else if (name.endsWith(" > mariadb") || name.equals("web > cart")) {
                assertThat(edge.get("p50_ns").asLong()).as(name).isLessThan(FAST_NANOS);
            }
        }
    }

    @Test
    void anErrorBurstIsStocksOwn500sAndTheOthersPassItOnAs502() throws Exception {
        JsonNode statuses = stockOf("error-burst").get("statuses");
        double failed = statuses.path("500").asDouble();
        double all = stockOf("error-burst").get("calls").asDouble();
        // By chance each, so of few calls the share is that far from 40 % in one of ten thousand bursts.
        assertThat(failed / all).isCloseTo(0.4, within(4 * Math.sqrt(0.4 * 0.6 / all)));
        assertThat(stockOf("healthy").get("errors").asLong()).isZero();
        for (JsonNode row : query("error-burst", "endpoints", "--filter", "protocol:http error:true")) {
            String service = row.get("service").asText();
            assertThat(service).isIn("stock", "web", "front");
            if (!service.equals("stock")) {
                assertThat(row.get("statuses").has("502")).as(row.toString()).isTrue();
            }
        }
    }

    @Test
    void aCrashLoopIsInThePodsStateAndInTheEventsAndTheOldPodsGoOnServing() throws Exception {
        assertThat(watcher.query(file, "facts")).anySatisfy(fact -> {
            assertThat(fact.get("kind").asText()).isEqualTo("Pod");
            assertThat(fact.get("owner").asText()).isEqualTo("Deployment/cart");
            assertThat(fact.get("state").asText()).isEqualTo("CrashLoopBackOff");
            assertThat(fact.get("detail").asText()).contains("ended=Error", "exit=1");
        });
        assertThat(watcher.query(file, "events")).anySatisfy(event -> {
            assertThat(event.get("object").asText()).startsWith("shop/cart-");
            assertThat(event.get("reason").asText()).isEqualTo("BackOff");
        });
        List<JsonNode> cart = query("slow-dependency", "overview", "--by", "service", "--filter", "service:cart");
        assertThat(cart).singleElement().satisfies(row -> {
            assertThat(row.get("calls").asLong()).isPositive();
            assertThat(row.get("errors").asLong()).isZero();
        });
        // It is over and over again started in between.
        Instant toldOf = watcher.query(file, "facts").stream()
                .filter(fact -> fact.get("state").asText().equals("CrashLoopBackOff"))
                .map(fact -> Instant.parse(fact.get("time").asText()))
                .max(Instant::compareTo)
                .orElseThrow();
        assertThat(query(toldOf.minus(LOOKED_BACK), toldOf.plusMillis(1), "containers", "--filter", "workload:cart"))
                .anySatisfy(row -> {
                    assertThat(row.get("trouble").asBoolean()).isTrue();
                    assertThat(row.get("waiting").asText()).isEqualTo("CrashLoopBackOff");
                    assertThat(row.get("ended").asText()).isEqualTo("Error");
                })
                .anySatisfy(row -> assertThat(row.get("trouble").asBoolean()).isFalse());
    }

    @Test
    void aCpuHogIsTheContainerThatUsesAllOfItsLimitAndIsThrottledSinceThen() throws Exception {
        List<JsonNode> running = query("cpu-hog", "containers").stream()
                .filter(row -> !row.get("cpu_cores").isNull())
                .toList();
        assertThat(running)
                .anySatisfy(row -> assertThat(row.get("service").asText()).isEqualTo("cart"));
        for (JsonNode row : running) {
            String name = row.get("pod").asText();
            if (row.get("service").asText().equals("cart")) {
                assertThat(row.get("cpu_limit_cores").asDouble()).isEqualTo(0.5);
                assertThat(row.get("cpu_cores").asDouble()).as(name).isBetween(0.35, 0.55);
                assertThat(row.get("throttled_ratio").asDouble()).as(name).isGreaterThan(0.5);
                assertThat(Instant.parse(row.get("throttled_since").asText()))
                        .isBetween(planted.minusSeconds(2), planted.plusSeconds(4));
                assertThat(row.get("trouble").asBoolean()).isTrue();
            } else {
                assertThat(row.get("throttled_since").isNull()).as(name).isTrue();
            }
        }
        assertThat(query("healthy", "containers", "--filter", "service:cart"))
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row.get("throttled_since").isNull()).isTrue());
    }

    @Test
    void containersHoldTheMemoryThatTheirKubeletCounts() throws Exception {
        List<JsonNode> rows = query("cpu-hog", "containers");
        assertThat(rows).hasSizeGreaterThan(10);
        for (JsonNode row : rows) {
            String name = row.get("pod").asText() + " " + row.get("container").asText();
            // The kubelet looks every ten seconds.
            if (row.get("service").asText().matches("mariadb|redis|stock|front")) {
                assertThat(row.get("memory_bytes").asLong())
                        .as(name)
                        .isCloseTo(Objects.requireNonNull(held.get(name), name), Percentage.withPercentage(20));
            }
        }
    }

    @Test
    void aMemoryLeakIsAPodThatWasKilledForItsMemoryAndStartedAgain() throws Exception {
        assertThat(watcher.query(file, "facts")).anySatisfy(fact -> {
            assertThat(fact.get("owner").asText()).isEqualTo("Deployment/cart");
            assertThat(fact.get("detail").asText())
                    .containsPattern("restarts=[1-9]")
                    .contains("ended=OOMKilled");
        });
        assertThat(query("memory-leak", "containers", "--filter", "workload:cart"))
                .anySatisfy(row -> {
                    assertThat(row.get("ended").asText()).isEqualTo("OOMKilled");
                    assertThat(row.get("restarts").asLong()).isPositive();
                    assertThat(row.get("restarted").isNull()).isFalse();
                    assertThat(row.get("memory_limit_bytes").asLong()).isEqualTo(48L << 20);
                    assertThat(row.get("memory_peak_bytes").asDouble()).isGreaterThan(0.5 * (48 << 20));
                });
    }
}
