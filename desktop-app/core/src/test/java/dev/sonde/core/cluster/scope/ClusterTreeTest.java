package dev.sonde.core.cluster.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a search in a cluster finds. */
class ClusterTreeTest {
    private static final ClusterTree TREE = ClusterTree.of(
            List.of(
                    pod("shop", "web", "web-aa", "node-1", Map.of("Team", "Blue")),
                    pod("shop", "web", "web-bb", "node-2", Map.of("Team", "Blue")),
                    pod("shop", "cart", "cart-cc", "node-1", Map.of()),
                    pod("other", "mail", "mail-dd", "", Map.of("app", "mail"))),
            true);

    private static PodInfo pod(
            String namespace, String workload, String name, String node, Map<String, String> labels) {
        return new PodInfo(
                namespace,
                name,
                "uid-" + name,
                new WorkloadRef("Deployment", namespace, workload),
                node,
                "Running",
                List.of(),
                labels,
                new PodInfo.Inside(List.of("main"), 0, false, 1, List.of()));
    }

    private static List<String> found(String text) {
        return TREE.search(text).namespaces().stream()
                .flatMap(namespace -> namespace.workloads().stream())
                .flatMap(workload -> workload.pods().stream())
                .map(PodInfo::name)
                .toList();
    }

    @Test
    void aNamespaceOrAWorkloadIsFoundWhole() {
        assertThat(found("shop")).containsExactly("cart-cc", "web-aa", "web-bb");
        assertThat(found(" Web ")).containsExactly("web-aa", "web-bb");
        assertThat(TREE.search("web").podCount()).isEqualTo(2);
        assertThat(TREE.search("web").namespaces().getFirst().podCount()).isEqualTo(2);
    }

    @Test
    void namespacesOfKubernetesItselfComeLast() {
        ClusterTree tree = ClusterTree.of(
                List.of(
                        pod("kube-system", "dns", "dns-aa", "node-1", Map.of()),
                        pod("shop", "web", "web-aa", "node-1", Map.of()),
                        pod("kube-public", "info", "info-aa", "node-1", Map.of()),
                        pod("cube", "mail", "mail-aa", "node-1", Map.of())),
                true);

        assertThat(tree.namespaces())
                .extracting(ClusterTree.Namespace::name)
                .containsExactly("cube", "shop", "kube-public", "kube-system");
    }

    @Test
    void whatIsNumberedIsInTheOrderOfItsNumbers() {
        ClusterTree tree = ClusterTree.of(
                List.of(
                        pod("shop", "db", "db-10", "node-10", Map.of()),
                        pod("shop", "db", "db-2", "node-9", Map.of()),
                        pod("shop", "db", "db-1", "node-10", Map.of())),
                true);

        assertThat(tree.pods()).extracting(PodInfo::name).containsExactly("db-1", "db-2", "db-10");
        assertThat(tree.nodes()).containsExactly("node-9", "node-10");
    }

    @Test
    void aPodIsFoundByItsNameItsNodeOrItsLabelsInAnyCase() {
        assertThat(found("-bb")).containsExactly("web-bb");
        assertThat(found("node-1")).containsExactly("cart-cc", "web-aa");
        assertThat(found("team=blue")).containsExactly("web-aa", "web-bb");
        assertThat(found("app=mail")).containsExactly("mail-dd");
    }

    @Test
    void whatIsFoundHasItsOwnNodesAndNothingElse() {
        assertThat(TREE.search("-bb").nodes()).containsExactly("node-2");
        assertThat(TREE.search("mail").nodes()).isEmpty();
        assertThat(TREE.search("nowhere").namespaces()).isEmpty();
        assertThat(TREE.search("")).isSameAs(TREE);
    }
}
