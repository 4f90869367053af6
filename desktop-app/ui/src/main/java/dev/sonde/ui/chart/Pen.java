package dev.sonde.ui.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/** Draws lines: on a canvas, or on a {@link Sheet}. Belongs to one thread. */
public interface Pen {
    /** Colour of lines. */
    void setStroke(Color colour);

    /** Width of lines in pixels. */
    void setLineWidth(double width);

    /** How lines end. */
    void setLineCap(StrokeLineCap cap);

    /** A line. */
    void strokeLine(double x1, double y1, double x2, double y2);

    /** Lines from point to point. */
    void strokePolyline(double[] xs, double[] ys);

    /** Lines from point to point, and back to the first. */
    void strokePolygon(double[] xs, double[] ys);

    /** An oval in a rectangle. */
    void strokeOval(double x, double y, double width, double height);

    /** On a canvas. */
    static Pen on(GraphicsContext g) {
        return new Pen() {
            @Override
            public void setStroke(Color colour) {
                g.setStroke(colour);
            }

            @Override
            public void setLineWidth(double width) {
                g.setLineWidth(width);
            }

            @Override
            public void setLineCap(StrokeLineCap cap) {
                g.setLineCap(cap);
            }

            @Override
            public void strokeLine(double x1, double y1, double x2, double y2) {
                g.strokeLine(x1, y1, x2, y2);
            }

            @Override
            public void strokePolyline(double[] xs, double[] ys) {
                g.strokePolyline(xs, ys, xs.length);
            }

            @Override
            public void strokePolygon(double[] xs, double[] ys) {
                g.strokePolygon(xs, ys, xs.length);
            }

            @Override
            public void strokeOval(double x, double y, double width, double height) {
                g.strokeOval(x, y, width, height);
            }
        };
    }
}
