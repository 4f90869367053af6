package dev.sonde.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is left out of a line that is too long. */
final class FoldingTest {
    private static final double[] PARTS = {100, 0, 50, 200};

    @Test
    void nothingIsLeftOutWhereAllHasRoom() {
        assertThat(Folding.of(500, 500, PARTS, 0)).isZero();
    }

    @Test
    void thePartsGoInTheirOrderUntilTheRestFits() {
        assertThat(Folding.of(499, 500, PARTS, 0)).isEqualTo(1);
        assertThat(Folding.of(400, 500, PARTS, 0)).isEqualTo(1);
        assertThat(Folding.of(399, 500, PARTS, 0)).isEqualTo(3);
        assertThat(Folding.of(340, 500, PARTS, 0)).isEqualTo(4);
    }

    @Test
    void allAreGoneWhereNothingHelps() {
        assertThat(Folding.of(10, 500, PARTS, 0)).isEqualTo(4);
    }

    @Test
    void whatWentComesBackOnlyWithRoomToSpare() {
        assertThat(Folding.of(505, 500, PARTS, 1)).isEqualTo(1);
        assertThat(Folding.of(516, 500, PARTS, 1)).isZero();
    }
}
