package dev.sonde.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.time.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a series is drawn, and over which time. */
final class KnownTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void bucketsThatAreCoveredInPartAreNotDrawn() {
        SeriesRequest request = new SeriesRequest(new Window(0, 10 * SECOND), Filter.ALL, 5);
        double[] values = Known.values(request, List.of(new Window(SECOND, 7 * SECOND)), bucket -> 1);
        assertThat(values).containsExactly(Double.NaN, 1, 1, Double.NaN, Double.NaN);
    }

    @Test
    void whatWasNotReadBetweenTwoStretchesIsNotDrawnAsNothing() {
        SeriesRequest request = new SeriesRequest(new Window(0, 5 * SECOND), Filter.ALL, 5);
        double[] values = Known.values(
                request, List.of(new Window(0, 2 * SECOND), new Window(4 * SECOND, 5 * SECOND)), bucket -> 1);
        assertThat(values).containsExactly(1, 1, Double.NaN, Double.NaN, 1);
    }

    @Test
    void bucketsStayWhereTheyAreWhileTheWindowGrows() {
        Window before = Buckets.align(new Window(3 * SECOND, 63 * SECOND), 120);
        Window after = Buckets.align(new Window(3 * SECOND + 1, 63 * SECOND + 1), 120);
        long step = SECOND / 2;
        assertThat(before.fromNanos() % step).isZero();
        assertThat(after.fromNanos()).isEqualTo(before.fromNanos());
    }

    @Test
    void aLiveTimelineStandsStillUntilItIsFull() {
        Window first = Extent.live(new Window(5 * SECOND, 6 * SECOND));
        assertThat(Extent.live(new Window(5 * SECOND, 60 * SECOND))).isEqualTo(first);
        Window doubled = Extent.live(new Window(5 * SECOND, 66 * SECOND));
        assertThat(doubled.fromNanos()).isEqualTo(first.fromNanos());
        assertThat(doubled.toNanos() - doubled.fromNanos()).isEqualTo(120 * SECOND);
    }

    @Test
    void aCompleteSessionIsShownWholeWithALittleRoom() {
        Window extent = Extent.complete(new Window(100 * SECOND, 200 * SECOND));
        assertThat(extent).isEqualTo(new Window(98 * SECOND, 202 * SECOND));
    }
}
