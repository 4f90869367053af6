package dev.sonde.ui.chart;

import dev.sonde.themes.Token;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Palette;
import dev.sonde.ui.number.Change;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;

/** The mark of how something stands: a shape for each status, since a colour never speaks alone. */
public final class HealthMark {
    private HealthMark() {}

    /** Paints it about a point. */
    public static void paint(GraphicsContext g, Look look, Change.Weight weight, double x, double y) {
        paint(Pen.on(g), look.palette(), weight, x, y);
    }

    /** Paints it about a point. */
    public static void paint(Pen g, Palette look, Change.Weight weight, double x, double y) {
        g.setLineWidth(1.4);
        g.setLineCap(StrokeLineCap.ROUND);
        switch (weight) {
            case OK, MUTED -> {
                g.setStroke(look.colour(Token.STATUS_OK));
                g.strokeOval(x - 5.5, y - 5.5, 11, 11);
                g.strokePolyline(new double[] {x - 2.4, x - 0.6, x + 2.6}, new double[] {y + 0.2, y + 2, y - 1.6});
            }
            case WARN -> {
                g.setStroke(look.colour(Token.STATUS_WARN));
                g.strokePolygon(new double[] {x, x + 6, x - 6}, new double[] {y - 5.5, y + 5, y + 5});
                mark(g, x, y + 0.6);
            }
            case ERROR -> {
                g.setStroke(look.colour(Token.STATUS_ERROR));
                double r = 2.5;
                g.strokePolygon(
                        new double[] {x - r, x + r, x + 6, x + 6, x + r, x - r, x - 6, x - 6},
                        new double[] {y - 6, y - 6, y - r, y + r, y + 6, y + 6, y + r, y - r});
                mark(g, x, y);
            }
        }
    }

    private static void mark(Pen g, double x, double y) {
        g.strokeLine(x, y - 2.6, x, y + 0.4);
        g.strokeLine(x, y + 2.8, x, y + 2.9);
    }
}
