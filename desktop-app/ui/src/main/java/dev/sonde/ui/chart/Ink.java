package dev.sonde.ui.chart;

import java.util.Arrays;
import javafx.scene.paint.Color;

/**
 * Puts lines, the ground under them, and rectangles on pixels, each pixel covered as far as they cover it. No display needed. Owned
 * by one thread.
 */
final class Ink {
    /** A line is looked at in so many places of a pixel from left to right. */
    private static final int SAMPLES = 4;

    private static final double DOT = 1.2;

    /** A dash and the gap behind it, and the dash alone, in units. */
    private static final double DASH_STEP = 7;

    private static final double DASH = 4;

    /** What rises or falls faster is drawn whole: little of it lies in each dash. */
    private static final double STEEPEST_DASHED = 2;

    private final int across;
    private final int down;
    private final int[] pixels;
    private final float[] covered;
    private double left;
    private double top;
    private double scale = 1;
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    /** What a line is drawn with: half of its width in pixels, its colour, and whether it is dashed. */
    private record Nib(double half, Color colour, boolean dashed) {}

    /** On so many pixels. */
    Ink(int across, int down) {
        this.across = across;
        this.down = down;
        pixels = new int[across * down];
        covered = new float[down];
    }

    /** The pixels, row by row from the top: opacity, red, green and blue, the colours weighed by the opacity. */
    int[] pixels() {
        return pixels;
    }

    boolean fits(int otherAcross, int otherDown) {
        return across == otherAcross && down == otherDown;
    }

    /** Begins anew, empty; {@code x} and {@code y} are at the upper left, and a unit has so many pixels. */
    void begin(double x, double y, double pixelsAUnit) {
        left = x;
        top = y;
        scale = pixelsAUnit;
        Arrays.fill(pixels, 0);
    }

    /** A line through the points of a path. */
    void line(Path path, Color colour, double width) {
        line(path, colour, width, false);
    }

    /** The same in dashes. */
    void dashes(Path path, Color colour, double width) {
        line(path, colour, width, true);
    }

    private void line(Path path, Color colour, double width, boolean dashed) {
        double half = width * scale / 2;
        for (int i = 0; i < path.size(); i++) {
            boolean alone = path.startsAt(i) && (i == path.size() - 1 || path.startsAt(i + 1));
            if (alone) {
                rectangle(path.x(i) - DOT, path.y(i) - DOT, 2 * DOT, 2 * DOT, colour);
            } else if (path.startsAt(i)) {
                run(path, i, new Nib(half, colour, dashed));
            }
        }
    }

    /** The ground between a path and a height below it. */
    void area(Path path, double bottom, Color colour) {
        double floor = (bottom - top) * scale;
        for (int i = 1; i < path.size(); i++) {
            if (path.startsAt(i)) {
                continue;
            }
            double fromX = x(path, i - 1);
            double toX = x(path, i);
            double slope = toX > fromX ? (y(path, i) - y(path, i - 1)) / (toX - fromX) : 0;
            int end = (int) Math.min(across - 1.0, Math.ceil(toX) - 1);
            for (int column = (int) Math.max(0, Math.floor(fromX)); column <= end; column++) {
                double begin = Math.max(fromX, column);
                double share = Math.min(toX, column + 1.0) - begin;
                if (share > 0) {
                    cover(y(path, i - 1) + slope * (begin + share / 2 - fromX), floor, share);
                    apply(column, colour);
                }
            }
        }
    }

    /** A rectangle. */
    void rectangle(double x, double y, double width, double height, Color colour) {
        double fromX = (x - left) * scale;
        double toX = fromX + width * scale;
        double fromY = (y - top) * scale;
        double toY = fromY + height * scale;
        if (colour.isOpaque() && isWhole(fromX) && isWhole(toX) && isWhole(fromY) && isWhole(toY)) {
            fill(Math.rint(fromX), Math.rint(toX), Math.rint(fromY), Math.rint(toY), colour);
            return;
        }
        int end = (int) Math.min(across - 1.0, Math.ceil(toX) - 1);
        for (int column = (int) Math.max(0, Math.floor(fromX)); column <= end; column++) {
            cover(fromY, toY, Math.min(toX, column + 1.0) - Math.max(fromX, column));
            apply(column, colour);
        }
    }

    private static boolean isWhole(double pixels) {
        return Math.abs(pixels - Math.rint(pixels)) < 1e-6;
    }

    /** Whole pixels, of which nothing shows through: row by row, where they lie side by side. */
    private void fill(double fromX, double toX, double fromY, double toY, Color colour) {
        int begin = (int) Math.max(0, fromX);
        int end = (int) Math.min(across, toX);
        int pixel = pixel(1, colour.getRed() * 255, colour.getGreen() * 255, colour.getBlue() * 255, 0);
        for (int row = (int) Math.max(0, fromY); begin < end && row < Math.min(down, toY); row++) {
            Arrays.fill(pixels, row * across + begin, row * across + end, pixel);
        }
    }

    /** The part of a line that begins at a point, until it breaks off; column after column. */
    private void run(Path path, int start, Nib nib) {
        int end = start + 1;
        while (end < path.size() && !path.startsAt(end)) {
            end++;
        }
        int segment = start + 1;
        int lastColumn = (int) Math.min(across - 1.0, Math.floor(x(path, end - 1)));
        for (int column = (int) Math.max(0, Math.floor(x(path, start))); column <= lastColumn; column++) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                double x = column + (sample + 0.5) / SAMPLES;
                while (segment < end && x(path, segment) <= x) {
                    if (x(path, segment) >= column - 1) {
                        upright(path, segment, nib.half());
                    }
                    segment++;
                }
                boolean here = segment < end && x(path, segment - 1) <= x;
                if (here && !(nib.dashed() && isGap(x) && isFlat(path, segment))) {
                    slanted(path, segment, x, nib.half());
                }
            }
            apply(column, nib.colour());
        }
    }

    private boolean isGap(double x) {
        return x / scale % DASH_STEP >= DASH;
    }

    private boolean isFlat(Path path, int segment) {
        double across = x(path, segment) - x(path, segment - 1);
        return Math.abs(y(path, segment) - y(path, segment - 1)) <= STEEPEST_DASHED * across;
    }

    /** Several values of one column: all between the lowest and the highest. */
    private void upright(Path path, int segment, double half) {
        if (x(path, segment) - x(path, segment - 1) < 1e-6) {
            double one = y(path, segment - 1);
            double two = y(path, segment);
            cover(Math.min(one, two) - half, Math.max(one, two) + half, 1);
        }
    }

    private void slanted(Path path, int segment, double x, double half) {
        double fromX = x(path, segment - 1);
        double fromY = y(path, segment - 1);
        double toY = y(path, segment);
        double slope = (toY - fromY) / (x(path, segment) - fromX);
        double y = fromY + slope * (x - fromX);
        double thick = half * Math.sqrt(1 + slope * slope);
        cover(
                Math.max(y - thick, Math.min(fromY, toY) - half),
                Math.min(y + thick, Math.max(fromY, toY) + half),
                1.0 / SAMPLES);
    }

    /** Covers a stretch of the column that is being painted, to a share. */
    private void cover(double from, double to, double share) {
        int begin = (int) Math.max(0, Math.floor(from));
        int end = (int) Math.min(down - 1.0, Math.ceil(to) - 1);
        for (int row = begin; row <= end; row++) {
            covered[row] += (float) (share * (Math.min(to, row + 1.0) - Math.max(from, row)));
        }
        if (begin <= end) {
            first = Math.min(first, begin);
            last = Math.max(last, end);
        }
    }

    /** Paints what was covered of a column. */
    private void apply(int column, Color colour) {
        double red = colour.getRed() * 255;
        double green = colour.getGreen() * 255;
        double blue = colour.getBlue() * 255;
        int whole = pixel(colour.getOpacity(), red, green, blue, 0);
        for (int row = first; row <= last; row++) {
            float share = covered[row];
            covered[row] = 0;
            int index = row * across + column;
            int under = pixels[index];
            pixels[index] = share >= 1 && under == 0
                    ? whole
                    : pixel(Math.min(1, share) * colour.getOpacity(), red, green, blue, under);
        }
        first = Integer.MAX_VALUE;
        last = -1;
    }

    private static int pixel(double alpha, double red, double green, double blue, int under) {
        double rest = 1 - alpha;
        return (int) (alpha * 255 + (under >>> 24) * rest + 0.5) << 24
                | (int) (alpha * red + (under >> 16 & 255) * rest + 0.5) << 16
                | (int) (alpha * green + (under >> 8 & 255) * rest + 0.5) << 8
                | (int) (alpha * blue + (under & 255) * rest + 0.5);
    }

    private double x(Path path, int index) {
        return (path.x(index) - left) * scale;
    }

    private double y(Path path, int index) {
        return (path.y(index) - top) * scale;
    }
}
