package dev.sonde.ui.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/**
 * An image to paint on in the background, with the operations of a canvas: what is much to paint never holds up the FX thread
 * or the painter of the window. Belongs to one thread at a time.
 */
public final class Sheet implements Pen {
    private final Graphics2D g;
    private final double scale;
    private java.awt.Color fill = java.awt.Color.BLACK;
    private java.awt.Color stroke = java.awt.Color.BLACK;
    private float lineWidth = 1;
    private int cap = BasicStroke.CAP_SQUARE;
    private int join = BasicStroke.JOIN_MITER;
    private float[] dashes = {};
    private Path2D.Double path = new Path2D.Double();

    /**
     * Begins to paint on an image.
     *
     * @param scale pixels of the image for each logical pixel
     */
    Sheet(BufferedImage image, double scale) {
        this.g = image.createGraphics();
        this.scale = scale;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.scale(scale, scale);
    }

    void clear(double width, double height) {
        g.setComposite(AlphaComposite.Clear);
        fill(new Rectangle2D.Double(0, 0, width + 1, height + 1));
        g.setComposite(AlphaComposite.SrcOver);
    }

    /** Moves where 0, 0 is. */
    public void translate(double x, double y) {
        g.translate(x, y);
    }

    /** Colour of areas and texts. */
    public void setFill(Color colour) {
        fill = awt(colour);
    }

    @Override
    public void setStroke(Color colour) {
        stroke = awt(colour);
    }

    @Override
    public void setLineWidth(double width) {
        lineWidth = (float) width;
    }

    @Override
    public void setLineCap(StrokeLineCap wanted) {
        cap = switch (wanted) {
            case BUTT -> BasicStroke.CAP_BUTT;
            case ROUND -> BasicStroke.CAP_ROUND;
            case SQUARE -> BasicStroke.CAP_SQUARE;
        };
    }

    /** How lines meet. */
    public void setLineJoin(StrokeLineJoin wanted) {
        join = switch (wanted) {
            case MITER -> BasicStroke.JOIN_MITER;
            case ROUND -> BasicStroke.JOIN_ROUND;
            case BEVEL -> BasicStroke.JOIN_BEVEL;
        };
    }

    /** Lengths of dashes and gaps; none is a solid line. */
    public void setLineDashes(double... lengths) {
        dashes = new float[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            dashes[i] = (float) lengths[i];
        }
    }

    /** How much of all that follows is seen, 0 to 1. */
    public void setGlobalAlpha(double alpha) {
        g.setComposite(alpha >= 1 ? AlphaComposite.SrcOver : AlphaComposite.SrcOver.derive((float) alpha));
    }

    /** Fills a rectangle. */
    public void fillRect(double x, double y, double width, double height) {
        fill(new Rectangle2D.Double(x, y, width, height));
    }

    /** Draws a rectangle. */
    public void strokeRect(double x, double y, double width, double height) {
        stroke(new Rectangle2D.Double(x, y, width, height));
    }

    /** Fills a rectangle with round corners. */
    public void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    /** Draws a rectangle with round corners. */
    public void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        stroke(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    /** Fills a polygon. */
    public void fillPolygon(double[] xs, double[] ys) {
        fill(polygon(xs, ys, true));
    }

    @Override
    public void strokePolygon(double[] xs, double[] ys) {
        stroke(polygon(xs, ys, true));
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys) {
        stroke(polygon(xs, ys, false));
    }

    @Override
    public void strokeOval(double x, double y, double width, double height) {
        stroke(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void strokeLine(double x1, double y1, double x2, double y2) {
        stroke(new Line2D.Double(x1, y1, x2, y2));
    }

    /** Begins a path. */
    public void beginPath() {
        path = new Path2D.Double();
    }

    /** Goes on elsewhere. */
    public void moveTo(double x, double y) {
        path.moveTo(x, y);
    }

    /** A straight line. */
    public void lineTo(double x, double y) {
        path.lineTo(x, y);
    }

    /** A cubic curve. */
    public void bezierCurveTo(double x1, double y1, double x2, double y2, double x, double y) {
        path.curveTo(x1, y1, x2, y2, x, y);
    }

    /** Draws the path. */
    public void stroke() {
        stroke(path);
    }

    /** Fills an outline that is moved to a place and scaled. */
    public void fill(Shape outline, double x, double y, double by) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.scale(by, by);
        fill(outline);
        g.setTransform(before);
    }

    /** Writes a text from a point at its left, half its height up. On whole pixels, so that letters are sharp. */
    public void fillText(Letters.Face face, String text, double x, double y) {
        Letters.Sized letters = Letters.of(face);
        g.setColor(fill);
        g.setFont(letters.font());
        double base = Math.rint((y + letters.middle()) * scale) / scale;
        g.drawString(text, (float) (Math.rint(x * scale) / scale), (float) base);
    }

    /** Ends the painting. */
    void done() {
        g.dispose();
    }

    private void fill(Shape shape) {
        g.setColor(fill);
        g.fill(shape);
    }

    private void stroke(Shape shape) {
        g.setColor(stroke);
        g.setStroke(
                dashes.length == 0
                        ? new BasicStroke(lineWidth, cap, join, 10)
                        : new BasicStroke(lineWidth, cap, join, 10, dashes, 0));
        g.draw(shape);
    }

    private static Path2D.Double polygon(double[] xs, double[] ys, boolean closed) {
        Path2D.Double shape = new Path2D.Double();
        shape.moveTo(xs[0], ys[0]);
        for (int i = 1; i < xs.length; i++) {
            shape.lineTo(xs[i], ys[i]);
        }
        if (closed) {
            shape.closePath();
        }
        return shape;
    }

    private static java.awt.Color awt(Color colour) {
        return new java.awt.Color((float) colour.getRed(), (float) colour.getGreen(), (float) colour.getBlue(), (float)
                colour.getOpacity());
    }
}
