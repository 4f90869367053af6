package dev.sonde.core.time;

/**
 * The pinned window that the shown one is compared with.
 *
 * @param window the range of time
 * @param suggested Sonde chose it; the user has not pinned it
 */
public record Baseline(Window window, boolean suggested) {
    /** A baseline that the user pinned. */
    public static Baseline pinned(Window window) {
        return new Baseline(window, false);
    }
}
