package dev.sonde.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.SessionState.AgentCost;
import dev.sonde.core.store.AgentStatus;
import dev.sonde.protocol.v1.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the agents of a session use together. */
class AgentCostSumTest {
    @Test
    void addsUpTheAgentsThatRun() {
        assertThat(AgentCost.of(
                        List.of(agent(1, "n1", "a", null), agent(2, "n1", "b", null), agent(3, "n2", "", null))))
                .isEqualTo(new AgentCost(0.75, 30, 60));
        assertThat(AgentCost.of(List.of())).isEqualTo(AgentCost.UNKNOWN);
    }

    @Test
    void anAgentThatEndedOrVanishedBeforeAnotherCameToItsPlaceUsesNothing() {
        AgentStatus ended = agent(1, "n1", "", new AgentStatus.End(5, "stopped"));
        assertThat(AgentCost.of(List.of(ended, agent(2, "n1", "", null), agent(3, "n1", "", null))))
                .isEqualTo(new AgentCost(0.25, 10, 20));
    }

    private static AgentStatus agent(int number, String node, String pod, AgentStatus.@Nullable End end) {
        Health health = Health.newBuilder()
                .setIntervalNs(1_000_000_000)
                .setCpuNs(250_000_000)
                .setRssBytes(10)
                .setRssPeakBytes(20)
                .build();
        return new AgentStatus(
                number,
                new AgentStatus.About(
                        node,
                        "ebpf",
                        new AgentStatus.Build("", "", ""),
                        List.of(),
                        List.of(),
                        new AgentStatus.Started(number, number, 0),
                        new AgentStatus.Home("shop", pod, "")),
                new AgentStatus.ClockMapping(0, 0, 0, 0, null),
                new AgentStatus.Cost(health, 0, null, 0, 0),
                end);
    }
}
