package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.Heatmap;
import dev.sonde.core.series.Series;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.series.Signal;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregatesTest {
    private final SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
    private final Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);

    @Test
    void callsWithoutARowAreCountedExactlyAndTheirPercentilesAreWithinTwoPercent() {
        Random random = new Random(3);
        long[] durations = new long[20_000];
        Arrays.setAll(durations, i -> (long) Math.exp(12 + random.nextGaussian()) + 1);
        long[] alone = Arrays.copyOf(durations, 5_000);
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, alone));
        store.accept(agent.group(Stream.SECOND, 3, 15_000, Arrays.copyOfRange(durations, 5_000, 20_000)));
        Arrays.sort(durations);

        Table overview = run(Query.of("overview"));

        assertThat(overview.value(0, "calls")).isEqualTo(20_000L);
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            double truth = durations[(int) Math.ceil(quantile * durations.length) - 1];
            Object found = overview.value(0, "p" + Math.round(quantile * 100) + "_ns");
            assertThat(((Long) known(found)).doubleValue()).isCloseTo(truth, within(truth * 0.02));
        }
        assertThat(overview.value(0, "request_bytes")).isEqualTo(5_000L * 100 + 15_000L * 10);
        assertThat(store.snapshot().callCount()).isEqualTo(20_000);
        assertThat(store.snapshot().exchangeCount()).isEqualTo(5_000);
    }

    @Test
    void callsThatWereNotLookedIntoHaveAnEndpointOfTheirOwn() {
        store.accept(agent.first());
        store.accept(agent.group(0, 0, 70));
        Table endpoints = run(Query.of("endpoints"));
        assertThat(endpoints.value(0, "endpoint")).isEqualTo(Labels.NOT_LOOKED_INTO);
        assertThat(endpoints.value(0, "p50_ns")).isNull();
        assertThat(endpoints.value(0, "statuses")).isEqualTo(Map.of(Labels.NOT_LOOKED_INTO, 70L));
    }

    @Test
    void whatAFilterCannotAskOfAGroupIsLeftOutAndSaid() {
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, 10, 20));
        store.accept(agent.group(0, 3, 30, 5));
        store.accept(agent.group(0, 0, 70));

        Table slow = run(Query.of("overview").where(Filter.parse("latency:>15ns")));
        assertThat(slow.value(0, "calls")).isEqualTo(1L);
        assertThat(slow.coverage().undecidedCalls()).isEqualTo(100);
        Table ok = run(Query.of("overview").where(Filter.parse("status:200")));
        assertThat(ok.value(0, "calls")).isEqualTo(32L);
        assertThat(ok.coverage().undecidedCalls()).isEqualTo(70);
        Table port = run(Query.of("overview").where(Filter.parse("port:80 !port:81")));
        assertThat(port.value(0, "calls")).isEqualTo(102L);
        assertThat(port.coverage().undecidedCalls()).isZero();
    }

    @Test
    void chartsCountThemAsTablesDo() {
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 0, 1_000, 2_000, 9));
        store.accept(agent.group(Stream.SECOND, 3, 4, 1_000, 1_000, 1_000, 1_000));
        long start = 1000 * Stream.SECOND;
        SeriesRequest request =
                new SeriesRequest(new Window(start - 2 * Stream.SECOND, start + 2 * Stream.SECOND), Filter.ALL, 4);

        Series series = Series.of(
                store.snapshot(),
                request,
                java.util.EnumSet.allOf(Signal.class),
                Slowness.from(Duration.ofNanos(1_500)),
                CancelToken.NONE);

        assertThat(series.calls(2)).isEqualTo(3);
        assertThat(series.calls(3)).isEqualTo(4);
        assertThat(series.value(Signal.RATE, 0))
                .as("before anything was watched")
                .isNaN();
        assertThat(series.value(Signal.RATE, 3)).isEqualTo(4.0);
        assertThat(series.value(Signal.SLOW, 2)).isEqualTo(1.0);
        assertThat(series.value(Signal.ERROR_RATIO, 2)).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(series.value(Signal.P50, 3)).isCloseTo(1_000, within(20.0));
        assertThat(series.value(Signal.P50, 1)).isNaN();
        Heatmap heatmap = Heatmap.of(store.snapshot(), request, 10, CancelToken.NONE);
        long[] byBucket = new long[4];
        for (int bucket = 0; bucket < 4; bucket++) {
            for (int row = 0; row < heatmap.rows(); row++) {
                byBucket[bucket] += heatmap.count(bucket, row);
            }
        }
        assertThat(byBucket).containsExactly(0, 0, 3, 4);
    }

    @Test
    void aGroupSeenAtTheClientIsNotCountedAgainWhereTheServersAgentCountsItsCalls() {
        Stream client = new Stream(2, 0, ExchangeFlag.AT_CLIENT);
        store.accept(agent.first());
        store.accept(client.first());
        store.accept(agent.exchanges(0, 1, 10, 20));
        store.accept(client.group(0, 3, 2, 30, 40));
        assertThat(store.snapshot().callCount()).isEqualTo(2);
    }

    @Test
    void bytesThatAreNoSketchAreLossAndNothingElse() {
        store.accept(agent.first());
        var batch = agent.group(0, 3, 5, 1).toBuilder();
        batch.setAggregates(batch.getAggregates().toBuilder()
                .setDurationSketch(0, com.google.protobuf.ByteString.copyFromUtf8("no sketch at all")));
        store.accept(batch.build());
        assertThat(store.snapshot().losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.cause()).isEqualTo("bad_batch"));
        store.accept(agent.exchanges(0, 0, 10));
        assertThat(store.snapshot().callCount()).isEqualTo(1);
    }

    private Table run(Query query) {
        return Tables.run(store.snapshot(), query, CancelToken.NONE);
    }

    private static Object known(@org.jspecify.annotations.Nullable Object value) {
        assertThat(value).isNotNull();
        return java.util.Objects.requireNonNull(value);
    }
}
