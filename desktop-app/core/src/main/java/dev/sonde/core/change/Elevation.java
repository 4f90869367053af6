package dev.sonde.core.change;

import org.jspecify.annotations.Nullable;

/**
 * The stretch of buckets in which a share is most clearly higher than in all the others, found by the likelihood ratio of
 * two shares against one. Calls come in bursts, so the ratio is divided by how much more the buckets scatter than
 * independent calls would.
 *
 * @param from first bucket
 * @param to bucket after the last
 * @param score the likelihood ratio statistic, corrected for scatter
 */
record Elevation(int from, int to, double score) {
    /** What a stretch must reach: with some thousand stretches to choose from, chance reaches about 20. */
    private static final double LEAST_SCORE = 30;

    private static final double LEAST_RATIO = 2;
    private static final int LEAST_BAD = 5;
    private static final int LEAST_CALLS = 20;

    /**
     * Finds it among buckets {@code first} to {@code end}.
     *
     * @param bad calls of interest in each bucket
     * @param all all calls in each bucket
     * @param length how many buckets it has at least
     * @return the stretch, or null when none stands out
     */
    static @Nullable Elevation find(long[] bad, long[] all, int first, int end, int length) {
        long[] badUpTo = sums(bad, first, end);
        long[] allUpTo = sums(all, first, end);
        int buckets = end - first;
        long badTotal = badUpTo[buckets];
        long allTotal = allUpTo[buckets];
        double best = 0;
        int bestFrom = -1;
        int bestTo = -1;
        for (int from = 0; from < buckets; from++) {
            for (int to = from + Math.max(1, length); to <= buckets; to++) {
                long k = badUpTo[to] - badUpTo[from];
                long n = allUpTo[to] - allUpTo[from];
                if (k < LEAST_BAD || n < LEAST_CALLS || allTotal - n < LEAST_CALLS) {
                    continue;
                }
                double outside = (badTotal - k + 0.5) / (allTotal - n + 1);
                if ((double) k / n < LEAST_RATIO * outside) {
                    continue;
                }
                double g = Likelihood.ratio(k, n, badTotal - k, allTotal - n);
                if (g > best) {
                    best = g;
                    bestFrom = from;
                    bestTo = to;
                }
            }
        }
        if (bestFrom < 0) {
            return null;
        }
        double score = best / scatter(bad, all, first, end, first + bestFrom, first + bestTo);
        return score < LEAST_SCORE ? null : new Elevation(first + bestFrom, first + bestTo, score);
    }

    /** Pearson's statistic of the buckets about the two shares, for each degree of freedom; at least 1. */
    private static double scatter(long[] bad, long[] all, int first, int end, int from, int to) {
        double inside = share(bad, all, from, to, 0, 0);
        double outside = share(bad, all, first, end, from, to);
        double sum = 0;
        int used = 0;
        for (int i = first; i < end; i++) {
            double p = i >= from && i < to ? inside : outside;
            double variance = all[i] * p * (1 - p);
            if (variance > 0) {
                double off = bad[i] - all[i] * p;
                // A bucket that expects next to nothing would weigh without bound.
                sum += off * off / Math.max(variance, 0.5);
                used++;
            }
        }
        return used < 6 ? 1 : Math.max(1, sum / (used - 4));
    }

    private static double share(long[] bad, long[] all, int first, int end, int skipFrom, int skipTo) {
        double k = 0.5;
        double n = 1;
        for (int i = first; i < end; i++) {
            if (i < skipFrom || i >= skipTo) {
                k += bad[i];
                n += all[i];
            }
        }
        return k / n;
    }

    private static long[] sums(long[] values, int first, int end) {
        long[] sums = new long[end - first + 1];
        for (int i = first; i < end; i++) {
            sums[i - first + 1] = sums[i - first] + values[i];
        }
        return sums;
    }
}
