package dev.sonde.ui.map;

import dev.sonde.themes.Token;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.layout.Box;
import javafx.scene.canvas.GraphicsContext;

/** Paints the map: ground, edges, nodes, labels. Owned by the FX thread. */
final class MapPainter {
    private MapPainter() {}

    static void paint(Scenery s, Picture picture, LabelPlan plan) {
        GraphicsContext g = s.g();
        Box screen = s.screen();
        g.setFill(s.colour(Token.SURFACE_INSET));
        g.fillRect(0, 0, screen.width(), screen.height());
        EdgePainter edges = new EdgePainter(s);
        edges.paint(picture.edges());
        NodePainter nodes = new NodePainter(s);
        DrawnNode last = null;
        for (DrawnNode node : picture.nodes()) {
            if (node.node().name().equals(s.emphasis().selected())) {
                last = node;
            } else {
                nodes.paint(node);
            }
        }
        if (last != null) {
            nodes.paint(last);
        }
        edges.labels(plan);
        if (s.emphasis().focused()) {
            g.setStroke(s.colour(Token.ACCENT_DEFAULT));
            g.setLineWidth(2);
            g.strokeRect(1, 1, screen.width() - 2, screen.height() - 2);
        }
    }
}
