package dev.sonde.ui.chart;

import java.util.Arrays;

/**
 * The points of a line in pixels, at most four for each pixel column, so that the number of values never decides how long a
 * chart takes to draw. Owned by one thread; reused from frame to frame.
 */
public final class Path {
    private double[] xs = new double[256];
    private double[] ys = new double[256];
    private boolean[] starts = new boolean[256];
    private int size;

    /** How many points there are. */
    public int size() {
        return size;
    }

    /** Pixel of a point. */
    public double x(int index) {
        return xs[index];
    }

    /** Pixel of a point. */
    public double y(int index) {
        return ys[index];
    }

    /** Whether the line begins anew at a point, after a gap. */
    public boolean startsAt(int index) {
        return starts[index];
    }

    /** Fills the path with a line. A value stands in the middle of its bucket. NaN leaves a gap. */
    public void set(Line line, TimeScale time, ValueScale value) {
        size = 0;
        int from = index(line, time.fromNanos()) - 1;
        int to = index(line, time.toNanos()) + 1;
        boolean gap = true;
        int i = Math.max(0, from);
        int end = Math.min(line.size() - 1, to);
        while (i <= end) {
            if (Double.isNaN(line.value(i))) {
                gap = true;
                i++;
                continue;
            }
            double x = time.x(line.middleNanos(i));
            int last = i;
            double low = line.value(i);
            double high = line.value(i);
            while (last < end
                    && !Double.isNaN(line.value(last + 1))
                    && Math.floor(time.x(line.middleNanos(last + 1))) == Math.floor(x)) {
                last++;
                low = Math.min(low, line.value(last));
                high = Math.max(high, line.value(last));
            }
            add(x, value.y(line.value(i)), gap);
            if (last > i) {
                add(x, value.y(low), false);
                add(x, value.y(high), false);
                add(x, value.y(line.value(last)), false);
            }
            gap = false;
            i = last + 1;
        }
    }

    private static int index(Line line, long nanos) {
        return (int) Math.clamp(line.bucketAt(nanos), -1L, Integer.MAX_VALUE - 2);
    }

    private void add(double x, double y, boolean start) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
        }
        xs[size] = x;
        ys[size] = y;
        starts[size++] = start;
    }
}
