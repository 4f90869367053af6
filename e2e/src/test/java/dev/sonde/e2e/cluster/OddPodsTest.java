package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.e2e.Sonde;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods, workloads and services of all kinds in two namespaces: each is called what kubectl calls it, and so is whoever talks. */
@OwnCluster
class OddPodsTest {
    /** A kubelet makes a folder for the logs of a pod, named by its namespace, name and uid: this is the longest that can run in one of these. */
    private static final String LONG = "a-name-of-205-letters-" + "x".repeat(182) + "z";

    /** The longest that the API takes, which no kubelet can start. */
    private static final String LONGEST = "a-name-of-253-letters-" + "x".repeat(230) + "z";

    private static final String WEB =
            "[sh, -c, \"mkdir -p /www && echo hello > /www/page && exec httpd -f -p %d -h /www\"]";

    private static final String ODD = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: odd}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: odd-other}
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: odd}
            spec:
              serviceName: db
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec:
                  nodeName: node-1
                  containers: [{name: db, image: "sonde.test/busybox:1", command: @8080@}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: db, namespace: odd}
            spec: {clusterIP: None, selector: {app: db}}
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: each, namespace: odd}
            spec:
              selector: {matchLabels: {app: each}}
              template:
                metadata: {labels: {app: each}}
                spec: {containers: [{name: each, image: "sonde.test/busybox:1", command: [sleep, "100000"]}]}
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: tick, namespace: odd}
            spec:
              schedule: "0 0 1 1 *"
              jobTemplate:
                spec: {template: {spec: {restartPolicy: Never, containers: [{name: job, image: "sonde.test/busybox:1", command: [sleep, "100000"]}]}}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate-20261126, namespace: odd}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: job, image: "sonde.test/busybox:1", command: [sleep, "100000"]}]}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: layered, namespace: odd, labels: {app: layered}}
            spec:
              nodeName: node-1
              terminationGracePeriodSeconds: 0
              initContainers:
              - {name: first, image: "sonde.test/busybox:1", command: ["true"]}
              - {name: beside, image: "sonde.test/busybox:1", restartPolicy: Always, command: @8081@}
              containers:
              - {name: main, image: "sonde.test/busybox:1", command: @8080@}
              - {name: second, image: "sonde.test/busybox:1", command: [sleep, "100000"]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: by-port, namespace: odd}
            spec: {type: NodePort, selector: {app: layered}, ports: [{port: 80, targetPort: 8080, nodePort: 30081}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: outside, namespace: odd}
            spec: {type: ExternalName, externalName: db.example.com}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: hosted, namespace: odd}
            spec:
              nodeName: node-1
              hostNetwork: true
              terminationGracePeriodSeconds: 0
              containers: [{name: web, image: "sonde.test/busybox:1", command: @18080@}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: bare, namespace: odd-other}
            spec:
              nodeName: node-2
              terminationGracePeriodSeconds: 0
              containers: [{name: web, image: "sonde.test/busybox:1", command: @8080@}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: @LONG@, namespace: odd}
            spec:
              nodeName: node-2
              terminationGracePeriodSeconds: 0
              containers: [{name: client, image: "sonde.test/busybox:1", command: [sleep, "100000"]}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: @LONGEST@, namespace: odd}
            spec:
              nodeName: node-2
              terminationGracePeriodSeconds: 0
              containers: [{name: client, image: "sonde.test/busybox:1", command: [sleep, "100000"]}]
            """;

    @TempDir
    static Path folder;

    private static Watcher watcher;
    private static Path file;
    private static final Map<String, JsonNode> OBJECTS = new TreeMap<>();

    @BeforeAll
    static void watch(Cluster cluster) throws Exception {
        watcher = new Watcher(folder, cluster);
        cluster.apply(ODD.replace("@LONG@", LONG)
                .replace("@LONGEST@", LONGEST)
                .replace("@8080@", WEB.formatted(8080))
                .replace("@8081@", WEB.formatted(8081))
                .replace("@18080@", WEB.formatted(18_080)));
        String minute = String.valueOf(Instant.now().getEpochSecond() / 60);
        cluster.kubectl("-n", "odd", "create", "job", "--from=cronjob/tick", "tick-" + minute);
        try {
            ready(cluster);
            try (Sonde.Recording recording = watcher.record("--namespace", "odd", "--namespace", "odd-other")) {
                read(cluster);
                talk(cluster);
                file = recording.stop();
            }
        } catch (Throwable e) {
            stop(cluster);
            throw e;
        }
    }

    private static void ready(Cluster cluster) throws InterruptedException {
        for (String namespace : List.of("odd", "odd-other")) {
            Eventually.isSo(
                    "all pods of " + namespace + " are ready",
                    Duration.ofSeconds(60),
                    () -> cluster.kubectl("-n", namespace, "get", "pods", "--no-headers")
                            .lines()
                            .filter(line -> !line.startsWith(LONGEST))
                            .allMatch(line -> line.contains(" Running ") && line.matches(".* (\\d)/\\1 .*")));
        }
    }

    private static void read(Cluster cluster) throws IOException {
        for (String namespace : List.of("odd", "odd-other")) {
            String all = cluster.kubectl("-n", namespace, "get", "pods,services", "-o", "json");
            new ObjectMapper()
                    .readTree(all)
                    .get("items")
                    .forEach(one -> OBJECTS.put(
                            one.get("kind").asText() + " "
                                    + one.at("/metadata/name").asText(),
                            one));
        }
    }

    private static void talk(Cluster cluster) {
        String node = real("Pod hosted").at("/status/hostIP").asText();
        ask(cluster, 4, "db.odd.svc.cluster.local 8080");
        ask(cluster, 5, node + " 30081");
        ask(cluster, 6, real("Pod layered").at("/status/podIP").asText() + " 8081");
        ask(cluster, 7, node + " 18080");
        ask(cluster, 3, real("Pod bare").at("/status/podIP").asText() + " 8080");
    }

    private static JsonNode real(String name) {
        return Objects.requireNonNull(OBJECTS.get(name), name);
    }

    private static void ask(Cluster cluster, int times, String where) {
        String ask =
                "for i in $(seq " + times + "); do printf 'GET /page HTTP/1.0\\r\\nHost: web\\r\\n\\r\\n' | nc -w 5 "
                        + where + " | grep hello; done";
        assertThat(cluster.kubectl("-n", "odd", "exec", LONG, "--", "sh", "-c", ask)
                        .lines())
                .as(where)
                .hasSize(times);
    }

    @AfterAll
    static void stop(Cluster cluster) {
        cluster.kubectl("-n", "odd", "delete", "job,cronjob,statefulset,daemonset", "--all", "--wait=false");
        cluster.forget("odd");
        cluster.forget("odd-other");
    }

    /** The last word on each object. */
    private static Map<String, JsonNode> facts() throws Exception {
        Map<String, JsonNode> last = new HashMap<>();
        for (JsonNode fact : watcher.query(file, "facts")) {
            last.put(fact.get("kind").asText() + " " + fact.get("name").asText(), fact);
        }
        return last;
    }

    private static JsonNode named(Map<String, JsonNode> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    @Test
    void everyPodIsWhereKubectlSaysAndBelongsToWhatMadeIt() throws Exception {
        Map<String, JsonNode> facts = facts();
        Map<String, String> owners = new TreeMap<>();
        OBJECTS.forEach((name, real) -> {
            if (name.startsWith("Pod ")) {
                JsonNode fact = named(facts, name);
                boolean host = real.at("/spec/hostNetwork").asBoolean();
                assertThat(fact.get("namespace")).isEqualTo(real.at("/metadata/namespace"));
                assertThat(fact.get("node")).isEqualTo(real.at("/spec/nodeName"));
                assertThat(fact.get("address").asText(""))
                        .isEqualTo(host ? "" : real.at("/status/podIP").asText());
                assertThat(fact.get("state")).isEqualTo(real.at("/status/phase"));
                owners.put(
                        name.replaceAll("-[a-z0-9]{5}$", "-*").replaceAll("\\d{8}-\\*", "#-*"),
                        fact.get("owner").asText());
            }
        });
        assertThat(owners)
                .containsEntry("Pod db-0", "StatefulSet/db")
                .containsEntry("Pod each-*", "DaemonSet/each")
                .containsEntry("Pod tick-#-*", "CronJob/tick")
                .containsEntry("Pod migrate-#-*", "Job/migrate-20261126")
                .containsEntry("Pod layered", "Pod/layered")
                .containsEntry("Pod hosted", "Pod/hosted")
                .containsEntry("Pod bare", "Pod/bare")
                .containsEntry("Pod " + LONG, "Pod/" + LONG)
                .containsEntry("Pod " + LONGEST, "Pod/" + LONGEST);
    }

    @Test
    void servicesOfEveryTypeAreToldWithTheAddressThatTheyHave() throws Exception {
        Map<String, JsonNode> facts = facts();
        assertThat(named(facts, "Service db").get("address").asText("")).isEmpty();
        assertThat(named(facts, "Service by-port").get("address"))
                .isEqualTo(real("Service by-port").at("/spec/clusterIP"));
        assertThat(named(facts, "Service by-port").get("detail").asText()).contains("type=NodePort");
        assertThat(named(facts, "Service outside").get("detail").asText())
                .contains("type=ExternalName", "external_name=db.example.com");
    }

    @Test
    void whateverWayTheyCameRequestsAreThePodsThatAnsweredThem() throws Exception {
        Map<String, Integer> calls = new TreeMap<>();
        for (JsonNode row : watcher.query(file, "overview", "--by", "pod")) {
            calls.put(row.get("name").asText(), row.get("calls").asInt());
        }
        assertThat(calls)
                .containsEntry("db-0.odd", 4)
                .containsEntry("layered.odd", 11)
                .containsEntry("hosted.odd", 7)
                .containsEntry("bare.odd-other", 3)
                .hasSize(4);
        assertThat(watcher.query(file, "loss")).isEmpty();
        List<String> clients = new ArrayList<>();
        for (JsonNode row : watcher.query(file, "edges", "--by", "pod")) {
            clients.add(row.get("client").asText());
        }
        assertThat(clients).isNotEmpty().containsOnly(LONG + ".odd");
    }

    @Test
    void processesHaveTheContainerOfTheirPodAlsoBesideTheMainOne() throws Exception {
        Map<String, String> names = new HashMap<>();
        OBJECTS.forEach((name, real) -> List.of("containerStatuses", "initContainerStatuses")
                .forEach(kind -> real.path("status")
                        .path(kind)
                        .forEach(one -> names.put(
                                one.path("containerID").asText().replaceFirst(".*/", ""),
                                one.get("name").asText()))));
        Map<String, Set<String>> containers = new TreeMap<>();
        for (JsonNode process : watcher.query(file, "processes")) {
            containers
                    .computeIfAbsent(process.get("pod").asText(""), pod -> new TreeSet<>())
                    .add(names.getOrDefault(process.get("container").asText(""), "none of a pod"));
        }
        assertThat(containers)
                .containsEntry("db-0", Set.of("db"))
                .containsEntry("layered", Set.of("beside", "main"))
                .containsEntry("hosted", Set.of("web"))
                .containsEntry(LONG, Set.of("client"));
    }
}
