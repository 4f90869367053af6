package dev.sonde.ui.tip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;

final class TipPlaceTest {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;

    private final TipPlace place = new TipPlace(WIDTH, HEIGHT);

    @Test
    void besideAPointItStandsAtTheRightAndBelow() {
        Bounds cell = new BoundingBox(495, 295, 10, 10);
        assertThat(place.of(new Point2D(500, 300), cell, 200, 80)).isEqualTo(new Point2D(514, 314));
    }

    @Test
    void ofAWholeRowItStandsBelowTheRow() {
        Bounds row = new BoundingBox(80, 300, 1100, 28);
        Point2D at = place.of(new Point2D(500, 304), row, 200, 80);
        assertThat(at.getY()).isGreaterThanOrEqualTo(row.getMaxY());
    }

    @Test
    void ofTheLastRowItStandsAbove() {
        Bounds row = new BoundingBox(80, 860, 1100, 28);
        Point2D at = place.of(new Point2D(500, 870), row, 200, 80);
        assertThat(at.getY() + 80).isLessThanOrEqualTo(row.getMinY());
    }

    @Test
    void atTheRightEdgeItStandsAtTheLeftOfThePointer() {
        Bounds cell = new BoundingBox(1385, 295, 10, 10);
        Point2D at = place.of(new Point2D(1390, 300), cell, 200, 80);
        assertThat(at.getX() + 200).isLessThan(1390);
    }

    @Test
    void whereverThePointerIsItLiesInTheWindowAndNotOverARowOrACell() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextDouble() * WIDTH;
            double y = random.nextDouble() * HEIGHT;
            boolean row = i % 2 == 0;
            Bounds mark = row ? new BoundingBox(0, y - 14, WIDTH, 28) : new BoundingBox(x - 5, y - 5, 10, 10);
            Point2D at = place.of(new Point2D(x, y), mark, 320, 180);
            assertThat(at.getX() >= 0 && at.getX() + 320 <= WIDTH)
                    .as("x of %s", at)
                    .isTrue();
            assertThat(at.getY() >= 0 && at.getY() + 180 <= HEIGHT)
                    .as("y of %s", at)
                    .isTrue();
            assertThat(mark.intersects(at.getX(), at.getY(), 320, 180))
                    .as("%s over %s", at, mark)
                    .isFalse();
        }
    }
}
