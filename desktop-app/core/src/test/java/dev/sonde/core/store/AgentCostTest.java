package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.store.AgentStatus.Cost;
import dev.sonde.protocol.v1.Health;
import org.junit.jupiter.api.Test;

/** What readings of an agent's cost add up to. */
class AgentCostTest {
    @Test
    void theHighestSecondIsNoneOfTheMillisecondsThatAnAgentTellsOfAtItsEnd() {
        Cost cost = Cost.NONE
                .plus(health(1_000_000_000, 60_000_000))
                .plus(health(1_000_000_000, 20_000_000))
                .plus(health(20_000_000, 10_000_000));
        assertThat(cost.cpuPeakRatio()).isEqualTo(0.06);
        assertThat(cost.cpuRatio()).isEqualTo(0.09 / 2.02);
    }

    private static Health health(long intervalNanos, long cpuNanos) {
        return Health.newBuilder()
                .setIntervalNs(intervalNanos)
                .setCpuNs(cpuNanos)
                .build();
    }
}
