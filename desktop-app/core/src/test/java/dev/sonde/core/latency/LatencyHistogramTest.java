package dev.sonde.core.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
    private static final double[] QUANTILES = {0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1};

    private final Random random = new Random(11);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 511, 512, 513, 1024, 20_000})
    void quantilesAreThoseOfTheSortedDurationsHoweverManyThereAre(int count) {
        long[] durations = durations(count);
        LatencyHistogram histogram = of(durations);
        Arrays.sort(durations);

        for (double quantile : QUANTILES) {
            double truth = durations[Math.max(0, (int) Math.ceil(quantile * count) - 1)];
            assertThat((double) histogram.quantileNanos(quantile))
                    .as("quantile %s of %s", quantile, count)
                    .isCloseTo(truth, within(Math.max(1, truth * LatencyHistogram.RELATIVE_ERROR)));
        }
        assertThat(histogram.maxNanos()).isEqualTo(durations[count - 1]);
        assertThat(histogram.count()).isEqualTo(count);
        assertThat(histogram.sumNanos())
                .isEqualTo((double) Arrays.stream(durations).sum());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 513, 2_000})
    void partsPutTogetherInAnyOrderAreTheWhole(int count) {
        long[] durations = durations(count);
        LatencyHistogram whole = of(durations);
        List<LatencyHistogram> parts = new ArrayList<>();
        for (int from = 0; from < count; ) {
            int to = Math.min(count, from + 1 + random.nextInt(900));
            parts.add(of(Arrays.copyOfRange(durations, from, to)));
            from = to;
        }
        for (int turn = 0; turn < parts.size(); turn++) {
            LatencyHistogram sum = new LatencyHistogram();
            for (int i = 0; i < parts.size(); i++) {
                sum.add(parts.get((i + turn) % parts.size()));
            }

            assertThat(buckets(sum)).isEqualTo(buckets(whole));
            for (double quantile : QUANTILES) {
                assertThat(sum.quantileNanos(quantile)).isEqualTo(whole.quantileNanos(quantile));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 512, 900})
    void bucketsAndCountsFromADurationOnAddUpToAll(int count) {
        long[] durations = durations(count);
        LatencyHistogram histogram = of(durations);

        assertThat(buckets(histogram).values().stream().mapToLong(each -> each).sum())
                .isEqualTo(count);
        long limit = 300_000;
        long truth = Arrays.stream(durations)
                .filter(nanos -> LatencyHistogram.indexOf(nanos) >= LatencyHistogram.indexOf(limit))
                .count();
        assertThat(histogram.countFrom(limit)).isEqualTo(truth);
        assertThat(histogram.countFrom(0)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 600})
    void aGroupOfManyEqualDurationsCountsAsMany(int before) {
        LatencyHistogram histogram = of(durations(before));

        histogram.add(7_000_000_000L, 40_000);
        histogram.add(0, 3);

        assertThat(histogram.count()).isEqualTo(before + 40_003L);
        assertThat(histogram.quantileNanos(0.5)).isCloseTo(7_000_000_000L, within(7_000_000_000L / 256));
    }

    private long[] durations(int count) {
        long[] durations = new long[count];
        // Some are 0, some of a second, most of some hundred microseconds.
        Arrays.setAll(
                durations,
                i -> i % 97 == 50 ? 0 : (long) Math.exp(12.5 + random.nextGaussian() * (i % 31 == 0 ? 3 : 1)));
        return durations;
    }

    private static LatencyHistogram of(long[] durations) {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long nanos : durations) {
            histogram.add(nanos);
        }
        return histogram;
    }

    private static Map<Long, Long> buckets(LatencyHistogram histogram) {
        Map<Long, Long> buckets = new TreeMap<>();
        histogram.forEach((nanos, count) -> buckets.merge(nanos, count, Long::sum));
        return buckets;
    }
}
