package dev.sonde.core.cluster.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What belongs to a scope, and what it is called. */
class ClusterScopeTest {
    private static final WorkloadRef WEB = new WorkloadRef("Deployment", "shop", "web");
    private static final WorkloadRef OTHER_WEB = new WorkloadRef("Deployment", "other", "web");

    private static PodInfo pod(WorkloadRef workload, String name) {
        return new PodInfo(
                workload.namespace(),
                name,
                "uid-" + workload.namespace() + name,
                workload,
                "node-1",
                "Running",
                List.of(),
                Map.of("app", workload.name()),
                new PodInfo.Inside(List.of("main"), 0, false, 1, List.of()));
    }

    @Test
    void whatWasPickedOneByOneBelongsToItAndNothingElse() {
        WorkloadRef mysql = new WorkloadRef("StatefulSet", "data", "mysql");
        ClusterScope scope = ClusterScope.of(Set.of("other"), List.of(WEB), List.of("data/mysql-0"));
        assertThat(scope.includes(pod(WEB, "web-1"))).isTrue();
        assertThat(scope.includes(pod(OTHER_WEB, "web-1"))).isTrue();
        assertThat(scope.includes(pod(mysql, "mysql-0"))).isTrue();
        assertThat(scope.includes(pod(mysql, "mysql-1"))).isFalse();
        assertThat(scope.includes(pod(new WorkloadRef("Deployment", "shop", "cart"), "cart-1")))
                .isFalse();
        assertThat(scope.includes(pod(new WorkloadRef("StatefulSet", "shop", "mysql"), "mysql-0")))
                .isFalse();
        assertThat(scope.words()).isEqualTo("data, other, shop: all of other, mysql-0, web");
    }

    @Test
    void aPodOfTheSameNameInAnotherNamespaceIsAnother() {
        ClusterScope scope = ClusterScope.of(Set.of(), List.of(), List.of("shop/web-1", "other/web-2"));
        assertThat(scope.includes(pod(WEB, "web-1"))).isTrue();
        assertThat(scope.includes(pod(OTHER_WEB, "web-1"))).isFalse();
        assertThat(scope.includes(pod(OTHER_WEB, "web-2"))).isTrue();
    }

    @Test
    void whatIsMuchIsNamedInPart() {
        assertThat(ClusterScope.ofNamespace("shop").words()).isEqualTo("shop");
        assertThat(ClusterScope.ofNodes(Set.of("node-2", "node-1")).words()).isEqualTo("node-1, node-2");
        assertThat(ClusterScope.ofLabels("shop", Map.of("app", "web")).words()).isEqualTo("shop: app=web");
        List<WorkloadRef> many = List.of("a", "b", "c", "d", "e", "f").stream()
                .map(name -> new WorkloadRef("Deployment", "shop", name))
                .toList();
        assertThat(ClusterScope.of(Set.of(), many, List.of()).words()).isEqualTo("shop: a, b, c and 3 more");
    }

    @Test
    void aPodIsNamedByKindWhateverOwnsIt() {
        ClusterScope scope = new ClusterScope(Set.of("shop"), Set.of("pod/web-1"), Set.of(), Set.of(), Map.of());
        assertThat(scope.includes(pod(WEB, "web-1"))).isTrue();
        assertThat(scope.includes(pod(WEB, "web-2"))).isFalse();
    }
}
