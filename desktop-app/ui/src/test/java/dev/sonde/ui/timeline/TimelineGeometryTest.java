package dev.sonde.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.time.Window;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.timeline.TimelineGeometry.Part;
import org.junit.jupiter.api.Test;

/** What a drag on the timeline makes of the windows. One pixel is one nanosecond here. */
final class TimelineGeometryTest {
    private final TimelineGeometry timeline =
            new TimelineGeometry(new TimeScale(0, 1000, 0, 1000), new Window(400, 600), new Window(100, 200));

    @Test
    void edgesAreGraspedBeforeBodies() {
        assertThat(timeline.at(402, false)).isEqualTo(Part.A_LEFT);
        assertThat(timeline.at(597, false)).isEqualTo(Part.A_RIGHT);
        assertThat(timeline.at(500, false)).isEqualTo(Part.A_BODY);
        assertThat(timeline.at(150, false)).isEqualTo(Part.B_BODY);
        assertThat(timeline.at(800, false)).isEqualTo(Part.GROUND);
    }

    @Test
    void withAltOnlyTheBaselineIsGrasped() {
        assertThat(timeline.at(500, true)).isEqualTo(Part.GROUND);
        assertThat(timeline.at(101, true)).isEqualTo(Part.B_LEFT);
    }

    @Test
    void draggingOnTheGroundMakesAWindowInEitherDirection() {
        assertThat(timeline.drag(Part.GROUND, 700, 800)).isEqualTo(new Window(700, 800));
        assertThat(timeline.drag(Part.GROUND, 800, 700)).isEqualTo(new Window(700, 800));
    }

    @Test
    void aWindowKeepsItsLengthWhenItIsMovedAndStaysOnTheTimeline() {
        assertThat(timeline.drag(Part.A_BODY, 500, 550)).isEqualTo(new Window(450, 650));
        assertThat(timeline.drag(Part.A_BODY, 500, 5000)).isEqualTo(new Window(800, 1000));
        assertThat(timeline.drag(Part.A_BODY, 500, -5000)).isEqualTo(new Window(0, 200));
    }

    @Test
    void anEdgeNeverCrossesTheOther() {
        Window window = timeline.drag(Part.A_LEFT, 400, 900);
        assertThat(window.toNanos()).isEqualTo(600);
        assertThat(window.fromNanos()).isLessThan(600);
    }

    @Test
    void theBaselineHasItsOwnEdges() {
        assertThat(timeline.drag(Part.B_RIGHT, 200, 300)).isEqualTo(new Window(100, 300));
    }
}
