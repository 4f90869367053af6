package dev.sonde.ui.map.layout;

/**
 * The way of an edge: cubic curves one after the other. Immutable.
 *
 * <p>Points are {@code x0, y0, then for each curve: two control points and the end}.
 */
public final class Curve {
    private static final int STEPS = 14;

    private final double[] points;
    private final Box bounds;

    Curve(double... points) {
        this.points = points;
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < points.length; i += 2) {
            left = Math.min(left, points[i]);
            right = Math.max(right, points[i]);
            top = Math.min(top, points[i + 1]);
            bottom = Math.max(bottom, points[i + 1]);
        }
        bounds = new Box(left, top, right - left, bottom - top);
    }

    /** How many curves it has. */
    public int parts() {
        return (points.length - 2) / 6;
    }

    /** A coordinate: see the class. */
    public double at(int index) {
        return points[index];
    }

    /** A rectangle that holds it. */
    public Box bounds() {
        return bounds;
    }

    /** Where it ends. */
    public double endX() {
        return points[points.length - 2];
    }

    /** Where it ends. */
    public double endY() {
        return points[points.length - 1];
    }

    /** The direction in which it arrives, in radians. */
    public double endAngle() {
        double dx = endX() - points[points.length - 4];
        double dy = endY() - points[points.length - 3];
        return Math.abs(dx) + Math.abs(dy) < 1e-6 ? 0 : Math.atan2(dy, dx);
    }

    /** X of the point at a share of the way, 0 to 1, counted by parts. */
    public double x(double share) {
        return value(share, 0);
    }

    /** Y of the point at a share of the way. */
    public double y(double share) {
        return value(share, 1);
    }

    /** The distance of a point to it. */
    public double distance(double px, double py) {
        double best = Double.MAX_VALUE;
        int steps = STEPS * parts();
        double x = points[0];
        double y = points[1];
        for (int i = 1; i <= steps; i++) {
            double nextX = x((double) i / steps);
            double nextY = y((double) i / steps);
            best = Math.min(best, toSegment(px, py, x, y, nextX, nextY));
            x = nextX;
            y = nextY;
        }
        return best;
    }

    private double value(double share, int axis) {
        double scaled = Math.clamp(share, 0, 1) * parts();
        int part = Math.min(parts() - 1, (int) scaled);
        double t = scaled - part;
        int i = part * 6 + axis;
        double s = 1 - t;
        return s * s * s * points[i]
                + 3 * s * s * t * points[i + 2]
                + 3 * s * t * t * points[i + 4]
                + t * t * t * points[i + 6];
    }

    private static double toSegment(double px, double py, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((px - x1) * dx + (py - y1) * dy) / length, 0, 1);
        return Math.hypot(px - x1 - t * dx, py - y1 - t * dy);
    }
}
