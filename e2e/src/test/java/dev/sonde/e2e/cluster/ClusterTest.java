package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.cluster.ClusterConnection;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.PodReader;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** The Kubernetes that other tests rely on is a real one, does what they ask, and leaves nothing. */
@RealCluster
class ClusterTest {
    private static final String ECHO = """
            apiVersion: v1
            kind: Pod
            metadata: {name: echo-%1$d, labels: {app: echo}}
            spec:
              nodeName: node-%1$d
              terminationGracePeriodSeconds: 0
              containers:
              - name: echo
                image: sonde.test/busybox:1
                imagePullPolicy: IfNotPresent
                command: [nc, -ll, -p, "7000", -e, hostname]
                readinessProbe: {tcpSocket: {port: 7000}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: echo}
            spec: {selector: {app: echo}, ports: [{port: 70, targetPort: 7000}]}
            ---
            """;

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SONDE_TEST_KUBECONFIG",
            matches = ".+",
            disabledReason = "its nodes are others")
    void podsReachEachOtherAcrossNodesByTheNameOfTheirService(Cluster cluster) {
        cluster.apply(ECHO.formatted(1) + ECHO.formatted(2));
        try {
            cluster.kubectl("wait", "--for=condition=Ready", "pod", "-l", "app=echo", "--timeout=60s");
            TreeSet<String> answers = new TreeSet<>();
            for (int call = 0; call < 30 && answers.size() < 2; call++) {
                answers.add(
                        cluster.kubectl("exec", "echo-1", "--", "nc", "-w", "2", "echo.default.svc.cluster.local", "70")
                                .strip());
            }
            assertThat(answers).containsExactly("echo-1", "echo-2");
        } finally {
            cluster.kubectl("delete", "pod,service", "-l", "app=echo", "--now");
            cluster.kubectl("delete", "service", "echo", "--ignore-not-found");
        }
    }

    @Test
    void podsOfALongListAreThoseThatKubectlHas(Cluster cluster) throws InterruptedException {
        Map<String, PodInfo> listed = new TreeMap<>();
        Map<String, PodInfo> real = new TreeMap<>();
        // A pod of another test may still be on its way out, and be gone from the second list.
        Eventually.isSo("no pod comes or goes meanwhile", Duration.ofSeconds(60), () -> {
            real.clear();
            real.putAll(ofKubectl(cluster));
            listed.clear();
            listed.putAll(ofSonde(cluster));
            return real.equals(ofKubectl(cluster));
        });
        assertThat(listed).isNotEmpty().isEqualTo(real);
    }

    private static Map<String, PodInfo> ofSonde(Cluster cluster) {
        String context = cluster.kubectl("config", "current-context").strip();
        Map<String, PodInfo> pods = new TreeMap<>();
        try (ClusterConnection connection =
                ClusterConnection.open(Kubeconfig.read(List.of(cluster.kubeconfig())), context)) {
            connection.tree(Set.of(), so -> {}).namespaces().stream()
                    .flatMap(namespace -> namespace.workloads().stream())
                    .flatMap(workload -> workload.pods().stream())
                    .forEach(pod -> pods.put(pod.path(), pod));
        }
        return pods;
    }

    private static Map<String, PodInfo> ofKubectl(Cluster cluster) {
        Map<String, PodInfo> pods = new TreeMap<>();
        Serialization.unmarshal(cluster.kubectl("get", "pods", "-A", "-o", "json"), PodList.class)
                .getItems()
                .forEach(pod -> pods.put(
                        pod.getMetadata().getNamespace() + "/"
                                + pod.getMetadata().getName(),
                        PodReader.of(pod)));
        return pods;
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SONDE_TEST_KUBECONFIG",
            matches = ".+",
            disabledReason = "it is loaded by other means")
    void theAgentsImageRunsOnceItIsLoaded(Cluster cluster) {
        Path archive = Path.of(System.getProperty("sonde.agent.home")).resolveSibling("image/sonde-agent.oci.tar");
        cluster.order("load", archive.toString());
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: agent}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: agent
                    image: localhost/sonde-agent:0.1.0
                    imagePullPolicy: Never
                    command: [/agent/runtime/bin/java, -cp, /agent/lib/agent.jar, --version]
                """);
        try {
            cluster.kubectl("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/agent", "--timeout=60s");
            assertThat(cluster.kubectl("logs", "agent")).contains("25");
        } finally {
            cluster.kubectl("delete", "pod", "agent", "--now");
        }
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SONDE_TEST_KUBECONFIG",
            matches = ".+",
            disabledReason = "it is not ours to end")
    void anotherOneComesAndGoesWithoutResidue(Cluster cluster) throws IOException {
        List<String> before = machine();
        try (Cluster other =
                Cluster.start("e2e-other-" + ProcessHandle.current().pid(), 1)) {
            assertThat(other.kubectl("get", "nodes", "-o", "name").lines()).hasSize(1);
            assertThat(cluster.kubectl("get", "nodes", "-o", "name").lines()).hasSize(2);
            assertThat(machine()).isNotEqualTo(before);
        }
        assertThat(machine()).isEqualTo(before);
    }

    /** Mounts, links, routes, tables, named namespaces, files and control groups of this machine. */
    private static List<String> machine() throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(Path.of("/proc/self/mounts")));
        all.add(Cluster.output(List.of("ip", "-brief", "link"), "")
                .replaceAll("(?m) +\\S*UP.*$| +DOWN.*$| +UNKNOWN.*$", ""));
        all.add(Cluster.output(List.of("ip", "route"), ""));
        all.add(Cluster.output(List.of("ip", "netns"), ""));
        all.add(Cluster.output(List.of("nft", "list", "tables"), ""));
        try (Stream<Path> states = Files.list(Path.of("/var/tmp/sonde-cluster"))) {
            states.map(Path::toString).sorted().forEach(all::add);
        }
        for (Path top : List.of(Path.of("/sys/fs/cgroup"))) {
            try (Stream<Path> groups = Files.walk(top, 3)) {
                groups.filter(path -> path.toString().contains("sonde-cluster"))
                        .map(Path::toString)
                        .sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }
}
