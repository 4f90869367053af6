package dev.sonde.ui.layout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a window stands on the screens, in logical pixels. No display needed.
 *
 * @param x left edge
 * @param y top edge
 */
public record WindowPlace(double x, double y, double width, double height) {
    /** So much of its top has to be on a screen that a hand can take it. */
    private static final double LEAST_WIDTH_IN_SIGHT = 120;

    private static final double LEAST_HEIGHT_IN_SIGHT = 40;

    /** The place to begin at: in the middle of a screen, as large as asked for or as there is room. */
    public static WindowPlace middle(WindowPlace screen, double width, double height) {
        double across = Math.min(width, screen.width);
        double down = Math.min(height, screen.height);
        return new WindowPlace(
                screen.x + (screen.width - across) / 2, screen.y + (screen.height - down) / 2, across, down);
    }

    /**
     * The place itself where enough of it is on one of the screens, and else one that is in sight: on the first screen, as
     * large as it was or as there is room.
     */
    public WindowPlace inSight(List<WindowPlace> screens) {
        for (WindowPlace screen : screens) {
            double across = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
            boolean topOn = y >= screen.y && y + LEAST_HEIGHT_IN_SIGHT <= screen.y + screen.height;
            if (across >= LEAST_WIDTH_IN_SIGHT && topOn) {
                return new WindowPlace(x, y, Math.min(width, screen.width), Math.min(height, screen.height));
            }
        }
        return screens.isEmpty() ? this : middle(screens.getFirst(), width, height);
    }

    /** For example {@code 100 80 1600 1000}. */
    public String text() {
        return String.format(Locale.ROOT, "%.0f %.0f %.0f %.0f", x, y, width, height);
    }

    /** Reads what {@link #text()} wrote; empty where it makes no sense. */
    public static Optional<WindowPlace> read(String text) {
        String[] parts = text.split(" ", -1);
        try {
            if (parts.length == 4) {
                WindowPlace place = new WindowPlace(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        Integer.parseInt(parts[3]));
                return place.width > 0 && place.height > 0 ? Optional.of(place) : Optional.empty();
            }
        } catch (NumberFormatException e) {
            // Written by a hand or by another version: what is not understood is as if it were not there.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
