package dev.sonde.ui.map.layout;

/** A rectangle in the units of the map, by its upper left corner. */
public record Box(double x, double y, double width, double height) {
    /** Its right edge. */
    public double right() {
        return x + width;
    }

    /** Its lower edge. */
    public double bottom() {
        return y + height;
    }

    /** The middle from left to right. */
    public double centreX() {
        return x + width / 2;
    }

    /** The middle from top to bottom. */
    public double centreY() {
        return y + height / 2;
    }

    /** Says whether a point lies in it. */
    public boolean contains(double px, double py) {
        return px >= x && px <= right() && py >= y && py <= bottom();
    }

    /** Says whether both share a point, even one. */
    public boolean meets(Box other) {
        return x <= other.right() && other.x <= right() && y <= other.bottom() && other.y <= bottom();
    }

    /** The same, larger by so much on each side. */
    public Box grown(double by) {
        return new Box(x - by, y - by, width + 2 * by, height + 2 * by);
    }

    /** The same at another place. */
    public Box at(double newX, double newY) {
        return new Box(newX, newY, width, height);
    }

    /** The smallest one that holds both. */
    public Box union(Box other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    /** On the way from another one to this one: 0 is the other, 1 is this. */
    public Box from(Box other, double share) {
        return new Box(
                other.x + (x - other.x) * share,
                other.y + (y - other.y) * share,
                other.width + (width - other.width) * share,
                other.height + (height - other.height) * share);
    }
}
