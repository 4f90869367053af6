package dev.sonde.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.ui.map.layout.Box;
import org.junit.jupiter.api.Test;

/** How wide a card is. */
final class NodePainterTest {
    private static final double FAR = 0.35;

    private static Box card(double zoom) {
        return new Box(10, 20, 150 * zoom, 66 * zoom);
    }

    @Test
    void fromFarACardIsAsWideAsItsName() {
        Texts.Face face = Texts.Face.name(FAR);
        double name = new Texts().width(face, "visitors");
        Box wide = NodePainter.wide(card(FAR), () -> name, FAR);
        assertThat(wide.width()).isGreaterThanOrEqualTo(name + 8);
    }

    @Test
    void aLongNameMeetsNoNeighbour() {
        assertThat(NodePainter.wide(card(FAR), () -> 400, FAR).width()).isLessThan((150 + 40) * FAR);
    }

    @Test
    void whereThereIsRoomForMoreACardKeepsItsSize() {
        assertThat(NodePainter.wide(card(0.6), () -> 400, 0.6)).isEqualTo(card(0.6));
    }
}
