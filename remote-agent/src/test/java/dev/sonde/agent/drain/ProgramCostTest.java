package dev.sonde.agent.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.agent.kernel.Form;
import org.junit.jupiter.api.Test;

class ProgramCostTest {
    private static final long TICK = 50_000_000L;

    private final MadeKernel kernel = new MadeKernel(Form.CGROUP);
    private final ProgramCost cost = new ProgramCost(kernel, 0);
    private long now;

    @Test
    void a_load_is_known_after_two_samples() {
        kernel.runTimePermitted = true;
        kernel.runTimeNanos = TICK / 20;
        seconds(3);
        assertThat(cost.cores()).isNegative();
        seconds(2);
        assertThat(cost.cores()).isEqualTo(0.05, within(0.001));
    }

    @Test
    void a_burst_within_one_sample_is_no_load() {
        kernel.runTimePermitted = true;
        kernel.runTimeNanos = TICK / 100;
        seconds(5);
        kernel.runTimeNanos = TICK;
        seconds(2);
        assertThat(cost.cores()).isEqualTo(0.01, within(0.001));
        seconds(2);
        assertThat(cost.cores()).isEqualTo(1, within(0.001));
    }

    @Test
    void where_it_may_not_be_measured_nothing_is_known() {
        kernel.runTimeNanos = TICK;
        seconds(10);
        assertThat(cost.cores()).isNegative();
    }

    private void seconds(int count) {
        for (int tick = 0; tick < 20 * count; tick++) {
            cost.tick(now += TICK);
        }
    }
}
