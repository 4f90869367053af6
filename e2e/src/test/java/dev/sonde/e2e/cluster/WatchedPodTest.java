package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.RealKernel;
import dev.sonde.e2e.Sonde;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod that is watched through the kubeconfig has the requests that its client counted, and its node keeps nothing of it. */
@RealCluster
@RealKernel
@DisabledIfEnvironmentVariable(
        named = "SONDE_TEST_KUBECONFIG",
        matches = ".+",
        disabledReason = "the agent's image is loaded there by other means")
class WatchedPodTest {
    private static final String PODS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: watched}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: watched, labels: {app: web}}
            spec:
              nodeName: node-1
              terminationGracePeriodSeconds: 0
              containers:
              - name: web
                image: sonde.test/busybox:1
                imagePullPolicy: IfNotPresent
                command: [sh, -c, "mkdir -p /www && echo hello > /www/page && exec httpd -f -p 8080 -h /www"]
                readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: watched}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: client, namespace: watched}
            spec:
              nodeName: node-2
              terminationGracePeriodSeconds: 0
              containers:
              - name: client
                image: sonde.test/busybox:1
                imagePullPolicy: IfNotPresent
                command: [sleep, "100000"]
            """;

    /** Prints a line for each answer that came. */
    private static final String ASK = "for i in $(seq 150); do printf 'GET /page HTTP/1.0\\r\\nHost: web\\r\\n\\r\\n'"
            + " | nc -w 5 web 80 | grep hello; done";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"node", "pod"})
    void everyRequestThatTheClientCountedIsSeenOnceAndNothingStaysOnTheNode(String form, Cluster cluster)
            throws Exception {
        Path home = Path.of(System.getProperty("sonde.agent.home"));
        cluster.order("load", home.resolveSibling("image/sonde-agent.oci.tar").toString());
        cluster.apply(PODS);
        try {
            cluster.kubectl("-n", "watched", "wait", "--for=condition=Ready", "pod", "--all", "--timeout=60s");
            Set<String> before = left(cluster);
            Sonde sonde = new Sonde(folder);
            Path file = watch(sonde, cluster, form, before);
            List<JsonNode> endpoints = sonde.query(file, "endpoints");
            assertThat(endpoints).singleElement().satisfies(row -> {
                assertThat(row.get("service").asText()).isEqualTo("web");
                assertThat(row.get("endpoint").asText()).isEqualTo("GET /page");
            });
            assertThat(sonde.query(file, "loss")).isEmpty();
            assertThat(sonde.query(file, "agents"))
                    .singleElement()
                    .satisfies(agent -> assertThat(agent.get("node").asText()).isEqualTo("node-1"));
            assertNothingLeft(cluster, before);
        } finally {
            cluster.kubectl("delete", "namespace", "watched", "--wait=false");
            cluster.kubectl("-n", "watched", "delete", "pod", "--all", "--now");
            cluster.kubectl("wait", "--for=delete", "namespace/watched", "--timeout=60s");
        }
    }

    private static Path watch(Sonde sonde, Cluster cluster, String form, Set<String> before)
            throws IOException, InterruptedException {
        String context = cluster.kubectl("config", "current-context").strip();
        String kubeconfig = cluster.kubeconfig().toString();
        try (Sonde.Recording recording = sonde.record(
                "--kubeconfig",
                kubeconfig,
                "--context",
                context,
                "--namespace",
                "watched",
                "--pod",
                "web",
                "--form",
                form)) {
            long counted = cluster.kubectl("-n", "watched", "exec", "client", "--", "sh", "-c", ASK)
                    .lines()
                    .count();
            assertThat(counted).isEqualTo(150);
            assertThat(left(cluster)).isNotEqualTo(before);
            Path file = recording.stop();
            assertThat(Sonde.calls(sonde.query(file, "endpoints"))).isEqualTo(counted);
            return file;
        }
    }

    /** Agents, their programs and mounts of cgroups; what Kubernetes itself mounts and loads for containers is its own. */
    private static Set<String> left(Cluster cluster) {
        return new TreeSet<>(cluster.order("residue")
                .lines()
                .filter(line -> line.startsWith("bpf ") || line.contains("/agent/") || line.contains("cgroup2"))
                .toList());
    }

    private static void assertNothingLeft(Cluster cluster, Set<String> before) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        Set<String> now = left(cluster);
        while (!now.equals(before) && Instant.now().isBefore(end)) {
            Thread.sleep(500);
            now = left(cluster);
        }
        assertThat(now).isEqualTo(before);
    }
}
