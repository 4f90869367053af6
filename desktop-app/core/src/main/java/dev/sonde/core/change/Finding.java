package dev.sonde.core.change;

import java.util.ArrayList;
import java.util.List;

/** A trait that stands out, before it is put into words. Belongs to one thread. */
final class Finding {
    private static final int MOST = 5;
    private static final int MOST_SAME = 4;

    private final Target target;
    private final Traits traits;
    private final Tallies tallies;
    private final Ranking.Found found;
    private final boolean hasB;

    private Finding(Target target, Traits traits, Tallies tallies, Ranking.Found found, boolean hasB) {
        this.target = target;
        this.traits = traits;
        this.tallies = tallies;
        this.found = found;
        this.hasB = hasB;
    }

    static List<Finding> all(ChangePass pass, Traits traits, Target target, Tallies tallies, boolean hasB) {
        Ranking ranking = new Ranking(pass.cells, traits, tallies, hasB);
        // All failed calls of a status have that status: it says nothing of why.
        Trait.Kind skipped = target == Target.FAILED ? Trait.Kind.STATUS : null;
        List<Finding> all = new ArrayList<>();
        for (Ranking.Found found : ranking.top(MOST, skipped)) {
            all.add(new Finding(target, traits, tallies, found, hasB));
        }
        return all;
    }

    double score() {
        return found.score();
    }

    Target target() {
        return target;
    }

    /** Says whether the calls of a cell have the trait. */
    boolean has(int cell) {
        return traits.of(found.kind(), cell) == found.trait();
    }

    /** Says whether only those calls count whose trouble is their own. */
    boolean ownOnly() {
        return tallies.ownOnly();
    }

    Change change(Cells cells, Change.Latency latency, long onsetNanos) {
        List<Trait> same = found.same().stream()
                .limit(MOST_SAME)
                .map(other -> traits.trait(other.kind(), other.trait(), cells))
                .toList();
        return new Change(
                target, traits.trait(found.kind(), found.trait(), cells), same, proof(cells), latency, onsetNanos);
    }

    private Change.Proof proof(Cells cells) {
        long badA = 0;
        long badB = 0;
        long callsA = 0;
        long callsB = 0;
        long allA = 0;
        long allB = 0;
        long[] moments = Tallies.noMoments();
        for (int cell = 0; cell < cells.size(); cell++) {
            allA += cells.callsA(cell);
            allB += cells.callsB(cell);
            if (has(cell)) {
                badA += tallies.badA(cell);
                badB += tallies.badB(cell);
                callsA += cells.callsA(cell);
                callsB += cells.callsB(cell);
                tallies.stampInto(moments, cell);
            }
        }
        Change.Counts a = new Change.Counts(Math.min(badA, callsA), tallies.totalA(), callsA, allA);
        Change.Counts b = new Change.Counts(Math.min(badB, callsB), tallies.totalB(), callsB, allB);
        double bursts = Math.max(1, (double) badA / Math.max(1, Tallies.count(moments)));
        double least = Likelihood.leastRatio(
                a.bad(),
                a.calls(),
                Math.clamp(a.badAll() - a.bad(), 0, allA - callsA),
                allA - callsA,
                bursts,
                Likelihood.STRICT);
        double lift = a.shareOfAll() == 0 ? 0 : a.shareOfBad() / a.shareOfAll();
        return new Change.Proof(a, hasB ? b : null, lift, least);
    }
}
