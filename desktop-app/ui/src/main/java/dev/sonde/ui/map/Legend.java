package dev.sonde.ui.map;

import dev.sonde.core.topology.Health;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.HealthMark;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.map.layout.Box;

/** Says what widths and colours mean, at the lower left. */
final class Legend {
    static final double HEIGHT = 56;

    private static final double WIDTH = 448;
    private static final double MARGIN = 12;
    private static final double LEAST_WIDTH = 760;

    private Legend() {}

    /** Where it stands on the screen. */
    static Box frame(Box screen) {
        return new Box(MARGIN, screen.height() - HEIGHT - MARGIN, WIDTH, HEIGHT);
    }

    /** Whether there is room for it. */
    static boolean fits(Box screen) {
        return screen.width() >= LEAST_WIDTH;
    }

    static void paint(Scenery s, boolean compared) {
        Sheet g = s.g();
        Box box = frame(s.screen());
        ground(s, box);
        Texts.Face caption = Texts.Face.caption(1);
        Texts.Face data = Texts.Face.small(1);
        double top = box.y() + 16;
        double y = box.y() + 38;
        s.texts().left(g, caption, s.colour(Token.TEXT_MUTED), "Width: calls per second", box.x() + 14, top);
        double x = box.x() + 14;
        for (int rate : new int[] {10, 100, 1000}) {
            g.setStroke(s.colour(Token.TEXT_SECONDARY));
            g.setLineWidth(Picture.width(rate));
            g.strokeLine(x, y, x + 20, y);
            s.texts().left(g, data, s.colour(Token.TEXT_SECONDARY), Integer.toString(rate), x + 25, y);
            x += 32 + 7 * Integer.toString(rate).length();
        }
        String title = compared ? "Colour and shape: health against B" : "Colour and shape: health";
        double left = box.x() + 196;
        s.texts().left(g, caption, s.colour(Token.TEXT_MUTED), title, left, top);
        String[] names =
                compared ? new String[] {"steady", "watch", "worse"} : new String[] {"steady", "failing", "≥ 5 %"};
        Health[] states = {Health.STEADY, Health.WATCH, Health.WORSE};
        for (int i = 0; i < states.length; i++) {
            double at = left + i * 82;
            HealthMark.paint(g, s.palette(), Scenery.weight(states[i]), at + 7, y);
            s.texts().left(g, data, s.colour(Token.TEXT_SECONDARY), names[i], at + 19, y);
        }
    }

    /** A panel over the map. */
    static void ground(Scenery s, Box box) {
        Sheet g = s.g();
        g.setFill(s.colour(Token.SURFACE_PANEL));
        g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 10, 10);
        g.setStroke(s.colour(Token.BORDER_DEFAULT));
        g.setLineWidth(1);
        g.strokeRoundRect(box.x() + 0.5, box.y() + 0.5, box.width() - 1, box.height() - 1, 10, 10);
    }
}
