package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that may not run as root, with a root file system that can't be written to, with or without room for an agent. */
@OwnCluster
class HardenedPodTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"node", "pod"})
    void aPodOfNobodySpecialIsWatchedAsAnyOther(String form, Cluster cluster) throws Exception {
        Watcher watcher = new Watcher(folder, cluster);
        try (Pair pair = Pair.start(cluster, "hardened-" + form);
                Sonde.Recording recording = watcher.record("--namespace", "hardened-" + form, "--form", form)) {
            assertThat(pair.ask(50)).isEqualTo(50);
            Path file = recording.stop();
            assertThat(Sonde.calls(watcher.query(file, "edges"))).isEqualTo(50);
            assertThat(watcher.query(file, "exchanges", "--filter", "seen_at:both"))
                    .hasSize(50);
            assertThat(watcher.query(file, "loss")).isEmpty();
            assertThat(pair.restarts()).isZero();
        }
    }

    @Test
    void whereNoPodOfANodeHasRoomItsAgentGetsAPodOfItsOwnAndTakesItAlong(Cluster cluster) throws Exception {
        Watcher watcher = new Watcher(folder, cluster);
        try (Pair pair = Pair.start(cluster, "crowded", "privileged", "64Mi")) {
            assertThat(watcher.run("doctor", "--namespace", "crowded").out())
                    .contains("its agent gets a debug pod: on 1 of 2 nodes");
            try (Sonde.Recording recording = watcher.record("--namespace", "crowded")) {
                assertThat(pair.ask(20)).isEqualTo(20);
                Path file = recording.stop();
                assertThat(Sonde.calls(watcher.query(file, "edges"))).isEqualTo(20);
                assertThat(watcher.query(file, "exchanges", "--filter", "seen_at:both"))
                        .hasSize(20);
                assertThat(watcher.query(file, "agents"))
                        .extracting(agent -> agent.get("node").asText())
                        .containsExactlyInAnyOrder("node-1", "node-2");
            }
            Eventually.isSo(
                    "the agent's own pod is deleted",
                    Duration.ofSeconds(20),
                    () -> !pair.kubectl("get", "pods", "-o", "name").contains("pod/sonde-"));
            assertThat(pair.restarts()).isZero();
        }
    }

    @Test
    void theApplicationSurvivesWhereAnAgentHasNoRoom(Cluster cluster) throws Exception {
        Watcher watcher = new Watcher(folder, cluster);
        try (Pair pair = Pair.start(cluster, "small", "privileged", "64Mi")) {
            Sonde.Outcome doctor = watcher.run("doctor", "--namespace", "small", "--form", "pod");
            assertThat(doctor.out()).contains("(64 MiB)", "Take a debug pod");
            try (Sonde.Recording recording = watcher.record("--namespace", "small", "--form", "pod")) {
                assertThat(pair.ask(50)).isEqualTo(50);
                Path file = recording.stop();
                assertThat(Sonde.calls(watcher.query(file, "edges"))).isEqualTo(50);
                for (JsonNode agent : watcher.query(file, "agents")) {
                    System.out.printf(
                            "Agent beside a pod of 64 MiB, in %s: %.1f MiB, at most %.1f MiB%n",
                            agent.get("pod").asText(),
                            agent.get("rss_bytes").asDouble() / (1 << 20),
                            agent.get("rss_peak_bytes").asDouble() / (1 << 20));
                }
                System.out.println("Lost there: " + watcher.query(file, "loss"));
            }
            assertThat(pair.restarts()).isZero();
            assertThat(pair.ask(10)).isEqualTo(10);
        }
    }
}
