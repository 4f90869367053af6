package dev.sonde.ui.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels along an upright axis, linear or logarithmic.
 *
 * @param low value at {@code bottom}
 * @param high value at {@code top}
 * @param bottom lowest pixel
 * @param top highest pixel
 * @param logarithmic whether equal ratios have equal distances
 */
public record ValueScale(double low, double high, double bottom, double top, boolean logarithmic) {
    /** Steps within a decade, from the finest on: the finest that is not too many is taken. */
    private static final double[][] MANTISSAS = {{1, 2, 5}, {1, 3}, {1}};

    /** A linear scale from 0 to a round value that holds {@code max}. */
    public static ValueScale linear(double max, double bottom, double top) {
        return new ValueScale(0, roundUp(max), bottom, top, false);
    }

    /** A logarithmic scale that holds values from {@code min} to {@code max}, both above 0, with some room. */
    public static ValueScale logarithmic(double min, double max, double bottom, double top) {
        double low = Math.max(min, 1);
        double high = Math.max(max, low * 10);
        double room = Math.pow(high / low, 0.08);
        return new ValueScale(low / room, high * room, bottom, top, true);
    }

    /** The pixel of a value; values outside are kept at the edge. */
    public double y(double value) {
        double ratio = logarithmic
                ? (Math.log(Math.max(value, low)) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
        return bottom + (top - bottom) * Math.clamp(ratio, 0, 1);
    }

    /** The value at a pixel. */
    public double value(double y) {
        double ratio = (y - bottom) / (top - bottom);
        return logarithmic ? low * Math.pow(high / low, ratio) : low + ratio * (high - low);
    }

    /** Values to draw lines at: 0, half and the top of a linear scale; 1, 2 and 5 in each decade of the other, or fewer. */
    public List<Double> ticks(int most) {
        List<Double> ticks = new ArrayList<>();
        if (!logarithmic) {
            int parts = Math.max(1, most - 1);
            for (int i = 0; i <= parts; i++) {
                ticks.add(low + (high - low) * i / parts);
            }
            return ticks;
        }
        for (double[] mantissas : MANTISSAS) {
            ticks = decades(mantissas);
            if (ticks.size() <= most) {
                return ticks;
            }
        }
        while (ticks.size() > most) {
            for (int i = ticks.size() - 2; i >= 0; i -= 2) {
                ticks.remove(i);
            }
        }
        return ticks;
    }

    private List<Double> decades(double[] mantissas) {
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (double mantissa : mantissas) {
                double tick = mantissa * Math.pow(10, power);
                if (tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** The next value of 1, 2, 4, 5, 8 times a power of ten; 1 for nothing. */
    public static double roundUp(double max) {
        if (!(max > 0) || Double.isInfinite(max)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(max)));
        for (double mantissa : new double[] {1, 2, 4, 5, 6, 8}) {
            if (mantissa * power >= max * 0.999999) {
                return mantissa * power;
            }
        }
        return 10 * power;
    }
}
