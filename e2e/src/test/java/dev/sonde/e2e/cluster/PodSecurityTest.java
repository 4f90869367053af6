package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Pod Security refuses agents it is said before and after, and a debug pod in a namespace that admits it watches the node. */
@OwnCluster
class PodSecurityTest {
    private static final String AGENTS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: agents, labels: {pod-security.kubernetes.io/enforce: privileged}}
            """;

    @TempDir
    Path folder;

    @Test
    void baselineRefusesAPrivilegedAgent(Cluster cluster) throws Exception {
        try (Pair pair = Pair.start(cluster, "baseline", "baseline", "512Mi")) {
            isRefused(new Watcher(folder, cluster), "baseline", "node");
            assertThat(pair.restarts()).isZero();
        }
    }

    @Test
    void restrictedRefusesOneWithThreeCapabilitiesAndADebugPodElsewhereWatchesWithTheClientsCount(Cluster cluster)
            throws Exception {
        Watcher watcher = new Watcher(folder, cluster);
        cluster.apply(AGENTS);
        Residue residue = Residue.before(cluster);
        try (Pair pair = Pair.start(cluster, "restricted", "restricted", "512Mi")) {
            isRefused(watcher, "restricted", "pod");
            try (Sonde.Recording recording =
                    watcher.record("--namespace", "restricted", "--form", "debug-pod", "--debug-namespace", "agents")) {
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
                    () -> cluster.kubectl("-n", "agents", "get", "pods", "-o", "name")
                            .isBlank());
            residue.isGoneWithin(Duration.ofSeconds(20));
            assertThat(pair.restarts()).isZero();
        } finally {
            cluster.forget("agents");
        }
    }

    @Test
    void aNamespaceForDebugPodsThatIsNotThereIsTold(Cluster cluster) throws Exception {
        Sonde.Outcome record =
                record(new Watcher(folder, cluster), "kube-system", "debug-pod", "--debug-namespace", "nowhere");
        assertThat(record.status()).isEqualTo(1);
        assertThat(record.err()).contains("SD-2327", "--debug-namespace");
    }

    private void isRefused(Watcher watcher, String level, String form) throws Exception {
        Sonde.Outcome doctor = watcher.run("doctor", "--namespace", level, "--form", form);
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.out()).contains("violates PodSecurity \"" + level, "--debug-namespace");
        Sonde.Outcome record = record(watcher, level, form);
        assertThat(record.status()).isEqualTo(1);
        assertThat(record.err()).contains("SD-2309", "violates PodSecurity \"" + level);
    }

    private Sonde.Outcome record(Watcher watcher, String namespace, String form, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("--namespace", namespace, "--form", form, "--yes", "--for", "5s"));
        words.addAll(List.of("-o", folder.resolve(namespace + ".sonde").toString()));
        words.addAll(List.of(more));
        return watcher.run("record", words.toArray(String[]::new));
    }
}
