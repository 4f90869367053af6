package dev.sonde.core.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.inject.InjectionPlanner;
import dev.sonde.core.cluster.inject.PlannedSession;
import dev.sonde.core.cluster.preflight.PreflightFinding.State;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.WorkloadRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are too old for ephemeral containers. */
class ServerVersionTest {
    private static InjectionPlan plan(AgentForm form) {
        PodInfo pod = new PodInfo(
                "shop",
                "web",
                "uid",
                new WorkloadRef("Pod", "shop", "web"),
                "n1",
                "Running",
                List.of(),
                Map.of(),
                new PodInfo.Inside(List.of("web"), 0, false, 1, List.of()));
        return new InjectionPlanner(ClusterScope.ALL, new InjectionOptions(form, "a:1"), PlannedSession.make())
                .plan(List.of(pod));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.22.17, NODE, BLOCKED",
        "v1.22.17, DEBUG_POD, PASS",
        "v1.24.6-gke.100, POD, TO_KNOW",
        "v1.25.0, POD, PASS",
        "v1.27+, NODE, PASS",
        "v1.99.0, NODE, PASS",
        "v2.0.0, NODE, PASS",
        "unknown, NODE, PASS"
    })
    void whoIsTooOldIsBlockedWithTheWayRound(String version, AgentForm form, State expected) {
        PreflightFinding finding = ServerVersion.finding(version, 5, plan(form));
        assertThat(finding.state()).isEqualTo(expected);
        assertThat(finding.detail()).startsWith(version);
        assertThat(finding.remedy().isEmpty()).isEqualTo(expected == State.PASS);
    }
}
