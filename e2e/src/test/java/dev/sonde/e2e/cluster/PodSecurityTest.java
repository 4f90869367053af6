package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.RealKernel;
import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Pod Security refuses agents it is said before and after, and a debug pod in a namespace that admits it watches the node. */
@RealCluster
@RealKernel
@DisabledIfEnvironmentVariable(
        named = "SONDE_TEST_KUBECONFIG",
        matches = ".+",
        disabledReason = "the agent's image is loaded there by other means")
class PodSecurityTest {
    private static final String AGENTS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: @NAMESPACE@, labels: {pod-security.kubernetes.io/enforce: privileged}}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "restricted"})
    void aRefusalIsToldAndADebugPodElsewhereWatchesWithTheClientsCount(String level, Cluster cluster) throws Exception {
        Watcher watcher = new Watcher(folder, cluster);
        String agents = "agents-" + level;
        cluster.apply(AGENTS.replace("@NAMESPACE@", agents));
        Residue residue = Residue.before(cluster);
        try (Pair pair = Pair.start(cluster, level, level, "512Mi")) {
            Sonde.Outcome doctor = watcher.run("doctor", "--namespace", level);
            assertThat(doctor.status()).isEqualTo(1);
            assertThat(doctor.out()).contains("violates PodSecurity \"" + level, "--debug-namespace");
            for (String form : new String[] {"node", "pod"}) {
                Sonde.Outcome refused = watcher.run(
                        "record",
                        "--namespace",
                        level,
                        "--form",
                        form,
                        "--yes",
                        "--for",
                        "5s",
                        "-o",
                        folder.resolve(form + ".sonde").toString());
                assertThat(refused.status()).isEqualTo(1);
                assertThat(refused.err()).contains("SD-2309", "violates PodSecurity \"" + level);
            }
            try (Sonde.Recording recording =
                    watcher.record("--namespace", level, "--form", "debug-pod", "--debug-namespace", agents)) {
                assertThat(pair.ask(50)).isEqualTo(50);
                Path file = recording.stop();
                assertThat(watcher.query(file, "edges")).singleElement().satisfies(edge -> {
                    assertThat(edge.get("server").asText()).isEqualTo("web");
                    assertThat(edge.get("calls").asLong()).isEqualTo(50);
                });
                assertThat(watcher.query(file, "loss")).isEmpty();
            }
            Eventually.isSo(
                    "the debug pods are deleted",
                    Duration.ofSeconds(20),
                    () -> cluster.kubectl("-n", agents, "get", "pods", "-o", "name")
                            .isBlank());
            residue.isGoneWithin(Duration.ofSeconds(20));
            assertThat(pair.restarts()).isZero();
        } finally {
            cluster.forget(agents);
        }
    }
}
