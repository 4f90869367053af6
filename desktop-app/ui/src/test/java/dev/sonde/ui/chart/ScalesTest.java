package dev.sonde.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.themes.Token;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scales, ticks and paths. */
final class ScalesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aMomentAndItsPixelAreOneToOne() {
        TimeScale time = new TimeScale(100 * SECOND, 200 * SECOND, 10, 1010);
        assertThat(time.x(150 * SECOND)).isEqualTo(510);
        assertThat(time.nanos(510)).isEqualTo(150 * SECOND);
        assertThat(time.nanos(0)).isEqualTo(99 * SECOND);
    }

    @Test
    void ticksLieOnWholeStepsOfLocalTime() {
        TimeScale time = new TimeScale(103 * SECOND, 133 * SECOND, 0, 300);
        assertThat(time.step(90)).isEqualTo(10 * SECOND);
        assertThat(time.ticks(10 * SECOND, 0)).containsExactly(110 * SECOND, 120 * SECOND, 130 * SECOND);
        assertThat(time.ticks(10 * SECOND, 5 * SECOND)).containsExactly(105 * SECOND, 115 * SECOND, 125 * SECOND);
    }

    @Test
    void aLinearScaleEndsAtARoundValueAboveTheHighest() {
        ValueScale value = ValueScale.linear(73, 100, 0);
        assertThat(value.high()).isEqualTo(80);
        assertThat(value.y(0)).isEqualTo(100);
        assertThat(value.y(80)).isZero();
        assertThat(value.ticks(3)).containsExactly(0.0, 40.0, 80.0);
    }

    @Test
    void aScaleOfNothingCanStillBeDrawn() {
        assertThat(ValueScale.linear(0, 100, 0).high()).isEqualTo(1);
        assertThat(ValueScale.linear(Double.NaN, 100, 0).high()).isEqualTo(1);
    }

    @Test
    void aLogarithmicScaleGivesEachDecadeTheSameRoom() {
        ValueScale value = new ValueScale(1, 1000, 300, 0, true);
        assertThat(value.y(10)).isEqualTo(200, within(1e-9));
        assertThat(value.y(100)).isEqualTo(100, within(1e-9));
        assertThat(value.value(100)).isEqualTo(100, within(1e-9));
    }

    @Test
    void aLogarithmicAxisIsLabelledWithOneTwoAndFiveInEachDecade() {
        ValueScale value = new ValueScale(1.3e6, 960e6, 300, 0, true);
        assertThat(value.ticks(10)).containsExactly(2e6, 5e6, 1e7, 2e7, 5e7, 1e8, 2e8, 5e8);
        assertThat(value.ticks(5)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aLineOfManyValuesCostsAtMostFourPointsForAPixel() {
        double[] values = IntStream.range(0, 100_000).mapToDouble(i -> i % 7).toArray();
        Line line = new Line("", Token.SERIES_1, 0, SECOND, values);
        Path path = new Path();
        path.set(line, new TimeScale(0, 100_000 * SECOND, 0, 200), ValueScale.linear(7, 100, 0));
        assertThat(path.size()).isLessThanOrEqualTo(4 * 201);
    }

    @Test
    void theHighestAndLowestValueOfAPixelAreOnThePath() {
        double[] values = new double[1000];
        values[503] = 9;
        Path path = new Path();
        ValueScale scale = new ValueScale(0, 10, 100, 0, false);
        path.set(new Line("", Token.SERIES_1, 0, SECOND, values), new TimeScale(0, 1000 * SECOND, 0, 100), scale);
        assertThat(IntStream.range(0, path.size()).mapToDouble(path::y).min()).hasValue(10);
    }

    @Test
    void whatWasNotMeasuredIsAGap() {
        double[] values = {1, 2, Double.NaN, 3, 4};
        Path path = new Path();
        path.set(
                new Line("", Token.SERIES_1, 0, SECOND, values),
                new TimeScale(0, 5 * SECOND, 0, 500),
                ValueScale.linear(4, 100, 0));
        List<Boolean> starts =
                IntStream.range(0, path.size()).mapToObj(path::startsAt).toList();
        assertThat(starts).containsExactly(true, false, true, false);
    }
}
