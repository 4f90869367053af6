package dev.sonde.core.cluster.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodReaderTest {
    private static PodInfo pod(String metadata, String spec, String status) {
        return PodReader.of(Serialization.unmarshal(
                "{\"metadata\":{\"namespace\":\"shop\",\"uid\":\"u1\"," + metadata + "},\"spec\":{\"nodeName\":\"n1\","
                        + spec + "},\"status\":{\"phase\":\"Running\"," + status + "}}",
                Pod.class));
    }

    private static String ownedBy(String kind, String name) {
        return ",\"ownerReferences\":[{\"controller\":true,\"kind\":\"" + kind + "\",\"name\":\"" + name
                + "\",\"apiVersion\":\"apps/v1\",\"uid\":\"o\"}]";
    }

    private static final String CONTAINER = "\"containers\":[{\"name\":\"app\"}]";

    @Test
    void thePodsOfADeploymentAreItsOwnWithoutReadingReplicaSets() {
        PodInfo pod = pod(
                "\"name\":\"cart-7d4b9c-x\",\"labels\":{\"pod-template-hash\":\"7d4b9c\"}"
                        + ownedBy("ReplicaSet", "cart-7d4b9c"),
                CONTAINER,
                "\"podIPs\":[{\"ip\":\"10.0.0.7\"}]");
        assertThat(pod.workload()).isEqualTo(new WorkloadRef("Deployment", "shop", "cart"));
        assertThat(pod.addresses()).containsExactly("10.0.0.7");
    }

    @Test
    void thePodsOfAScheduledJobBelongToItsCronJobAndAnUnownedOneToItself() {
        assertThat(pod("\"name\":\"b-29384710-x\"" + ownedBy("Job", "b-29384710"), CONTAINER, "\"x\":1")
                        .workload())
                .isEqualTo(new WorkloadRef("CronJob", "shop", "b"));
        assertThat(pod("\"name\":\"m-0\"" + ownedBy("StatefulSet", "m"), CONTAINER, "\"x\":1")
                        .workload())
                .isEqualTo(new WorkloadRef("StatefulSet", "shop", "m"));
        assertThat(pod("\"name\":\"alone\"", CONTAINER, "\"x\":1").workload())
                .isEqualTo(new WorkloadRef("Pod", "shop", "alone"));
    }

    @Test
    void aJobWhoseNameEndsWithADateIsNoCronJobs() {
        String made = "\"creationTimestamp\":\"2026-11-26T08:00:30Z\"";
        assertThat(pod("\"name\":\"m-x\"," + made + ownedBy("Job", "migrate-20261126"), CONTAINER, "\"x\":1")
                        .workload())
                .isEqualTo(new WorkloadRef("Job", "shop", "migrate-20261126"));
        // 29,928,000 minutes after 1970 it was the 26th of November 2026, 8 o'clock.
        assertThat(pod("\"name\":\"b-x\"," + made + ownedBy("Job", "backup-29928000"), CONTAINER, "\"x\":1")
                        .workload())
                .isEqualTo(new WorkloadRef("CronJob", "shop", "backup"));
    }

    @Test
    void aPodInItsNodesNetworkHasNoAddressOfItsOwn() {
        PodInfo pod = pod("\"name\":\"p\"", "\"hostNetwork\":true," + CONTAINER, "\"podIPs\":[{\"ip\":\"10.1.1.1\"}]");
        assertThat(pod.addresses()).isEmpty();
        assertThat(pod.inside().hostNetwork()).isTrue();
    }

    @Test
    void theLimitOfAPodIsTheSumOfItsContainersAndUnknownWhereOneHasNone() {
        String limited = "{\"name\":\"a\",\"resources\":{\"limits\":{\"memory\":\"64Mi\"}}}";
        assertThat(pod("\"name\":\"p\"", "\"containers\":[" + limited + "," + limited + "]", "\"x\":1")
                        .inside()
                        .memoryLimitBytes())
                .isEqualTo(128L << 20);
        assertThat(pod("\"name\":\"p\"", "\"containers\":[" + limited + ",{\"name\":\"b\"}]", "\"x\":1")
                        .inside()
                        .memoryLimitBytes())
                .isZero();
    }

    @Test
    void whatSondeLeftInASpecIsTold() {
        PodInfo pod = pod(
                "\"name\":\"p\"",
                CONTAINER + ",\"ephemeralContainers\":[{\"name\":\"sonde-a-b\"},{\"name\":\"debugger-x\"}]",
                "\"ephemeralContainerStatuses\":[{\"name\":\"sonde-a-b\",\"state\":{\"terminated\":{\"reason\":\"OOMKilled\",\"exitCode\":137}}}]");
        assertThat(pod.inside().left())
                .containsExactly(new PodInfo.LeftContainer("sonde-a-b", false, "ended: OOMKilled, exit status 137"));
    }

    @Test
    void aScopeTakesKindsAsKubectlSpellsThem() {
        PodInfo pod = pod(
                "\"name\":\"cart-7d4b9c-x\",\"labels\":{\"pod-template-hash\":\"7d4b9c\"}"
                        + ownedBy("ReplicaSet", "cart-7d4b9c"),
                CONTAINER,
                "\"x\":1");
        for (String asked :
                List.of("cart", "deploy/cart", "deployment/cart", "Deployment/cart", "shop/Deployment/cart")) {
            assertThat(new ClusterScope(Set.of("shop"), Set.of(asked), Set.of(), Set.of(), Map.of()).includes(pod))
                    .as(asked)
                    .isTrue();
        }
        for (String asked : List.of("car", "sts/cart", "other/Deployment/cart")) {
            assertThat(new ClusterScope(Set.of("shop"), Set.of(asked), Set.of(), Set.of(), Map.of()).includes(pod))
                    .as(asked)
                    .isFalse();
        }
        assertThat(ClusterScope.ofNamespace("other").includes(pod)).isFalse();
    }
}
