package dev.sonde.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a client's end saw is found, however it is added and taken away. */
class SightsTest {
    private final Sights sights = new Sights();

    @Test
    void findsTheLatestOfOneSequence() {
        add(7, 100);
        int later = add(7, 200);

        assertThat(sights.find(7)).isEqualTo(later);
        sights.remove(later);
        assertThat(sights.start(sights.find(7))).isEqualTo(100);
    }

    @Test
    void isEmptyWhenTheFirstToComeWereTheFirstToGo() {
        for (int i = 0; i < 64; i++) {
            add(80 * i, i);
        }
        for (int i = 0; i < 64; i++) {
            sights.remove(sights.find(80 * i));
        }

        assertThat(sights.isEmpty()).isTrue();
        assertThat(sights.find(80 * 63)).isNegative();
    }

    @Test
    void keepsAllThatWaitAndOfMoreThanItHasRoomForTheLatest() {
        for (int i = 0; i < 300; i++) {
            add(80 * i, i);
        }

        assertThat(sights.find(80 * 43)).isNegative();
        for (int i = 44; i < 300; i++) {
            assertThat(sights.start(sights.find(80 * i))).isEqualTo(i);
        }
    }

    @Test
    void whatNobodyAsksForIsNoReasonToKeepMore() {
        add(1, 1);
        int before = add(2, 2);
        for (int i = 3; i < 10; i++) {
            int at = add(i, i);
            sights.remove(before);
            before = at;
        }

        assertThat(sights.find(1)).isNegative();
    }

    @Test
    void findsWhatAMapFinds() {
        Random random = new Random(1);
        Map<Integer, Long> model = new LinkedHashMap<>();
        for (long nanos = 0; nanos < 100_000; nanos++) {
            int sequence = (int) nanos * 83;
            if (random.nextInt(100) < 51 && model.size() < 100) {
                add(sequence, nanos);
                model.put(sequence, nanos);
            } else if (!model.isEmpty()) {
                int some = model.keySet().stream()
                        .skip(random.nextInt(Math.min(3, model.size())))
                        .findFirst()
                        .orElseThrow();
                assertThat(sights.start(sights.find(some))).isEqualTo(model.remove(some));
                sights.remove(sights.find(some));
            }
            assertThat(sights.find(sequence + 1)).isNegative();
            assertThat(sights.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    private int add(int sequence, long startNanos) {
        return sights.add(sequence, 80, startNanos, startNanos + 1, 1);
    }
}
