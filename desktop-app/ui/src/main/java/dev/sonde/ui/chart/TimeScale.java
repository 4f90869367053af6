package dev.sonde.ui.chart;

import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps time to pixels along an axis.
 *
 * @param fromNanos moment at {@code left}, in Unix nanoseconds
 * @param toNanos moment at {@code right}
 * @param left first pixel
 * @param right last pixel
 */
public record TimeScale(long fromNanos, long toNanos, double left, double right) {
    private static final long SECOND = 1_000_000_000L;
    private static final long[] STEPS = steps();

    /** A scale of a window. */
    public static TimeScale of(Window window, double left, double right) {
        return new TimeScale(window.fromNanos(), window.toNanos(), left, right);
    }

    /** Whether a moment is on the axis. */
    public boolean shows(long nanos) {
        return nanos >= fromNanos && nanos <= toNanos;
    }

    /** The pixel of a moment. */
    public double x(long nanos) {
        long span = Math.max(1, toNanos - fromNanos);
        return left + (right - left) * ((double) (nanos - fromNanos) / span);
    }

    /** The moment at a pixel, also outside of the axis. */
    public long nanos(double x) {
        double ratio = right == left ? 0 : (x - left) / (right - left);
        return fromNanos + Math.round(ratio * (toNanos - fromNanos));
    }

    /** Nanoseconds of so many pixels. */
    public double nanosPerPixel() {
        return right == left ? 0 : (toNanos - fromNanos) / (right - left);
    }

    /** The step between ticks that lie at least so many pixels apart. */
    public long step(double minPixels) {
        double least = nanosPerPixel() * minPixels;
        for (long step : STEPS) {
            if (step >= least) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    /** Moments of the ticks of a step, on whole steps of local time. */
    public List<Long> ticks(long stepNanos, long offsetNanos) {
        List<Long> ticks = new ArrayList<>();
        long first = Math.ceilDiv(fromNanos + offsetNanos, stepNanos) * stepNanos - offsetNanos;
        for (long tick = first; tick <= toNanos && ticks.size() < 1000; tick += stepNanos) {
            ticks.add(tick);
        }
        return ticks;
    }

    private static long[] steps() {
        long milli = 1_000_000L;
        long minute = 60 * SECOND;
        long hour = 60 * minute;
        return new long[] {
            milli,
            2 * milli,
            5 * milli,
            10 * milli,
            20 * milli,
            50 * milli,
            100 * milli,
            200 * milli,
            500 * milli,
            SECOND,
            2 * SECOND,
            5 * SECOND,
            10 * SECOND,
            15 * SECOND,
            30 * SECOND,
            minute,
            2 * minute,
            5 * minute,
            10 * minute,
            15 * minute,
            30 * minute,
            hour,
            2 * hour,
            3 * hour,
            6 * hour,
            12 * hour,
            24 * hour
        };
    }
}
