package dev.sonde.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusCountsTest {
    @Test
    void countsStatusesInAnyOrderAsAMapDoes() {
        Random random = new Random(7);
        StatusCounts counts = new StatusCounts();
        TreeMap<Integer, Long> truth = new TreeMap<>();
        for (int i = 1; i < 10_000; i++) {
            int status = random.nextInt(200, 232);
            counts.add(status, i);
            truth.merge(status, (long) i, Long::sum);
        }
        TreeMap<Integer, Long> counted = new TreeMap<>();
        counts.forEach(counted::put);
        assertThat(counted).isEqualTo(truth);
    }

    @Test
    void namesThemInOrderAndThoseWithoutAStatusLast() {
        StatusCounts counts = new StatusCounts();
        counts.add(-1, 3);
        counts.add(503, 2);
        counts.add(200, 5);
        assertThat(counts.named()).hasToString("{200=5, 503=2, none=3}");
    }
}
