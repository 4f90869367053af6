package dev.sonde.ui.chart;

import dev.sonde.themes.Token;

/** One line of a chart. Immutable: nobody changes the array. Safe on any thread. */
public final class Line {
    private final String name;
    private final Token colour;
    private final long firstNanos;
    private final long stepNanos;
    private final double[] values;
    private final boolean dashed;

    /**
     * Makes a line.
     *
     * @param name what it shows
     * @param colour how it is drawn
     * @param firstNanos begin of the first bucket, in Unix nanoseconds
     * @param stepNanos width of a bucket
     * @param values one for each bucket; NaN where nothing was measured
     */
    public Line(String name, Token colour, long firstNanos, long stepNanos, double[] values) {
        this(name, colour, firstNanos, stepNanos, values, false);
    }

    private Line(String name, Token colour, long firstNanos, long stepNanos, double[] values, boolean dashed) {
        this.name = name;
        this.colour = colour;
        this.firstNanos = firstNanos;
        this.stepNanos = Math.max(1, stepNanos);
        this.values = values;
        this.dashed = dashed;
    }

    /** The same in dashes, to be told from another by more than its colour. */
    public Line inDashes() {
        return new Line(name, colour, firstNanos, stepNanos, values, true);
    }

    /** Whether it is drawn in dashes. */
    public boolean isDashed() {
        return dashed;
    }

    /** What it shows. */
    public String name() {
        return name;
    }

    /** How it is drawn. */
    public Token colour() {
        return colour;
    }

    /** How many buckets it has. */
    public int size() {
        return values.length;
    }

    /** Value of a bucket, NaN where nothing was measured. */
    public double value(int bucket) {
        return values[bucket];
    }

    /** Middle of a bucket, in Unix nanoseconds. */
    public long middleNanos(int bucket) {
        return firstNanos + bucket * stepNanos + stepNanos / 2;
    }

    /** The bucket that a moment lies in; may lie outside of the line. */
    public long bucketAt(long nanos) {
        return Math.floorDiv(nanos - firstNanos, stepNanos);
    }

    /** The highest value in a range of time, or NaN when there is none. */
    public double max(long fromNanos, long toNanos) {
        double max = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            long at = firstNanos + i * stepNanos;
            if (at + stepNanos > fromNanos && at < toNanos && !Double.isNaN(values[i])) {
                max = Double.isNaN(max) ? values[i] : Math.max(max, values[i]);
            }
        }
        return max;
    }

    /** The lowest value above 0 in a range of time, or NaN when there is none. */
    public double minAboveZero(long fromNanos, long toNanos) {
        double min = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            long at = firstNanos + i * stepNanos;
            if (at + stepNanos > fromNanos && at < toNanos && values[i] > 0) {
                min = Double.isNaN(min) ? values[i] : Math.min(min, values[i]);
            }
        }
        return min;
    }

    /** The value at a moment, or NaN. */
    public double at(long nanos) {
        long index = Math.floorDiv(nanos - firstNanos, stepNanos);
        return index >= 0 && index < values.length ? values[(int) index] : Double.NaN;
    }
}
