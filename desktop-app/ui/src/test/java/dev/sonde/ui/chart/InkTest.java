package dev.sonde.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.themes.Token;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

/** Lines and grounds on 40 by 30 pixels; a value of the lines is a height in pixels, from the bottom. */
final class InkTest {
    private static final int ACROSS = 40;
    private static final int DOWN = 30;

    private final Ink ink = new Ink(ACROSS, DOWN);

    InkTest() {
        ink.begin(0, 0, 1);
    }

    @Test
    void aLevelLineIsAsThickAsItIsWide() {
        ink.line(path(10, 10, 10, 10), Color.WHITE, 1.4);
        assertThat(covered(20)).isEqualTo(1.4, within(0.02));
        assertThat(middle(20)).isEqualTo(20, within(0.02));
    }

    @Test
    void aSlantedLineIsAsThickAcrossItsWay() {
        // 26 pixels up on 30 to the right.
        ink.line(path(2, 28), Color.WHITE, 2);
        double slope = 26 / 20.0;
        assertThat(covered(20)).isEqualTo(2 * Math.sqrt(1 + slope * slope), within(0.1));
        assertThat(middle(20)).isEqualTo(15, within(0.7));
    }

    @Test
    void dashesLeaveGapsWhereALineIsLevelAndNoneWhereItIsSteep() {
        ink.dashes(path(10, 10, 10, 10), Color.WHITE, 1.4);
        assertThat(IntStream.range(14, 28).filter(column -> covered(column) > 0).count())
                .isEqualTo(8);
        ink.begin(0, 0, 1);
        ink.dashes(path(2, 28, 2, 28, 2, 28), Color.WHITE, 1.4);
        assertThat(IntStream.range(14, 28)).allMatch(column -> covered(column) > 0);
    }

    @Test
    void theGroundReachesFromTheLineToTheBottom() {
        ink.area(path(10, 10, 10, 10), 29, Color.WHITE);
        assertThat(covered(20)).isEqualTo(9, within(0.02));
    }

    @Test
    void aGapLeavesTheGroundBare() {
        Path path = path(10, 10, 10, Double.NaN, Double.NaN, 10, 10, 10);
        ink.line(path, Color.WHITE, 1.4);
        ink.area(path, 29, Color.WHITE);
        assertThat(covered(20)).isZero();
        assertThat(covered(8)).isPositive();
        assertThat(covered(32)).isPositive();
    }

    @Test
    void aValueBetweenTwoGapsIsADot() {
        ink.line(path(Double.NaN, 10, Double.NaN), Color.WHITE, 1.4);
        assertThat(IntStream.range(0, ACROSS).mapToDouble(this::covered).sum()).isEqualTo(2.4 * 2.4, within(0.1));
    }

    @Test
    void aRectangleBetweenPixelsIsSharedByThem() {
        ink.rectangle(3.5, 4, 2, 3.25, Color.WHITE);
        assertThat(covered(3)).isEqualTo(0.5 * 3.25, within(0.02));
        assertThat(covered(4)).isEqualTo(3.25, within(0.02));
        assertThat(covered(5)).isEqualTo(0.5 * 3.25, within(0.02));
    }

    @Test
    void aRectangleOnWholePixelsCoversThemAndNoOther() {
        ink.rectangle(3, 4, 2, 3, Color.rgb(200, 100, 0));
        assertThat(IntStream.range(0, ACROSS * DOWN)
                        .filter(i -> ink.pixels()[i] != 0)
                        .boxed())
                .containsExactly(
                        4 * ACROSS + 3, 4 * ACROSS + 4, 5 * ACROSS + 3, 5 * ACROSS + 4, 6 * ACROSS + 3, 6 * ACROSS + 4)
                .allMatch(i -> ink.pixels()[i] == 0xFFC86400);
    }

    @Test
    void whatLiesOverSomethingElseLetsItThroughByItsOpacity() {
        ink.rectangle(0, 0, 4, 4, Color.rgb(200, 0, 0));
        ink.rectangle(0, 0, 4, 4, Color.rgb(0, 0, 200, 0.25));
        assertThat(ink.pixels()[0]).isEqualTo(0xFF960032);
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        ink.rectangle(-5, -5, 100, 100, Color.WHITE);
        ink.line(path(-20, 60, -20, 60), Color.WHITE, 3);
        assertThat(covered(ACROSS - 1)).isEqualTo(DOWN, within(0.02));
    }

    /** A line whose first bucket is at the left and whose last is at the right. */
    private static Path path(double... heights) {
        Path path = new Path();
        Line line = new Line("line", Token.SERIES_1, 0, 1000, heights);
        path.set(line, new TimeScale(0, 1000L * heights.length, 0, ACROSS), new ValueScale(0, DOWN, DOWN, 0, false));
        return path;
    }

    /** How many pixels of a column are covered. */
    private double covered(int column) {
        return IntStream.range(0, DOWN)
                .mapToDouble(row -> (ink.pixels()[row * ACROSS + column] >>> 24) / 255.0)
                .sum();
    }

    /** The middle of what is covered of a column. */
    private double middle(int column) {
        return IntStream.range(0, DOWN)
                        .mapToDouble(row -> (row + 0.5) * (ink.pixels()[row * ACROSS + column] >>> 24) / 255.0)
                        .sum()
                / covered(column);
    }
}
