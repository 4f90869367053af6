package dev.sonde.ui.map;

import dev.sonde.core.topology.Health;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.map.Picture.DrawnIsland;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.layout.Box;

/** The whole map in small, with what is in sight of it, at the lower right. Geometry without a display, and its painting. */
final class Minimap {
    static final double WIDTH = 156;
    static final double HEIGHT = 82;

    private static final double MARGIN = 12;
    private static final double PAD = 7;

    private final Box frame;
    private final Box all;
    private final double scale;

    Minimap(Box world, Box screen) {
        frame = new Box(screen.width() - WIDTH - MARGIN, screen.height() - HEIGHT - MARGIN, WIDTH, HEIGHT);
        all = world;
        scale = Math.min(
                (WIDTH - 2 * PAD) / Math.max(1, world.width()), (HEIGHT - 2 * PAD) / Math.max(1, world.height()));
    }

    /** Where it stands on the screen. */
    Box frame() {
        return frame;
    }

    boolean contains(double x, double y) {
        return frame.contains(x, y);
    }

    /** The point of the map at a point of the screen. */
    double worldX(double screenX) {
        return (screenX - frame.centreX()) / scale + all.centreX();
    }

    double worldY(double screenY) {
        return (screenY - frame.centreY()) / scale + all.centreY();
    }

    private Box small(Box world) {
        return new Box(
                frame.centreX() + (world.x() - all.centreX()) * scale,
                frame.centreY() + (world.y() - all.centreY()) * scale,
                world.width() * scale,
                world.height() * scale);
    }

    void paint(Scenery s, Picture picture) {
        Sheet g = s.g();
        Legend.ground(s, frame);
        for (DrawnIsland island : picture.islands()) {
            Box box = small(island.box());
            boolean selected = island.island().id().equals(s.emphasis().selected());
            g.setFill(s.colour(Token.SURFACE_OVERLAY));
            g.fillRect(box.x(), box.y(), box.width(), box.height());
            g.setStroke(s.colour(selected ? Token.ACCENT_DEFAULT : Token.BORDER_STRONG));
            g.setLineWidth(1);
            g.strokeRect(
                    Math.rint(box.x()) + 0.5,
                    Math.rint(box.y()) + 0.5,
                    Math.rint(box.width()),
                    Math.rint(box.height()));
        }
        for (DrawnNode node : picture.nodes()) {
            Box box = small(node.box());
            Health health = node.node().health();
            g.setFill(health == Health.UNKNOWN ? s.colour(Token.BORDER_STRONG) : s.colour(health));
            g.fillRect(box.x(), box.y(), Math.max(1.5, box.width()), Math.max(1.5, box.height()));
        }
        Box sight = small(s.camera().sight(s.screen().width(), s.screen().height()));
        double left = Math.max(frame.x() + 2, sight.x());
        double top = Math.max(frame.y() + 2, sight.y());
        double right = Math.min(frame.right() - 2, sight.right());
        double bottom = Math.min(frame.bottom() - 2, sight.bottom());
        if (right > left && bottom > top) {
            g.setStroke(s.colour(Token.ACCENT_DEFAULT));
            g.setLineWidth(1);
            g.strokeRect(Math.rint(left) + 0.5, Math.rint(top) + 0.5, Math.rint(right - left), Math.rint(bottom - top));
        }
    }
}
