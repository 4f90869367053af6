package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod that is watched through the kubeconfig has the requests that its client counted, and its node keeps nothing of it. */
@OwnCluster
class WatchedPodTest {
    static final String PODS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: @NAMESPACE@}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: @NAMESPACE@, labels: {app: web}}
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
            metadata: {name: web, namespace: @NAMESPACE@}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: client, namespace: @NAMESPACE@}
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
        Watcher watcher = new Watcher(folder, cluster);
        String namespace = "watched-" + form;
        cluster.apply(PODS.replace("@NAMESPACE@", namespace));
        try {
            cluster.kubectl("-n", namespace, "wait", "--for=condition=Ready", "pod", "--all", "--timeout=60s");
            Residue residue = Residue.before(cluster);
            Path file;
            Instant asked = Instant.now();
            try (Sonde.Recording recording =
                    watcher.record("--namespace", namespace, "--pod", "web", "--form", form, "--verbose")) {
                System.out.printf(
                        "From the command to live data, form %s, start of Java and all: %.1f s%n",
                        form, Duration.between(asked, Instant.now()).toMillis() / 1e3);
                System.out.print(recording.said());
                long counted = cluster.kubectl("-n", namespace, "exec", "client", "--", "sh", "-c", ASK)
                        .lines()
                        .count();
                assertThat(counted).isEqualTo(150);
                assertThat(residue.added()).isNotEmpty();
                file = recording.stop();
                assertThat(Sonde.calls(watcher.query(file, "endpoints"))).isEqualTo(counted);
            }
            assertThat(watcher.query(file, "endpoints")).singleElement().satisfies(row -> {
                assertThat(row.get("service").asText()).isEqualTo("web");
                assertThat(row.get("endpoint").asText()).isEqualTo("GET /page");
            });
            assertThat(watcher.query(file, "loss")).isEmpty();
            assertThat(watcher.query(file, "agents")).singleElement().satisfies(agent -> {
                assertThat(agent.get("node").asText()).isEqualTo("node-1");
                assertThat(agent.get("version").asText()).isEqualTo("0.1.0");
                assertThat(agent.get("attach").toString()).doesNotContain("/proc/self");
            });
            // A recording knows how its agents were, as the session did.
            assertThat(watcher.query(file, "facts"))
                    .filteredOn(fact -> fact.get("kind").asText().equals("Agent"))
                    .last()
                    .satisfies(agent -> {
                        assertThat(agent.get("owner").asText()).isEqualTo("Pod/" + namespace + "/web");
                        assertThat(agent.get("node").asText()).isEqualTo("node-1");
                        assertThat(agent.get("state").asText()).isEqualTo("is live");
                    });
            residue.isGoneWithin(Duration.ofSeconds(20));
        } finally {
            cluster.forget(namespace);
        }
    }
}
