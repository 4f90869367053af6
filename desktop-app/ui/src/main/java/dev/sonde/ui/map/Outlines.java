package dev.sonde.ui.map;

import dev.sonde.themes.Icon;
import java.awt.geom.Path2D;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.paint.Color;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.QuadCurveTo;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** The lines of icons as areas on a grid of 24, for painting in the background. Safe on any thread. */
final class Outlines {
    private static final double LINE = 1.9;
    private static final Map<Icon, Path2D.Double> KNOWN = new ConcurrentHashMap<>();

    private Outlines() {}

    static Path2D.Double of(Icon icon) {
        return KNOWN.computeIfAbsent(icon, Outlines::make);
    }

    private static Path2D.Double make(Icon icon) {
        SVGPath lines = new SVGPath();
        lines.setContent(icon.path());
        lines.setFill(null);
        lines.setStroke(Color.BLACK);
        lines.setStrokeWidth(LINE);
        lines.setStrokeLineCap(StrokeLineCap.ROUND);
        lines.setStrokeLineJoin(StrokeLineJoin.ROUND);
        Path2D.Double outline = new Path2D.Double();
        // The union with nothing is the outline of the lines, as plain curves.
        for (PathElement element : ((Path) Shape.union(lines, new Path())).getElements()) {
            switch (element) {
                case MoveTo to -> outline.moveTo(to.getX(), to.getY());
                case LineTo to -> outline.lineTo(to.getX(), to.getY());
                case QuadCurveTo to -> outline.quadTo(to.getControlX(), to.getControlY(), to.getX(), to.getY());
                case CubicCurveTo to ->
                    outline.curveTo(
                            to.getControlX1(),
                            to.getControlY1(),
                            to.getControlX2(),
                            to.getControlY2(),
                            to.getX(),
                            to.getY());
                case ClosePath _ -> outline.closePath();
                default -> throw new IllegalStateException("An outline has no " + element);
            }
        }
        return outline;
    }
}
