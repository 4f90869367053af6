package dev.sonde.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.time.Window;
import org.junit.jupiter.api.Test;

class CalmTest {
    private static final Calm BEFORE = new Calm(new Window(100, 200), null);
    private static final Window EXTENT = new Window(0, 1000);

    @Test
    void aBaselineThatGrewALittleStaysWhatItWas() {
        assertThat(new Calm(new Window(100, 290), null).after(BEFORE, EXTENT)).isSameAs(BEFORE);
        assertThat(new Calm(new Window(150, 210), null).after(BEFORE, EXTENT)).isSameAs(BEFORE);
    }

    @Test
    void aBaselineTwiceAsLongTakesItsPlace() {
        Calm longer = new Calm(new Window(100, 300), null);
        assertThat(longer.after(BEFORE, EXTENT)).isSameAs(longer);
    }

    @Test
    void aBaselineWhoseRowsLeaveMemoryIsGivenUp() {
        Calm later = new Calm(new Window(110, 210), null);
        assertThat(later.after(BEFORE, new Window(101, 1000))).isSameAs(later);
    }

    @Test
    void troubleThatLastsDoesNotBecomeCalmWhileTheCalmBeforeItIsInMemory() {
        Calm trouble = new Calm(new Window(100, 200), new Window(210, 600));
        Calm usual = new Calm(new Window(100, 900), null);
        assertThat(usual.after(trouble, EXTENT)).isEqualTo(trouble);
        Calm later = new Calm(new Window(100, 400), new Window(400, 900));
        assertThat(later.after(trouble, EXTENT)).isEqualTo(new Calm(new Window(100, 200), new Window(210, 900)));
        assertThat(usual.after(trouble, new Window(150, 1000))).isSameAs(usual);
    }

    @Test
    void troubleOnBothSidesOfTheCalmBeganAfterIt() {
        Calm warmingUp = new Calm(new Window(100, 200), new Window(0, 90));
        Calm later = new Calm(new Window(0, 250), new Window(260, 900));
        assertThat(later.after(warmingUp, EXTENT)).isEqualTo(new Calm(new Window(100, 200), new Window(200, 900)));
    }

    @Test
    void troubleWithoutCalmBeforeItWasNotSeenToBegin() {
        assertThat(new Calm(new Window(100, 200), new Window(210, 600)).beganNanos())
                .isEqualTo(210);
        assertThat(new Calm(new Window(100, 200), new Window(0, 90)).beganNanos())
                .isNull();
        assertThat(new Calm(null, new Window(0, 90)).beganNanos()).isNull();
        assertThat(BEFORE.beganNanos()).isNull();
    }

    @Test
    void troubleThatWasShortIsForgottenByALongCalm() {
        Calm blip = new Calm(new Window(0, 20), new Window(30, 40));
        Calm calm = new Calm(new Window(0, 900), null);
        assertThat(calm.after(blip, EXTENT)).isSameAs(calm);
    }

    @Test
    void troubleIsSaidAtOnceAndSoIsItsEnd() {
        Calm trouble = new Calm(new Window(100, 210), new Window(300, 400));
        assertThat(trouble.after(BEFORE, EXTENT)).isSameAs(trouble);
        assertThat(BEFORE.after(trouble, EXTENT)).isSameAs(BEFORE);
        assertThat(Calm.UNKNOWN.after(BEFORE, EXTENT)).isSameAs(Calm.UNKNOWN);
    }
}
