package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.e2e.Sonde;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user with exactly the roles of docs/rbac.yaml can do all of it; one who lacks a verb is told which, and what it is for. */
@OwnCluster
class RightsTest {
    private static final String BINDING = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: %1$s
            metadata: {name: %2$s-%3$s%4$s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %2$s}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %3$s}]
            ---
            """;

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static Pair pair;

    @BeforeAll
    static void start(Cluster running) throws Exception {
        cluster = running;
        pair = Pair.start(cluster, "rights");
        cluster.apply(Files.readString(Path.of(System.getProperty("sonde.root"), "docs/rbac.yaml")));
    }

    @AfterAll
    static void stop() {
        pair.close();
        cluster.kubectl("delete", "clusterrole,clusterrolebinding", "-l", "sonde.test=rights", "--ignore-not-found");
        cluster.kubectl("delete", "clusterrole", "sonde-read", "sonde-watch", "sonde-debug-pod", "--ignore-not-found");
    }

    @Test
    void theRolesOfTheDocsAreEnoughForAllOfIt() throws Exception {
        Watcher anna = user("anna", false, "sonde-watch");
        Sonde.Outcome doctor = anna.run("doctor", "--namespace", "rights");
        assertThat(doctor.out()).contains("13 of 13 verbs", "dry run passed").doesNotContain("missing", "Missing");
        // A node lists images that were loaded just now after a while only.
        assertThat(doctor.status()).isIn(0, 3);

        try (Sonde.Recording recording = anna.record("--namespace", "rights")) {
            assertThat(pair.ask(50)).isEqualTo(50);
            Path file = recording.stop();
            assertThat(Sonde.calls(anna.query(file, "edges"))).isEqualTo(50);
            assertThat(anna.query(file, "loss")).isEmpty();
        }
    }

    @Test
    void rightsInOneNamespaceAreEnoughToWatchIt() throws Exception {
        Watcher berta = user("berta", true, "sonde-watch");
        Sonde.Outcome doctor = berta.run("doctor", "--namespace", "rights");
        assertThat(doctor.status()).isEqualTo(3);
        assertThat(doctor.out())
                .contains("get nodes, list nodes, watch nodes (kernels and addresses of nodes are not known)");

        try (Sonde.Recording recording = berta.record("--namespace", "rights")) {
            assertThat(pair.ask(50)).isEqualTo(50);
            Path file = recording.stop();
            assertThat(berta.query(file, "edges")).singleElement().satisfies(edge -> {
                assertThat(edge.get("client").asText()).isEqualTo("client");
                assertThat(edge.get("server").asText()).isEqualTo("web");
                assertThat(edge.get("calls").asLong()).isEqualTo(50);
            });
            assertThat(berta.query(file, "facts"))
                    .extracting(fact -> fact.get("kind").asText())
                    .contains("Pod", "Service", "Deployment", "EndpointSlice")
                    .doesNotContain("Node");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "carl, pods, get pods (how an agent fares is not known)",
        "dora, pods/ephemeralcontainers, patch pods/ephemeralcontainers (no agent can be put into a pod)",
        "emil, pods/log, 'get pods/log (an agent can''t be heard'",
        "fine, pods/portforward, create pods/portforward (an agent can't be talked to)"
    })
    void aMissingVerbIsNamedWithWhatItIsForAndNothingIsPutIn(String name, String resource, String words)
            throws Exception {
        withoutResource("sonde-watch", name, resource);
        Watcher user = user(name, false, "without-" + name);

        Sonde.Outcome doctor = user.run("doctor", "--namespace", "rights");
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.out()).contains("Inject access", "in rights " + words, "docs/rbac.yaml");

        String before = containers();
        Sonde.Outcome record = user.run("record", "--namespace", "rights", "--yes", "--for", "5s", "-o", file(name));
        assertThat(record.status()).isEqualTo(1);
        assertThat(record.err()).contains("SD-2312", words, "docs/rbac.yaml");
        assertThat(containers()).isEqualTo(before);
    }

    /** Names of the agents' containers that were put into pods. */
    private static String containers() {
        return pair.kubectl("get", "pods", "-o", "jsonpath={.items[*].spec.ephemeralContainers[*].name}");
    }

    private static String file(String name) {
        return folder.resolve(name + ".sonde").toString();
    }

    /** A role like another that lacks what it says of a resource. */
    private static void withoutResource(String role, String name, String resource) throws Exception {
        JsonNode whole = new ObjectMapper().readTree(cluster.kubectl("get", "clusterrole", role, "-o", "json"));
        ObjectNode part = new ObjectMapper().createObjectNode();
        part.put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", "ClusterRole");
        part.putObject("metadata")
                .put("name", "without-" + name)
                .putObject("labels")
                .put("sonde.test", "rights");
        ArrayNode rules = part.putArray("rules");
        whole.get("rules").forEach(rule -> {
            if (!rule.at("/resources/0").asText().equals(resource)) {
                rules.add(rule);
            }
        });
        assertThat(rules).hasSize(whole.get("rules").size() - 1);
        cluster.apply(part.toString());
    }

    /** Somebody who may read the cluster, or only the namespace, and has a role in the namespace. */
    private static Watcher user(String name, boolean onlyThere, String role) {
        Path kubeconfig = folder.resolve(name + ".kubeconfig");
        cluster.order("user", name, "--namespace", "rights", "-o", kubeconfig.toString());
        String there = ", namespace: rights";
        String reads = onlyThere
                ? BINDING.formatted("RoleBinding", "sonde-read", name, there)
                : BINDING.formatted("ClusterRoleBinding", "sonde-read", name, ", labels: {sonde.test: rights}");
        cluster.apply(reads + BINDING.formatted("RoleBinding", role, name, there));
        return new Watcher(folder, cluster, kubeconfig);
    }
}
