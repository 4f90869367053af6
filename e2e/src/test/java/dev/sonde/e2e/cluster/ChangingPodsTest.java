package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods come and go while they are watched: new ones are watched, and another agent takes over where one went with its pod. */
@OwnCluster
class ChangingPodsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"node", "pod"})
    void theNewPodsOfARolloutAreWatchedAlthoughTheAgentsOfTheOldOnesWent(String form, Cluster cluster)
            throws Exception {
        Watcher watcher = new Watcher(folder, cluster);
        try (Pair pair = Pair.start(cluster, "rollout-" + form);
                Sonde.Recording recording =
                        watcher.record("--namespace", "rollout-" + form, "--workload", "web", "--form", form)) {
            String old = pair.webPods().getFirst();
            assertThat(pair.ask(30)).isEqualTo(30);
            pair.kubectl("rollout", "restart", "deployment/web");
            pair.kubectl("rollout", "status", "deployment/web", "--timeout=60s");
            pair.kubectl("wait", "--for=delete", "pod/" + old, "--timeout=60s");
            String fresh = pair.webPods().getFirst();
            assertThat(fresh).isNotEqualTo(old);
            watcher.awaitAgents(recording, 1, "pod", fresh);
            assertThat(pair.ask(30)).isEqualTo(30);
            Path file = recording.stop();

            assertThat(watcher.query(file, "overview", "--by", "pod"))
                    .extracting(row ->
                            row.get("name").asText() + " " + row.get("calls").asLong())
                    .containsExactlyInAnyOrder(old + " 30", fresh + " 30");
            assertThat(watcher.query(file, "agents"))
                    .extracting(agent -> agent.get("pod").asText())
                    .containsExactlyInAnyOrder(old, fresh);
            assertThat(watcher.query(file, "facts"))
                    .extracting(fact ->
                            fact.get("name").asText() + " " + fact.get("state").asText())
                    .contains(old + " gone");
        }
    }

    @Test
    void aPodThatVanishesWhileItsAgentIsPutInEndsNothing(Cluster cluster) throws Exception {
        Watcher watcher = new Watcher(folder, cluster);
        try (Pair pair = Pair.start(cluster, "vanish")) {
            String first = pair.webPods().getFirst();
            CompletableFuture<Void> deletes = CompletableFuture.runAsync(() -> deleteOnceInjected(pair, first));
            try (Sonde.Recording recording = watcher.record("--namespace", "vanish", "--form", "pod")) {
                deletes.join();
                pair.kubectl("rollout", "status", "deployment/web", "--timeout=60s");
                String second = pair.webPods().getFirst();
                assertThat(second).isNotEqualTo(first);
                watcher.awaitAgents(recording, 1, "pod", second);
                assertThat(pair.ask(30)).isEqualTo(30);
                Path file = recording.stop();
                assertThat(Sonde.calls(watcher.query(file, "edges"))).isEqualTo(30);
                assertThat(watcher.query(file, "exchanges", "--filter", "seen_at:both"))
                        .hasSize(30);
            }
        }
    }

    private static void deleteOnceInjected(Pair pair, String pod) {
        try {
            Eventually.isSo(
                    "an agent is put into " + pod,
                    PATIENCE,
                    () -> !pair.kubectl("get", "pod", pod, "-o", "jsonpath={.spec.ephemeralContainers[*].name}")
                            .isBlank());
            pair.kubectl("delete", "pod", pod, "--force", "--grace-period=0");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
