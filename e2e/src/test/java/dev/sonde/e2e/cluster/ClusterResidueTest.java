package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a session in a cluster ends, no program, map, mount or process of it stays on a node. */
@OwnCluster
class ClusterResidueTest {
    /** As the agents' lease, with time for the last look. */
    private static final Duration LEASE = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static Pair pair;
    private static Watcher watcher;

    @BeforeAll
    static void start(Cluster running) {
        cluster = running;
        watcher = new Watcher(folder, cluster);
        pair = Pair.start(cluster, "residue");
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @Test
    void aKilledWorkstationsAgentsLeaveWithinTheirLeaseAndItsRecordingOpens() throws Exception {
        Residue residue = Residue.before(cluster);
        try (Sonde.Recording recording = watcher.record("--namespace", "residue")) {
            assertThat(pair.ask(30)).isEqualTo(30);
            Thread.sleep(2000);
            recording.process().destroyForcibly().waitFor();
            assertThat(residue.added()).isNotEmpty();
            residue.isGoneWithin(LEASE);
            assertThat(Sonde.calls(watcher.query(recording.file(), "edges"))).isEqualTo(30);
            assertThat(watcher.run("doctor", "--namespace", "residue").out())
                    .contains(" containers, 0 of them running");
        }
    }

    @Test
    void aKilledAgentLeavesNothingAndAnotherOneGoesOn() throws Exception {
        Residue residue = Residue.before(cluster);
        try (Sonde.Recording recording = watcher.record("--namespace", "residue", "--workload", "web")) {
            assertThat(pair.ask(30)).isEqualTo(30);
            Thread.sleep(2000);
            Set<String> its = residue.added();
            assertThat(residue.agents()).hasSize(1);
            residue.killOneAgent();
            Eventually.isSo("what it had loaded is gone", Duration.ofSeconds(10), () -> {
                Set<String> left = new TreeSet<>(its);
                left.retainAll(residue.added());
                return left.isEmpty();
            });
            Eventually.isSo(
                    "another agent runs",
                    Duration.ofSeconds(30),
                    () -> residue.agents().size() == 1);
            watcher.awaitAgents(recording, 2, "pod", pair.webPods().getFirst());
            assertThat(pair.ask(30)).isEqualTo(30);
            Path file = recording.stop();
            assertThat(Sonde.calls(watcher.query(file, "edges"))).isEqualTo(60);
            assertThat(watcher.query(file, "loss"))
                    .extracting(loss -> loss.get("cause").asText())
                    .contains("agent_gap");
        }
        residue.isGoneWithin(Duration.ofSeconds(20));
    }
}
