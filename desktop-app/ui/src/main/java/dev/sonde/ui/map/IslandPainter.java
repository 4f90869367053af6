package dev.sonde.ui.map;

import dev.sonde.core.store.Grain;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.HealthMark;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.map.Picture.DrawnIsland;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.number.Counts;

/** Draws the grounds of namespaces with their titles, below all else. In the background. */
final class IslandPainter {
    private static final double ROUND = 18;
    private static final double PAD = 14;
    private static final double ICON = 14;
    /** A lower title strip than this has no room for letters. */
    private static final double LEAST_TITLE = 9.5;

    private final Scenery s;
    private final Sheet g;

    private final Grain grain;

    IslandPainter(Scenery scenery, Grain grain) {
        this.grain = grain;
        s = scenery;
        g = scenery.g();
    }

    void paint(DrawnIsland drawn) {
        Box box = s.on(drawn.box());
        if (!box.grown(30).meets(s.paper())) {
            return;
        }
        double x = Math.floor(box.x());
        double y = Math.floor(box.y());
        double width = Math.rint(box.width());
        double round = round();
        g.setFill(s.colour(Token.SURFACE_PANEL));
        g.fillRoundRect(x, y, width, Math.rint(box.height()), round, round);
        outline(drawn);
        if (strip(drawn) >= LEAST_TITLE) {
            title(drawn, x, y, width);
        }
    }

    /** Draws its border. */
    void outline(DrawnIsland drawn) {
        Box box = s.on(drawn.box());
        String id = drawn.island().id();
        boolean selected = s.emphasis().selected().equals(id);
        boolean hovered = s.emphasis().hovered().equals(id);
        boolean found = s.emphasis().found().contains(id);
        g.setStroke(s.colour(
                selected || found ? Token.ACCENT_DEFAULT : hovered ? Token.BORDER_CONTROL : Token.BORDER_DEFAULT));
        g.setLineWidth(selected ? 2 : 1);
        if (found && !selected) {
            g.setLineDashes(5, 3);
        }
        g.strokeRoundRect(
                Math.floor(box.x()) + 0.5,
                Math.floor(box.y()) + 0.5,
                Math.rint(box.width()) - 1,
                Math.rint(box.height()) - 1,
                round(),
                round());
        g.setLineDashes();
    }

    private double round() {
        return Math.max(4, ROUND * Math.min(1, s.zoom()));
    }

    private double strip(DrawnIsland drawn) {
        return s.on(drawn.title()).height();
    }

    /** From far nodes have no names: the names of islands stand over them then. */
    void far(DrawnIsland drawn) {
        Box box = s.on(drawn.box());
        if (strip(drawn) >= LEAST_TITLE || !box.meets(s.paper())) {
            return;
        }
        Texts.Face face = Texts.Face.name(1);
        String name = s.texts().fitting(face, drawn.island().namespace(), box.width() - 8);
        if (name.isEmpty()) {
            return;
        }
        double width = s.texts().width(face, name) + 12;
        g.setFill(s.palette().colour(Token.SURFACE_OVERLAY, 0.88));
        g.fillRoundRect(Math.rint(box.centreX() - width / 2), Math.rint(box.centreY() - 9), Math.rint(width), 18, 6, 6);
        s.texts().centre(g, face, s.colour(Token.TEXT_PRIMARY), name, box.centreX(), box.centreY());
    }

    private void title(DrawnIsland drawn, double x, double y, double width) {
        CallGraph.Island island = drawn.island();
        double middle = y + strip(drawn) / 2 + 1;
        double pad = Math.max(4, PAD * Math.min(1, s.zoom()));
        double left = x + pad;
        double right = x + width - pad;
        boolean worse = island.health() == Health.WORSE || island.health() == Health.WATCH;
        if (worse) {
            HealthMark.paint(g, s.palette(), Scenery.weight(island.health()), right - 6, middle);
            right -= 20;
        }
        double size = ICON * Math.clamp(s.zoom(), 0.8, 1.3);
        if (right - left > 60) {
            g.setFill(s.colour(Token.TEXT_MUTED));
            g.fill(Outlines.of(Icon.PACKAGE), left, middle - size / 2, size / 24);
            left += size + 6;
        }
        Texts.Face face = Texts.Face.name(s.zoom());
        String name = s.texts().fitting(face, island.namespace(), right - left);
        s.texts().left(g, face, s.colour(Token.TEXT_SECONDARY), name, left, middle);
        left += s.texts().width(face, name) + 10;
        Texts.Face caption = Texts.Face.caption(s.zoom());
        String count = Counts.of(island.nodes().size(), grain.toString());
        if (left + s.texts().width(caption, count) < right) {
            s.texts().left(g, caption, s.colour(Token.TEXT_MUTED), count, left, middle);
        }
    }
}
