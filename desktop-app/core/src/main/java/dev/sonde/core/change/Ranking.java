package dev.sonde.core.change;

import dev.sonde.core.change.Trait.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the traits that tell calls of interest from the others, the most telling first. Each is judged among the calls that
 * have none of those found before it, so that what merely goes along with a cause is not named beside it. Belongs to one
 * thread.
 *
 * <p>Calls of interest that come at once, as when a machine stalls, are one observation, not many: a trait counts with as
 * many as there are moments that its calls were seen in.
 */
final class Ranking {
    /** What the risk with a trait is at least of that without it, and of that in the baseline. */
    private static final double LEAST_RATIO = 1.5;

    private static final double LEAST_AGAINST_B = 1.3;
    private static final int LEAST_BAD = 5;
    private static final int LEAST_MOMENTS = 5;
    /** A rest of fewer calls of interest is not worth a line. */
    private static final double LEAST_REST = 0.03;
    /** A narrower trait has to be so much better than a broader one that is named before it. */
    private static final double CLEARLY = 1.02;
    /** Traits of nearly the same calls say the same. */
    private static final double NEARLY_SAME = 0.8;

    private final Traits traits;
    private final Cells cells;
    private final Tallies tallies;
    private final boolean hasB;
    private final boolean[] active;

    /** A trait that stands out. */
    record Found(Kind kind, int trait, double score, List<Same> same) {}

    /** Another trait of nearly the same calls. */
    record Same(Kind kind, int trait) {}

    /** Sums over the cells of one trait. */
    private static final class Sums {
        private long bad;
        private long calls;
        private long badB;
        private long callsB;
        private final long[] moments = Tallies.noMoments();
    }

    Ranking(Cells cells, Traits traits, Tallies tallies, boolean hasB) {
        this.cells = cells;
        this.traits = traits;
        this.tallies = tallies;
        this.hasB = hasB;
        active = new boolean[cells.size()];
        Arrays.fill(active, true);
    }

    /** The most telling traits; {@code skipped} is left out because it is what is asked for itself, or null. */
    List<Found> top(int most, @Nullable Kind skipped) {
        List<Found> found = new ArrayList<>();
        long all = tallies.totalA();
        while (found.size() < most) {
            Found next = next(all, skipped);
            if (next == null) {
                break;
            }
            found.add(next);
            for (int cell = 0; cell < active.length; cell++) {
                active[cell] &= traits.of(next.kind(), cell) != next.trait();
            }
        }
        return found;
    }

    private @Nullable Found next(long all, @Nullable Kind skipped) {
        Sums rest = new Sums();
        for (int cell = 0; cell < active.length; cell++) {
            add(rest, cell);
        }
        if (rest.bad < Math.max(LEAST_BAD, all * LEAST_REST)) {
            return null;
        }
        double best = 0;
        Kind bestKind = null;
        int bestTrait = -1;
        for (Kind kind : Kind.values()) {
            if (kind == skipped) {
                continue;
            }
            @Nullable Sums[] sums = sums(kind);
            for (int trait = 0; trait < sums.length; trait++) {
                Sums with = sums[trait];
                double score = with == null ? 0 : score(with, rest);
                if (score > best * CLEARLY) {
                    best = score;
                    bestKind = kind;
                    bestTrait = trait;
                }
            }
        }
        return bestKind == null ? null : new Found(bestKind, bestTrait, best, same(bestKind, bestTrait, skipped));
    }

    private @Nullable Sums[] sums(Kind kind) {
        @Nullable Sums[] sums = new @Nullable Sums[traits.count(kind)];
        for (int cell = 0; cell < active.length; cell++) {
            int trait = traits.of(kind, cell);
            if (active[cell] && trait >= 0) {
                Sums with = sums[trait];
                if (with == null) {
                    with = new Sums();
                    sums[trait] = with;
                }
                add(with, cell);
            }
        }
        return sums;
    }

    private void add(Sums sums, int cell) {
        if (active[cell]) {
            sums.bad += tallies.badA(cell);
            sums.calls += cells.callsA(cell);
            sums.badB += tallies.badB(cell);
            sums.callsB += cells.callsB(cell);
            tallies.stampInto(sums.moments, cell);
        }
    }

    /** How well a trait tells the calls of interest from the rest, or 0 when it doesn't stand out. */
    private double score(Sums with, Sums all) {
        long bad = Math.min(with.bad, with.calls);
        long others = all.calls - with.calls;
        int moments = Tallies.count(with.moments);
        if (with.bad < LEAST_BAD || moments < LEAST_MOMENTS || others <= 0) {
            return 0;
        }
        double bursts = Math.max(1, (double) bad / moments);
        long badOthers = Math.clamp(all.bad - with.bad, 0, others);
        if (Likelihood.leastRatio(bad, with.calls, badOthers, others, bursts, Likelihood.STRICT) < LEAST_RATIO) {
            return 0;
        }
        boolean known = hasB && with.callsB > 0;
        if (known
                && Likelihood.leastRatio(
                                bad,
                                with.calls,
                                Math.min(with.badB, with.callsB),
                                with.callsB,
                                bursts,
                                Likelihood.USUAL)
                        < LEAST_AGAINST_B) {
            return 0;
        }
        return Likelihood.ratio(bad, with.calls, badOthers, others) / bursts;
    }

    /** Traits of other kinds that nearly the same calls of interest have. */
    private List<Same> same(Kind kind, int trait, @Nullable Kind skipped) {
        List<Same> same = new ArrayList<>();
        for (Kind other : Kind.values()) {
            if (other == kind) {
                continue;
            }
            long[] both = new long[traits.count(other)];
            long[] own = new long[traits.count(other)];
            long bad = 0;
            for (int cell = 0; cell < active.length; cell++) {
                boolean has = active[cell] && traits.of(kind, cell) == trait;
                bad += has ? tallies.badA(cell) : 0;
                int at = traits.of(other, cell);
                if (active[cell] && at >= 0) {
                    own[at] += tallies.badA(cell);
                    both[at] += has ? tallies.badA(cell) : 0;
                }
            }
            for (int at = 0; at < both.length; at++) {
                if (both[at] > 0 && both[at] >= NEARLY_SAME * (bad + own[at] - both[at])) {
                    same.add(new Same(other, at));
                }
            }
        }
        // What is asked for itself is no cause, but good to know.
        same.sort((a, b) -> Boolean.compare(b.kind() == skipped, a.kind() == skipped));
        return same;
    }
}
