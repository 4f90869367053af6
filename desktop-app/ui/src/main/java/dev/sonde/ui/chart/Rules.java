package dev.sonde.ui.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

/**
 * Straight lines along an axis, in the stroke's colour, width and dashes, as rectangles: where the processor paints, a line goes
 * through the renderer of shapes, which takes many times as long.
 */
public final class Rules {
    private Rules() {}

    /** A line from left to right. */
    public static void across(GraphicsContext g, double left, double right, double y) {
        double width = g.getLineWidth();
        pieces(g, left, right, (from, to) -> g.fillRect(from, y - width / 2, to - from, width));
    }

    /** A line from top to bottom. */
    public static void down(GraphicsContext g, double x, double top, double bottom) {
        double width = g.getLineWidth();
        pieces(g, top, bottom, (from, to) -> g.fillRect(x - width / 2, from, width, to - from));
    }

    /** Draws a piece of a line. */
    @FunctionalInterface
    private interface Piece {
        void draw(double from, double to);
    }

    private static void pieces(GraphicsContext g, double from, double to, Piece piece) {
        Paint fill = g.getFill();
        g.setFill(g.getStroke());
        double[] dashes = g.getLineDashes();
        if (dashes == null || dashes.length < 2) {
            piece.draw(from, to);
        } else {
            double step = dashes[0] + dashes[1];
            for (double at = from; at < to; at += step) {
                piece.draw(at, Math.min(to, at + dashes[0]));
            }
        }
        g.setFill(fill);
    }
}
