package dev.sonde.ui.map;

import dev.sonde.core.topology.Health;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.HealthMark;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.map.Picture.DrawnEdge;
import dev.sonde.ui.map.Picture.DrawnIsland;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.map.layout.Curve;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** Draws edges: how they stand as colour, how much goes over them as width, where to by an arrow. In the background. */
final class EdgePainter {
    /** More lines than this are drawn straight and thin: nobody follows one of so many. */
    private static final int MANY = 700;

    /** From far, more than this are drawn as one stroke for each state, thin and without arrows. */
    private static final int SEVERAL = 100;

    private static final double FAR = 0.45;
    private static final double THINNEST = 1;

    private final Scenery s;
    private final Sheet g;
    private final Collection<DrawnIsland> islands;

    /** Over the grounds of islands, where there are some. */
    EdgePainter(Scenery scenery, Collection<DrawnIsland> islands) {
        this.islands = islands;
        s = scenery;
        g = scenery.g();
    }

    void paint(List<DrawnEdge> edges) {
        List<DrawnEdge> seen = new ArrayList<>();
        for (DrawnEdge edge : edges) {
            if (s.on(edge.curve().bounds()).grown(10).meets(s.paper())) {
                seen.add(edge);
            }
        }
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.ROUND);
        if (seen.size() > MANY || (seen.size() > SEVERAL && s.zoom() < FAR)) {
            many(seen);
            seen.removeIf(edge -> !standsOut(edge));
        }
        // What is worse, and what is looked at, lies on top.
        seen.sort(Comparator.comparing(this::standsOut)
                .thenComparing(edge -> !s.emphasis().dims(edge.edge().id()))
                .thenComparing(edge -> edge.edge().health()));
        seen.forEach(this::one);
    }

    /** One edge over all else, with its label. */
    void alone(DrawnEdge edge, LabelPlan plan) {
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.ROUND);
        one(edge);
        labels(plan.of(edge.edge().id()));
    }

    private boolean standsOut(DrawnEdge edge) {
        String id = edge.edge().id();
        return s.emphasis().selected().equals(id) || s.emphasis().hovered().equals(id);
    }

    /** All lines of a state in one stroke. */
    private void many(List<DrawnEdge> edges) {
        for (Health health : Health.values()) {
            for (boolean dimmed : new boolean[] {true, false}) {
                g.beginPath();
                for (DrawnEdge edge : edges) {
                    if (edge.edge().health() == health
                            && s.emphasis().dims(edge.edge().id()) == dimmed) {
                        trace(edge.curve(), edges.size() > MANY);
                    }
                }
                g.setGlobalAlpha(dimmed ? Scenery.DIMMED / 2 : health == Health.STEADY ? 0.5 : 0.85);
                g.setStroke(s.colour(health));
                g.setLineWidth(THINNEST);
                g.stroke();
            }
        }
        g.setGlobalAlpha(1);
    }

    private void trace(Curve curve, boolean straight) {
        g.moveTo(s.x(curve.at(0)), s.y(curve.at(1)));
        if (straight) {
            g.lineTo(s.x(curve.endX()), s.y(curve.endY()));
            return;
        }
        for (int i = 2; i < 2 + curve.parts() * 6; i += 6) {
            g.bezierCurveTo(
                    s.x(curve.at(i)),
                    s.y(curve.at(i + 1)),
                    s.x(curve.at(i + 2)),
                    s.y(curve.at(i + 3)),
                    s.x(curve.at(i + 4)),
                    s.y(curve.at(i + 5)));
        }
    }

    private void one(DrawnEdge drawn) {
        Curve curve = drawn.curve();
        double width = Math.max(THINNEST, drawn.width() * Math.clamp(s.zoom(), 0.45, 1.3));
        boolean dimmed = s.emphasis().dims(drawn.edge().id());
        g.setGlobalAlpha(dimmed ? Scenery.DIMMED : 1);
        double arrow = Math.max(5, 5 + width * 0.9) * Math.clamp(s.zoom(), 0.6, 1.2);
        if (s.emphasis().selected().equals(drawn.edge().id())) {
            stroke(curve, arrow, width + 9, s.palette().colour(Token.ACCENT_DEFAULT, 0.35));
        } else if (s.emphasis().hovered().equals(drawn.edge().id())) {
            stroke(curve, arrow, width + 5, s.palette().colour(Token.TEXT_MUTED, 0.35));
        }
        Color colour = s.colour(drawn.edge().health());
        stroke(curve, arrow, width, colour);
        arrow(curve, arrow, colour);
        g.setGlobalAlpha(1);
    }

    /** The line stops where the arrow begins. */
    private void stroke(Curve curve, double arrow, double width, Color colour) {
        g.beginPath();
        g.moveTo(s.x(curve.at(0)), s.y(curve.at(1)));
        double angle = curve.endAngle();
        for (int i = 2; i < 2 + curve.parts() * 6; i += 6) {
            boolean last = i + 6 >= 2 + curve.parts() * 6;
            double back = last ? arrow * 0.8 : 0;
            g.bezierCurveTo(
                    s.x(curve.at(i)),
                    s.y(curve.at(i + 1)),
                    s.x(curve.at(i + 2)),
                    s.y(curve.at(i + 3)),
                    s.x(curve.at(i + 4)) - Math.cos(angle) * back,
                    s.y(curve.at(i + 5)) - Math.sin(angle) * back);
        }
        g.setStroke(colour);
        g.setLineWidth(width);
        g.stroke();
    }

    private void arrow(Curve curve, double size, Color colour) {
        double angle = curve.endAngle();
        double x = s.x(curve.endX());
        double y = s.y(curve.endY());
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double half = size * 0.55;
        g.setFill(colour);
        g.fillPolygon(
                new double[] {x, x - cos * size - sin * half, x - cos * size + sin * half},
                new double[] {y, y - sin * size + cos * half, y - sin * size - cos * half});
    }

    /** Writes the labels that found room. */
    void labels(LabelPlan plan) {
        for (LabelPlan.Label label : plan.labels()) {
            Box box = new Box(
                    s.x(label.x()) - label.width() / 2,
                    s.y(label.y()) - label.height() / 2,
                    label.width(),
                    label.height());
            if (box.meets(s.paper())) {
                boolean onIsland =
                        islands.stream().anyMatch(island -> island.box().contains(label.x(), label.y()));
                label(label, box, onIsland ? Token.SURFACE_PANEL : Token.SURFACE_INSET);
            }
        }
    }

    /** The ground keeps the line under the letters down, and is no box of its own: it has the colour of what it lies on. */
    private void label(LabelPlan.Label label, Box box, Token ground) {
        boolean dimmed = s.emphasis().dims(label.edge().id());
        boolean selected = s.emphasis().selected().equals(label.edge().id());
        g.setGlobalAlpha(dimmed ? Scenery.DIMMED : 1);
        g.setFill(selected ? s.colour(Token.SURFACE_SELECTED) : s.palette().colour(ground, 0.86));
        g.fillRoundRect(Math.rint(box.x()), Math.rint(box.y()), Math.rint(box.width()), Math.rint(box.height()), 6, 6);
        if (selected) {
            g.setStroke(s.colour(Token.ACCENT_DEFAULT));
            g.setLineWidth(1);
            g.strokeRoundRect(
                    Math.rint(box.x()) + 0.5,
                    Math.rint(box.y()) + 0.5,
                    Math.rint(box.width()) - 1,
                    Math.rint(box.height()) - 1,
                    6,
                    6);
        }
        Health health = label.edge().health();
        boolean marked = health == Health.WATCH || health == Health.WORSE;
        if (marked) {
            HealthMark.paint(g, s.palette(), Scenery.weight(health), box.x() + 9, box.y() + LabelPlan.LINE / 2 + 2);
        }
        double middle = box.centreX() + (marked ? 7 : 0);
        Color colour = s.textColour(health, Token.TEXT_SECONDARY);
        for (int i = 0; i < label.lines().size(); i++) {
            double y = box.y() + LabelPlan.LINE * (i + 0.5) + 1;
            s.texts().centre(g, LabelPlan.FACE, colour, label.lines().get(i), middle, y);
        }
        g.setGlobalAlpha(1);
    }
}
