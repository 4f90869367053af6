package dev.sonde.ui.shell;

/** How much is left out of a line for which there is not enough room. */
final class Folding {
    /** What comes back must not go at once when a figure gets a digit more. */
    private static final double SPARE = 16;

    private Folding() {}

    /**
     * How many parts are left out.
     *
     * @param room width there is
     * @param whole width of the line with all of its parts
     * @param parts widths of those that can be left out, the first to go first
     * @param now how many are left out so far
     */
    static int of(double room, double whole, double[] parts, int now) {
        int out = fitting(room, whole, parts);
        return out >= now ? out : Math.min(now, fitting(room - SPARE, whole, parts));
    }

    private static int fitting(double room, double whole, double[] parts) {
        double width = whole;
        int out = 0;
        while (width > room && out < parts.length) {
            width -= parts[out];
            out++;
        }
        return out;
    }
}
