package dev.sonde.ui.chart;

import dev.sonde.themes.Token;
import dev.sonde.ui.look.Look;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * The moment under the pointer, over a chart: a line and a dot on each of its lines. It moves without the chart being painted
 * anew. Owned by the FX thread.
 */
public final class Crosshair {
    private static final double RADIUS = 3.5;
    private static final double DOT = 9;

    private final Look look;
    private final Canvas line = canvas(1, 1);
    private final Group group = new Group(line);
    private final List<Canvas> dots = new ArrayList<>();
    private final List<Color> drawn = new ArrayList<>();
    private @Nullable Color colour;

    /** A dot at a height, in the colour of its line. */
    public record Dot(double y, Color colour) {}

    /** In the colours of a look; out of sight at first. */
    public Crosshair(Look look) {
        this.look = look;
        group.setManaged(false);
        group.setMouseTransparent(true);
        group.setAutoSizeChildren(false);
        group.setVisible(false);
    }

    /** What it looks like, to be put over the chart. */
    public Node node() {
        return group;
    }

    /** Takes it out of sight. */
    public void hide() {
        group.setVisible(false);
    }

    /** Moves the line to a place. */
    public void at(double x, double top, double bottom) {
        double height = Math.max(1, Math.ceil(bottom - top));
        Color now = look.colour(Token.CHART_CROSSHAIR);
        if (line.getHeight() != height || !now.equals(colour)) {
            colour = now;
            drawn.clear();
            line.setHeight(height);
            GraphicsContext g = line.getGraphicsContext2D();
            g.clearRect(0, 0, 1, height);
            Brushes.cursor(g, look, 0, 0, height);
        }
        line.setTranslateX(Math.floor(x));
        line.setTranslateY(Math.floor(top));
        group.setVisible(true);
    }

    /** Puts dots on the line. */
    public void dots(double x, List<Dot> wanted) {
        while (dots.size() < wanted.size()) {
            Canvas made = canvas(DOT, DOT);
            dots.add(made);
            group.getChildren().add(made);
        }
        for (int i = 0; i < dots.size(); i++) {
            Canvas dot = dots.get(i);
            dot.setVisible(i < wanted.size());
            if (i < wanted.size()) {
                draw(i, wanted.get(i).colour());
                dot.setTranslateX(x - DOT / 2);
                dot.setTranslateY(wanted.get(i).y() - DOT / 2);
            }
        }
    }

    private void draw(int index, Color wanted) {
        if (index == drawn.size()) {
            drawn.add(wanted);
        } else if (drawn.get(index).equals(wanted)) {
            return;
        }
        drawn.set(index, wanted);
        GraphicsContext g = dots.get(index).getGraphicsContext2D();
        g.clearRect(0, 0, DOT, DOT);
        g.setFill(look.colour(Token.SURFACE_PANEL));
        g.fillOval(DOT / 2 - RADIUS, DOT / 2 - RADIUS, 2 * RADIUS, 2 * RADIUS);
        g.setStroke(wanted);
        g.setLineWidth(1.5);
        g.strokeOval(DOT / 2 - RADIUS + 0.5, DOT / 2 - RADIUS + 0.5, 2 * RADIUS - 1, 2 * RADIUS - 1);
    }

    private static Canvas canvas(double width, double height) {
        Canvas made = new Canvas(width, height);
        made.setManaged(false);
        return made;
    }
}
