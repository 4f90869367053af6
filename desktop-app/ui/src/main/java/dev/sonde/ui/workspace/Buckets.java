package dev.sonde.ui.workspace;

import dev.sonde.core.time.Window;

/** Cuts time into buckets that stay where they are from tick to tick, so that lines don't tremble. */
public final class Buckets {
    private static final long[] STEPS = steps();

    private Buckets() {}

    /** Widens a window to whole buckets; there will be at most about {@code most} of them. */
    public static Window align(Window window, int most) {
        long step = step(window, most);
        long from = Math.floorDiv(window.fromNanos(), step) * step;
        long to = Math.max(Math.ceilDiv(window.toNanos(), step) * step, from + step);
        return new Window(from, to);
    }

    /** How many buckets an aligned window has. */
    public static int count(Window aligned, Window window, int most) {
        return (int) ((aligned.toNanos() - aligned.fromNanos()) / step(window, most));
    }

    private static long step(Window window, int most) {
        long least = Math.max(1, (window.toNanos() - window.fromNanos()) / most);
        for (long step : STEPS) {
            if (step >= least) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private static long[] steps() {
        long[] steps = new long[45];
        long power = 1;
        for (int i = 0; i < steps.length; i += 3) {
            steps[i] = power;
            steps[i + 1] = 2 * power;
            steps[i + 2] = 5 * power;
            power *= 10;
        }
        return steps;
    }
}
