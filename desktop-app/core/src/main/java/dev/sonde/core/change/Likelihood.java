package dev.sonde.core.change;

/** Statistics of two shares. */
final class Likelihood {
    /** Three standard deviations: traits are many, and one of a thousand shall not stand out by chance. */
    static final double STRICT = 3;

    /** Against what was there before, where there is one question for each trait that stands out already. */
    static final double USUAL = 2;

    private Likelihood() {}

    /** Twice the logarithm of the likelihood ratio of two shares, k of n and c of m, against one share of all. */
    static double ratio(long k, long n, long c, long m) {
        double together = (double) (k + c) / (n + m);
        double apart = terms(k, n, (double) k / n) + terms(c, m, (double) c / m);
        return Math.max(0, 2 * (apart - terms(k, n, together) - terms(c, m, together)));
    }

    private static double terms(long k, long n, double p) {
        return xLogY(k, p) + xLogY(n - k, 1 - p);
    }

    private static double xLogY(long x, double y) {
        return x <= 0 ? 0 : x * Math.log(y);
    }

    /**
     * The least that the ratio of two shares, k of n to c of m, is likely to be: the lower bound of its interval by the
     * logarithm (Katz et al., Biometrics 34, 1978), half a call added where there is none.
     *
     * @param bursts how many of the k come at once on average: they count as one
     * @param deviations how many standard deviations are allowed for
     */
    static double leastRatio(long k, long n, long c, long m, double bursts, double deviations) {
        double k1 = k + 0.5;
        double c1 = c + 0.5;
        double n1 = n + 0.5;
        double m1 = m + 0.5;
        double variance = bursts * Math.max(0, 1 / k1 - 1 / n1) + Math.max(0, 1 / c1 - 1 / m1);
        return k1 / n1 / (c1 / m1) * Math.exp(-deviations * Math.sqrt(variance));
    }
}
