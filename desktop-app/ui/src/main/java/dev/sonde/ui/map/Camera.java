package dev.sonde.ui.map;

import dev.sonde.ui.map.layout.Box;
import java.util.Locale;
import java.util.Optional;

/**
 * What part of the map is in sight: the point in the middle, and how many pixels a unit has. Immutable; no display needed.
 */
record Camera(double x, double y, double zoom) {
    static final double FARTHEST = 0.04;
    static final double NEAREST = 3;
    static final double STEP = 1.25;

    private static final double MARGIN = 28;

    /** All of the map, as large as it fits but no larger than life. */
    static Camera fitting(Box all, double width, double height) {
        double across = Math.max(1, width - 2 * MARGIN) / Math.max(1, all.width());
        double down = Math.max(1, height - 2 * MARGIN) / Math.max(1, all.height());
        double zoom = Math.clamp(Math.min(across, down), FARTHEST, 1);
        return new Camera(all.centreX(), all.centreY(), zoom);
    }

    double screenX(double worldX, double width) {
        return (worldX - x) * zoom + width / 2;
    }

    double screenY(double worldY, double height) {
        return (worldY - y) * zoom + height / 2;
    }

    /** Where a part of the map is on a screen. */
    Box on(Box world, Box screen) {
        return new Box(
                screenX(world.x(), screen.width()),
                screenY(world.y(), screen.height()),
                world.width() * zoom,
                world.height() * zoom);
    }

    double worldX(double screenX, double width) {
        return (screenX - width / 2) / zoom + x;
    }

    double worldY(double screenY, double height) {
        return (screenY - height / 2) / zoom + y;
    }

    /** Moved by so many pixels, as the hand drags the map. */
    Camera dragged(double byX, double byY) {
        return new Camera(x - byX / zoom, y - byY / zoom, zoom);
    }

    /** Nearer or farther; the point of the map at a place of the screen stays there. */
    Camera zoomedAt(double screenX, double screenY, double factor, Box screen) {
        double next = Math.clamp(zoom * factor, FARTHEST, NEAREST);
        double pointX = worldX(screenX, screen.width());
        double pointY = worldY(screenY, screen.height());
        return new Camera(
                pointX - (screenX - screen.width() / 2) / next, pointY - (screenY - screen.height() / 2) / next, next);
    }

    /** Over a point of the map. */
    Camera over(double worldX, double worldY) {
        return new Camera(worldX, worldY, zoom);
    }

    /** On the way from another one to this one: 0 is the other, 1 is this. */
    Camera from(Camera other, double share) {
        // Equal steps of a zoom are equal ratios.
        double between = other.zoom * Math.pow(zoom / other.zoom, share);
        return new Camera(other.x + (x - other.x) * share, other.y + (y - other.y) * share, between);
    }

    /** What is in sight. */
    Box sight(double width, double height) {
        return new Box(worldX(0, width), worldY(0, height), width / zoom, height / zoom);
    }

    /** As it stands in links. */
    String text() {
        return String.format(Locale.ROOT, "%.1f,%.1f,%.3f", x, y, zoom);
    }

    /** Reads {@link #text()}; empty for anything else. */
    static Optional<Camera> read(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            double x = Double.parseDouble(parts[0]);
            double y = Double.parseDouble(parts[1]);
            double zoom = Double.parseDouble(parts[2]);
            boolean sane = Double.isFinite(x) && Double.isFinite(y) && zoom >= FARTHEST && zoom <= NEAREST;
            return sane ? Optional.of(new Camera(x, y, zoom)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
