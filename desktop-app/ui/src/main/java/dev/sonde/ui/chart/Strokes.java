package dev.sonde.ui.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;

/** Draws paths. */
public final class Strokes {
    private Strokes() {}

    /** Draws the line; a point between two gaps is drawn as a dot. */
    public static void line(GraphicsContext g, Path path, Color colour) {
        g.setStroke(colour);
        g.setFill(colour);
        g.setLineWidth(1.4);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.beginPath();
        for (int i = 0; i < path.size(); i++) {
            if (path.startsAt(i)) {
                g.moveTo(path.x(i), path.y(i));
                if (i == path.size() - 1 || path.startsAt(i + 1)) {
                    g.fillOval(path.x(i) - 1.2, path.y(i) - 1.2, 2.4, 2.4);
                }
            } else {
                g.lineTo(path.x(i), path.y(i));
            }
        }
        g.stroke();
    }

    /** Tints the ground under the line. */
    public static void area(GraphicsContext g, Path path, double bottom, Color colour) {
        g.setFill(colour);
        int start = 0;
        for (int i = 1; i <= path.size(); i++) {
            if (i == path.size() || path.startsAt(i)) {
                if (i - start > 1) {
                    fill(g, path, start, i, bottom);
                }
                start = i;
            }
        }
    }

    private static void fill(GraphicsContext g, Path path, int from, int to, double bottom) {
        g.beginPath();
        g.moveTo(path.x(from), bottom);
        for (int i = from; i < to; i++) {
            g.lineTo(path.x(i), path.y(i));
        }
        g.lineTo(path.x(to - 1), bottom);
        g.closePath();
        g.fill();
    }
}
