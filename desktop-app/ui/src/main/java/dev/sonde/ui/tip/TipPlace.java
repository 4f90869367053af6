package dev.sonde.ui.tip;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;

/**
 * Where a tooltip stands: beside the pointer, within the window, never over what it tells of. No display needed.
 *
 * @param width of the window
 * @param height of the window
 */
record TipPlace(double width, double height) {
    private static final double BESIDE = 14;
    private static final double GAP = 6;
    private static final double EDGE = 4;

    /**
     * The place of its upper left corner.
     *
     * @param pointer where the pointer rests
     * @param mark what it tells of
     * @param wide how wide the tooltip is
     * @param high how high it is
     */
    Point2D of(Point2D pointer, Bounds mark, double wide, double high) {
        double right = Math.ceil(pointer.getX() + BESIDE);
        double left = Math.floor(pointer.getX() - BESIDE - wide);
        double kept = Math.floor(within(right, wide, width));
        double[] xs = {right, left, kept};
        double[] ys = {
            Math.ceil(pointer.getY() + BESIDE), Math.ceil(mark.getMaxY() + GAP), Math.floor(mark.getMinY() - GAP - high)
        };
        for (double x : xs) {
            for (double y : ys) {
                boolean inside = x >= EDGE && y >= EDGE && x + wide <= width - EDGE && y + high <= height - EDGE;
                if (inside && !mark.intersects(x, y, wide, high)) {
                    return new Point2D(x, y);
                }
            }
        }
        return new Point2D(kept, Math.floor(within(pointer.getY() + BESIDE, high, height)));
    }

    private static double within(double from, double size, double room) {
        return Math.clamp(from, EDGE, Math.max(EDGE, room - size - EDGE));
    }
}
