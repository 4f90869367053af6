package dev.sonde.agent.governor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final long TICK = 50_000_000L;
    private static final long MIB = 1L << 20;

    private final Governor governor = new Governor(0);
    private long now = 60_000_000_000L;

    @Test
    void givesUpNothingWithinItsBudget() {
        seconds(30, 20_000, 0.05);

        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);
        assertThat(governor.level().words()).isEmpty();
    }

    @Test
    void givesUpCapturesFirstThenRowsThenTheLookIntoEach() {
        seconds(1, 20_000, 0.104);
        assertThat(governor.level().step()).isEqualTo(1);
        assertThat(governor.level().countOnly()).isFalse();

        seconds(1, 25_000, 0.13);
        assertThat(governor.level().countOnly()).isTrue();
        assertThat(governor.level().sampleOneIn()).isEqualTo(1);

        seconds(1, 100_000, 0.3);
        assertThat(governor.level().sampleOneIn()).isBetween(4, 8);
        assertThat(governor.level().words()).hasSize(3);
    }

    @Test
    void leavesRoomBelowItsBudgetForTheSecondsThatTakeMore() {
        for (int i = 0; i < 30; i++) {
            seconds(1, 40_000, 0.004 + 0.09 / governor.level().sampleOneIn());
        }
        assertThat(governor.level().sampleOneIn()).isEqualTo(2);
    }

    @Test
    void whatTheProgramsTakeIsWithinTheBudgetToo() {
        seconds(10, 20_000, 0.012, 0.007);
        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);

        for (int i = 0; i < 60; i++) {
            double sent = 1.0 / governor.level().sampleOneIn();
            seconds(1, 140_000, 0.002 + 0.068 * sent, 0.015 + 0.035 * sent);
        }
        assertThat(governor.level().sampleOneIn()).isEqualTo(2);
    }

    @Test
    void bulkDataWithoutExchangesIsNotTakenForThem() {
        seconds(10, 600, 0.01, 0.2);
        seconds(5, 30_000, 0.05, 0.2);

        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);
    }

    @Test
    void theSameWhereItCannotBeMeasured() {
        seconds(10, 20_000, 0.012, -1);
        for (int i = 0; i < 60; i++) {
            seconds(1, 140_000, 0.002 + 0.068 / governor.level().sampleOneIn(), -1);
        }
        assertThat(governor.level().sampleOneIn()).isEqualTo(2);
    }

    @Test
    void doesNotGiveUpMoreForWhatCountingTakes() {
        for (int i = 0; i < 60; i++) {
            double sent = 1.0 / governor.level().sampleOneIn();
            seconds(1, 1_000_000, 0.002 + 0.5 * sent, 0.12 + 0.24 * sent);
        }
        assertThat(governor.level().sampleOneIn()).isBetween(8, 64);
    }

    @Test
    void answersABurstWithinTwoDrains() {
        seconds(5, 1000, 0.01);

        assertThat(governor.drained(20_000, 0.1, TICK, now += TICK)).isFalse();
        assertThat(governor.drained(20_000, 0.1, TICK, now += TICK)).isTrue();
        assertThat(governor.level().countOnly()).isTrue();
    }

    @Test
    void answersALoadBeyondItsBudgetBeforeItsSecondIsOver() {
        seconds(5, 1000, 0.01);

        // One and a half times the budget.
        int drains = 1;
        while (!governor.drained(4_500, 0.1, TICK, now += TICK)) {
            drains++;
        }
        assertThat(drains).isBetween(4, 8);
        assertThat(governor.level().step()).isEqualTo(1);

        for (int i = 0; i < 10; i++) {
            governor.drained(4_500 / governor.level().sampleOneIn(), 0.1, TICK, now += TICK);
        }
        assertThat(governor.level().sampleOneIn()).isEqualTo(2);
    }

    @Test
    void aShortBurstKeepsItsDetails() {
        seconds(5, 1000, 0.01);
        for (int i = 0; i < 3; i++) {
            governor.drained(4_500, 0.1, TICK, now += TICK);
        }
        for (int i = 0; i < 20; i++) {
            governor.drained(50, 0.1, TICK, now += TICK);
        }

        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);
    }

    @Test
    void answersARingThatFillsAtOnce() {
        assertThat(governor.drained(10, 0.9, TICK, now)).isTrue();
        assertThat(governor.level().sampleOneIn()).isGreaterThan(1);
    }

    @Test
    void capturesLessOfEachBeforeItLooksIntoFewerWhereTheRingIsHalfFull() {
        assertThat(governor.drained(10, 0.6, TICK, now)).isTrue();
        assertThat(governor.level().step()).isEqualTo(1);

        assertThat(governor.drained(10, 0.6, TICK, now + 2 * TICK)).isTrue();
        assertThat(governor.level().sampleOneIn()).isGreaterThan(1);
    }

    @Test
    void comesBackSlowlyAndNotToWhereItWouldExceedAgain() {
        seconds(2, 100_000, 0.35);
        int step = governor.level().step();
        assertThat(step).isGreaterThan(2);

        seconds(10, 30_000, 0.08);
        assertThat(governor.level().step()).isEqualTo(step);
        seconds(60, 100, 0.005);
        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);
    }

    @Test
    void looksIntoAllAgainSoonAfterABurst() {
        for (int i = 0; i < 8; i++) {
            governor.drained(20_000, 0.9, TICK, now += 2 * TICK);
        }
        assertThat(governor.level().sampleOneIn()).isGreaterThan(100);

        seconds(5, 400, 0.006);
        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);
    }

    @Test
    void takesBackNoMoreThanWhatComesNowAllows() {
        for (int i = 0; i < 8; i++) {
            governor.drained(20_000, 0.9, TICK, now += 2 * TICK);
        }
        // 200,000 records a second, had all been looked into: 0.3 core.
        for (int i = 0; i < 30; i++) {
            seconds(1, 200_000, 0.004 + 0.3 / governor.level().sampleOneIn());
        }
        assertThat(governor.level().sampleOneIn()).isBetween(4, 16);
    }

    @Test
    void givesUpNothingForMemoryThatItCannotChange() {
        for (int i = 0; i < 60; i++) {
            governor.second(0.01, 0, 90 * MIB, now += 1_000_000_000L);
        }

        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);
    }

    @Test
    void givesUpCapturesWhenMemoryGrowsBeyondItsBudgetAndRowsWhenFarBeyond() {
        governor.second(0.01, 0, 60 * MIB, now += 1_000_000_000L);
        governor.second(0.01, 0, 70 * MIB, now += 1_000_000_000L);
        assertThat(governor.level().step()).isEqualTo(1);

        governor.second(0.01, 0, 140 * MIB, now += 1_000_000_000L);
        assertThat(governor.level().countOnly()).isTrue();
        assertThat(governor.level().sampleOneIn()).isEqualTo(1);
    }

    @Test
    void takesBackWhatDidNotBringMemoryBack() {
        governor.second(0.01, 0, 60 * MIB, now += 1_000_000_000L);
        for (int i = 0; i < 60; i++) {
            governor.second(0.01, 0, 80 * MIB, now += 1_000_000_000L);
        }

        assertThat(governor.level()).isEqualTo(ShedLevel.NONE);
    }

    @Test
    void toleratesThatItsOwnCodeIsNotCompiledYet() {
        Governor young = new Governor(now);

        young.drained(20_000, 0.1, TICK, now += TICK);
        young.second(0.3, 0, 50 * MIB, now += 1_000_000_000L);

        assertThat(young.level()).isEqualTo(ShedLevel.NONE);
    }

    private void seconds(int count, int records, double cores) {
        seconds(count, records, cores, 0);
    }

    private void seconds(int count, int records, double cores, double programCores) {
        for (int i = 0; i < count; i++) {
            for (int tick = 0; tick < 20; tick++) {
                governor.drained(records / 20 / governor.level().sampleOneIn(), 0.05, TICK, now += TICK);
            }
            governor.second(cores, programCores, 50 * MIB, now);
        }
    }
}
