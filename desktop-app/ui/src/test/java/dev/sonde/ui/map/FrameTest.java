package dev.sonde.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.topology.Grouping;
import dev.sonde.ui.map.layout.Box;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in sight, and how a link says so. */
final class FrameTest {
    private static final Box SCREEN = new Box(0, 0, 1000, 600);

    @Test
    void aLinkReadsAsTheFrameItWasMadeOf() {
        Frame frame = new Frame(
                new Camera(-12.5, 300, 0.75),
                Grouping.Mode.KIND,
                Set.of("outside servers", "a;b,c=d"),
                Set.of("namespace kube-system"),
                Frame.Label.RTT);
        assertThat(Frame.read(frame.text())).isEqualTo(frame);
        assertThat(Frame.OWN.text()).isEmpty();
        assertThat(Frame.read("")).isEqualTo(Frame.OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at=1,2",
                "at=a,b,c",
                "at=1,2,NaN",
                "at=1,2,900",
                "group=x",
                "label=",
                ";;=",
                "open=%zz",
                "fold=%zz"
            })
    void whatCannotBeReadIsTheMapsOwnChoice(String text) {
        Frame frame = Frame.read(text);
        assertThat(frame.camera()).isNull();
        assertThat(frame.mode()).isEqualTo(Grouping.Mode.AUTO);
        assertThat(frame.label()).isEqualTo(Frame.Label.P99);
    }

    @Test
    void thePointUnderThePointerStaysThereWhileTheWheelTurns() {
        Camera camera = new Camera(40, -7, 0.8);
        for (double factor : new double[] {1.25, 0.5, 100, 0.0001}) {
            Camera nearer = camera.zoomedAt(730, 111, factor, SCREEN);
            Offset<Double> close = Offset.offset(1e-6);
            assertThat(nearer.worldX(730, 1000)).isCloseTo(camera.worldX(730, 1000), close);
            assertThat(nearer.worldY(111, 600)).isCloseTo(camera.worldY(111, 600), close);
            assertThat(nearer.zoom()).isBetween(Camera.FARTHEST, Camera.NEAREST);
        }
    }

    @Test
    void allOfItIsInSightAndNoLargerThanLife() {
        Box wide = new Box(-500, 20, 4000, 300);
        Box sight = Camera.fitting(wide, 1000, 600).sight(1000, 600);
        assertThat(sight.union(wide)).isEqualTo(sight);
        assertThat(Camera.fitting(new Box(0, 0, 10, 10), 1000, 600).zoom()).isEqualTo(1);
    }
}
