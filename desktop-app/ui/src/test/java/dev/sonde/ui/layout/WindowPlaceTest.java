package dev.sonde.ui.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowPlaceTest {
    private static final WindowPlace LAPTOP = new WindowPlace(0, 0, 1920, 1160);
    private static final WindowPlace BESIDE = new WindowPlace(1920, -200, 2560, 1440);

    @Test
    void aWindowOnAScreenThatIsThereStaysWhereItWas() {
        WindowPlace right = new WindowPlace(2200, -100, 1600, 1000);
        assertThat(right.inSight(List.of(LAPTOP, BESIDE))).isEqualTo(right);
        WindowPlace partlyOut = new WindowPlace(-1000, 30, 1600, 1000);
        assertThat(partlyOut.inSight(List.of(LAPTOP))).isEqualTo(partlyOut);
    }

    @Test
    void aWindowOnAScreenThatIsGoneComesBackOnTheFirstOne() {
        WindowPlace right = new WindowPlace(2200, -100, 1600, 1000);
        assertThat(right.inSight(List.of(LAPTOP))).isEqualTo(new WindowPlace(160, 80, 1600, 1000));
    }

    @Test
    void aWindowWhoseTopNoHandCanTakeComesBack() {
        assertThat(new WindowPlace(100, -500, 1600, 1000)
                        .inSight(List.of(LAPTOP))
                        .y())
                .isEqualTo(80);
        assertThat(new WindowPlace(100, 1150, 1600, 1000)
                        .inSight(List.of(LAPTOP))
                        .y())
                .isEqualTo(80);
        assertThat(new WindowPlace(1850, 30, 1600, 1000)
                        .inSight(List.of(LAPTOP))
                        .x())
                .isEqualTo(160);
    }

    @Test
    void aWindowLargerThanTheScreenIsMadeAsLargeAsThereIsRoom() {
        assertThat(new WindowPlace(0, 0, 2500, 1400).inSight(List.of(LAPTOP))).isEqualTo(LAPTOP);
        assertThat(new WindowPlace(9000, 0, 2500, 1400).inSight(List.of(LAPTOP)))
                .isEqualTo(LAPTOP);
    }

    @Test
    void aPlaceIsReadAsItWasWrittenAndNonsenseIsNone() {
        WindowPlace place = new WindowPlace(-30, 80, 1600, 1000);
        assertThat(WindowPlace.read(place.text())).contains(place);
        assertThat(WindowPlace.read("")).isEmpty();
        assertThat(WindowPlace.read("1 2 3")).isEmpty();
        assertThat(WindowPlace.read("1 2 0 700")).isEmpty();
        assertThat(WindowPlace.read("1 2 wide 700")).isEmpty();
    }
}
