package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to the agents breaks and comes back: the session goes on, and says for how long it saw nothing. */
@OwnCluster
class InterruptionTest {
    private static final long LEASE_MILLIS = 30_000;

    @TempDir
    static Path folder;

    private static Pair pair;
    private static Watcher watcher;

    @BeforeAll
    static void start(Cluster cluster) {
        watcher = new Watcher(folder, cluster);
        pair = Pair.start(cluster, "broken");
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void anApiServerThatEndsAndStartsCostsAGapThatIsTold(Cluster cluster) throws Exception {
        try (Sonde.Recording recording = watcher.record("--namespace", "broken")) {
            pair.askAlone(60);
            Thread.sleep(2000);
            cluster.order("stop-api");
            Thread.sleep(4000);
            cluster.order("start-api");
            long counted = pair.askedAlone();
            Thread.sleep(2000);
            assertThat(pair.ask(20)).isEqualTo(20);
            Path file = recording.stop();
            say("API server stopped", counted + 20, file);
            assertThat(counted).isEqualTo(60);
            assertThat(gaps(file)).isNotEmpty();
            // The agents went on counting; what was on its way when it broke is in the gap.
            assertThat(Sonde.calls(watcher.query(file, "edges"))).isBetween(70L, 80L);
        }
    }

    @Test
    void aNodeWhoseLinkIsCutAndHealedIsWatchedAgain(Cluster cluster) throws Exception {
        try (Sonde.Recording recording = watcher.record("--namespace", "broken")) {
            assertThat(pair.ask(20)).isEqualTo(20);
            cluster.order("cut", "node-1");
            Thread.sleep(17_000);
            watcher.awaitAgent(recording, "node-1", agent -> !isLive(agent));
            cluster.order("heal", "node-1");
            cluster.kubectl("wait", "--for=condition=Ready", "node/node-1", "--timeout=60s");
            watcher.awaitAgent(recording, "node-1", InterruptionTest::isLive);
            // The cluster itself may still be at odds with the names of its services.
            long answered = pair.ask(20);
            assertThat(answered).isPositive();
            Path file = recording.stop();
            say("link cut", 20 + answered, file);
            assertThat(Sonde.calls(watcher.query(file, "edges"))).isBetween(20 + answered, 40L);
            assertThat(gaps(file)).anySatisfy(gap -> {
                assertThat(gap.get("note").asText()).contains("times without an agent");
                assertThat(gap.get("node").asText()).isEqualTo("node-1");
                assertThat(gap.get("agent").asText()).startsWith("broken/");
            });
        }
    }

    @Test
    void anAgentThatLeftWhileItsNodeWasCutOffForLongerThanItsLeaseIsPutInAgain(Cluster cluster) throws Exception {
        try (Sonde.Recording recording = watcher.record("--namespace", "broken", "--form", "pod")) {
            assertThat(pair.ask(20)).isEqualTo(20);
            int before = entries();
            Instant cut = Instant.now();
            cluster.order("cut", "node-1");
            Thread.sleep(LEASE_MILLIS + 6_000);
            Instant healed = Instant.now();
            cluster.order("heal", "node-1");
            cluster.kubectl("wait", "--for=condition=Ready", "node/node-1", "--timeout=60s");
            Eventually.isSo("another agent is put in", Duration.ofSeconds(60), () -> entries() > before);
            watcher.awaitAgents(recording, 2, "node", "node-1");
            long answered = pair.ask(20);
            assertThat(answered).isPositive();
            Path file = recording.stop();
            say("cut for longer than the lease", 20 + answered, file);
            assertThat(Sonde.calls(watcher.query(file, "edges"))).isBetween(20 + answered, 40L);
            // What was seen while nobody could be told is as lost as what was not seen at all.
            assertThat(gaps(file)).singleElement().satisfies(gap -> {
                assertThat(Instant.parse(gap.get("first").asText())).isBetween(cut.minusSeconds(2), cut.plusSeconds(4));
                assertThat(Instant.parse(gap.get("last").asText())).isAfter(healed);
            });
            assertThat(watcher.query(file, "agents"))
                    .filteredOn(agent -> agent.get("node").asText().equals("node-1"))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void twoWorkstationsWatchTheSameAtOnceAndBothSeeAll() throws Exception {
        try (Sonde.Recording one = watcher.record("--namespace", "broken");
                Sonde.Recording other = watcher.record("--namespace", "broken")) {
            assertThat(pair.ask(50)).isEqualTo(50);
            for (Path file : List.of(one.stop(), other.stop())) {
                assertThat(Sonde.calls(watcher.query(file, "edges"))).isEqualTo(50);
                assertThat(watcher.query(file, "loss")).isEmpty();
            }
        }
    }

    private static boolean isLive(JsonNode agent) {
        return agent.get("state").asText().equals("is live");
    }

    /** Agents that were put into the web server's pod. */
    private static int entries() {
        String names = pair.kubectl(
                "get", "pods", "-l", "app=web", "-o", "jsonpath={.items[*].spec.ephemeralContainers[*].name}");
        return names.split(" ", -1).length;
    }

    private static List<JsonNode> gaps(Path file) throws Exception {
        return watcher.query(file, "loss").stream()
                .filter(loss -> loss.get("cause").asText().equals("agent_gap"))
                .toList();
    }

    private static void say(String what, long counted, Path file) throws Exception {
        System.out.println(what + ": " + counted + " counted by the client, "
                + Sonde.calls(watcher.query(file, "edges")) + " seen, lost: " + watcher.query(file, "loss"));
    }
}
