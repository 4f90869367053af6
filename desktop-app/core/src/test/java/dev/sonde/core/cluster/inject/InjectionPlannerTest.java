package dev.sonde.core.cluster.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.WorkloadRef;
import dev.sonde.core.error.SondeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InjectionPlannerTest {
    private static final long MIB = 1L << 20;
    private final PlannedSession session = PlannedSession.make();

    private static PodInfo pod(String name, String node, String phase, long limit, long created) {
        return new PodInfo(
                "shop",
                name,
                "uid-" + name,
                new WorkloadRef("Deployment", "shop", "w"),
                node,
                phase,
                List.of(),
                Map.of(),
                new PodInfo.Inside(List.of("app"), limit, false, created, List.of()));
    }

    private InjectionPlan plan(AgentForm form, PodInfo... pods) {
        return new InjectionPlanner(
                        ClusterScope.ofNamespace("shop"), new InjectionOptions(form, "sonde-agent:1"), session)
                .plan(List.of(pods));
    }

    @Test
    void oneAgentANodeGoesIntoTheOldestPodWithRoom() {
        InjectionPlan plan = plan(
                AgentForm.NODE,
                pod("small", "n1", "Running", 64 * MIB, 1),
                pod("young", "n1", "Running", 0, 9),
                pod("old", "n1", "Running", 512 * MIB, 2),
                pod("ended", "n1", "Succeeded", 0, 0),
                pod("other", "n2", "Running", 64 * MIB, 1));

        assertThat(plan.agents().getFirst().place().pod()).isEqualTo("old");
        assertThat(plan.nodes()).containsExactly("n1", "n2");
        assertThat(plan.pods()).hasSize(4);
    }

    @Test
    void aNodeWhereNoPodHasRoomGetsADebugPodUnlessNoneMayBeMade() {
        PodInfo[] pods = {pod("small", "n1", "Running", 64 * MIB, 1), pod("free", "n2", "Running", 0, 1)};
        InjectionPlan plan = plan(AgentForm.NODE, pods);
        assertThat(plan.agents()).extracting(PlannedAgent::form).containsExactly(AgentForm.DEBUG_POD, AgentForm.NODE);
        assertThat(plan.meaning()).endsWith("that is 1 of 2");

        InjectionOptions without = new InjectionOptions(AgentForm.NODE, "sonde-agent:1").withoutPods();
        assertThat(new InjectionPlanner(ClusterScope.ofNamespace("shop"), without, session)
                        .plan(List.of(pods))
                        .agents())
                .extracting(agent -> agent.form() + " " + agent.place().pod())
                .containsExactly("node small", "node free");
    }

    @Test
    void thePodFormPutsOneInEachPodWithThreeCapabilitiesAndNothingElse() {
        InjectionPlan plan = plan(AgentForm.POD, pod("a", "n1", "Running", 0, 1), pod("b", "n1", "Running", 0, 2));

        assertThat(plan.agents()).hasSize(2).extracting(PlannedAgent::container).doesNotHaveDuplicates();
        PlannedAgent first = plan.agents().getFirst();
        assertThat(first.method()).isEqualTo("PATCH");
        assertThat(first.path()).isEqualTo("/api/v1/namespaces/shop/pods/a/ephemeralcontainers");
        assertThat(first.manifest())
                .contains(
                        "# PATCH /api/v1/namespaces/shop/pods/a/ephemeralcontainers\nspec:\n  ephemeralContainers:\n  - name: sonde-",
                        "    imagePullPolicy: IfNotPresent\n",
                        "      runAsUser: 0\n      runAsNonRoot: false\n      allowPrivilegeEscalation: false\n",
                        "        drop: [\"ALL\"]\n        add: [\"BPF\", \"NET_ADMIN\", \"PERFMON\"]\n",
                        session.workstation().text())
                .doesNotContain("privileged", "PRIVATE");
    }

    @Test
    void aDebugPodIsPinnedToItsNodeAndShownAsWhatIsSent() {
        PlannedAgent agent = plan(AgentForm.DEBUG_POD, pod("a", "n1", "Running", 0, 1))
                .agents()
                .getFirst();

        assertThat(agent.method()).isEqualTo("POST");
        assertThat(agent.manifest())
                .contains("kind: Pod\n", "  nodeName: n1\n", "  hostPID: true\n", "privileged: true\n");
        assertThat(agent.kubectl("prod"))
                .startsWith("kubectl --context 'prod' -n shop create -f - <<'END'\n{\"apiVersion\"");
    }

    @Test
    void nothingIsPlannedWhereNothingRuns() {
        assertThatThrownBy(() -> plan(AgentForm.NODE, pod("a", "n1", "Pending", 0, 1)))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-2320"));
    }

    @Test
    void portsLieOutsideOfThoseThatKernelsGiveToClients() {
        String json = plan(AgentForm.NODE, pod("a", "n1", "Running", 0, 1))
                .agents()
                .getFirst()
                .json();
        String port = json.replaceAll(".*127\\.0\\.0\\.1:(\\d+).*", "$1");
        assertThat(Integer.parseInt(port)).isBetween(20_000, 28_999);
    }
}
