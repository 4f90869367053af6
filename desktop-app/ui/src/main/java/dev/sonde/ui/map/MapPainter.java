package dev.sonde.ui.map;

import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.layout.Box;

/** Paints the map: ground, islands, edges, nodes, labels. In the background. */
final class MapPainter {
    private MapPainter() {}

    static void paint(Scenery s, Picture picture, LabelPlan plan) {
        Sheet g = s.g();
        Box paper = s.paper();
        g.setFill(s.colour(Token.SURFACE_INSET));
        g.fillRect(paper.x(), paper.y(), paper.width(), paper.height());
        IslandPainter islands = new IslandPainter(s, picture.network().calls().grain());
        picture.islands().forEach(islands::paint);
        EdgePainter edges = new EdgePainter(s, picture.islands());
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
        picture.islands().forEach(islands::far);
        edges.labels(plan);
    }
}
