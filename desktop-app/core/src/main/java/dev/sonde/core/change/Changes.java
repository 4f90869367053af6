package dev.sonde.core.change;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the slow and the failed calls of window A share more than the other calls of A, and more than in the baseline.
 * Immutable.
 *
 * @param question what was asked
 * @param slowness which calls are slow
 * @param slow slow calls
 * @param failed failed calls
 * @param top the most telling traits, the first one the most
 * @param edges who waited for whom, the one first that most of the slow time was spent at
 */
public record Changes(
        Question question, Slowness slowness, Totals slow, Totals failed, List<Change> top, List<SlowEdge> edges) {
    private static final int MOST = 5;

    /** Copies the lists. */
    public Changes {
        top = List.copyOf(top);
        edges = List.copyOf(edges);
    }

    /**
     * What is asked.
     *
     * @param a window A
     * @param b the baseline, or null
     * @param filter which calls are looked at; a {@code latency:} term says which are slow
     * @param grain how finely the ends of edges are told apart
     */
    public record Question(Window a, @Nullable Window b, Filter filter, Grain grain) {
        /** By service. */
        public Question(Window a, @Nullable Window b, Filter filter) {
            this(a, b, filter, Grain.SERVICE);
        }
    }

    /**
     * Calls of interest.
     *
     * @param badA how many in A
     * @param ownA how many of them were not waiting for another such call
     * @param callsA all calls in A
     * @param badB how many in the baseline
     * @param callsB all calls in the baseline
     */
    public record Totals(long badA, long ownA, long callsA, long badB, long callsB) {}

    /**
     * Finds them. Call it in a job.
     *
     * @param slowness which calls are slow
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static Changes of(Snapshot snapshot, Question question, Slowness slowness, CancelToken cancel) {
        ChangePass pass = new ChangePass(snapshot, question, slowness, cancel);
        pass.read();
        List<Finding> findings = new ArrayList<>();
        Map<Target, Totals> totals = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            cancel.check();
            Tallies own = pass.tallies(target, true);
            Tallies all = pass.tallies(target, false);
            Traits traits = new Traits(snapshot, pass.cells);
            totals.put(target, totals(pass.cells, all, own));
            List<Finding> found = Finding.all(pass, traits, target, own, question.b() != null);
            // Where nothing sets apart those that spent the time, something may set apart those that waited.
            findings.addAll(found.isEmpty() ? Finding.all(pass, traits, target, all, question.b() != null) : found);
        }
        findings.sort(Comparator.comparingDouble(Finding::score).reversed());
        List<Finding> top = findings.subList(0, Math.min(MOST, findings.size()));
        Courses courses = new Courses(pass, top, cancel);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < top.size(); i++) {
            changes.add(top.get(i).change(pass.cells, courses.latency(i), courses.onsetNanos(i)));
        }
        return new Changes(
                question,
                slowness,
                Objects.requireNonNull(totals.get(Target.SLOW)),
                Objects.requireNonNull(totals.get(Target.FAILED)),
                changes,
                edges(pass));
    }

    private static Totals totals(Cells cells, Tallies all, Tallies own) {
        long callsA = 0;
        long callsB = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            callsA += cells.callsA(cell);
            callsB += cells.callsB(cell);
        }
        return new Totals(all.totalA(), own.totalA(), callsA, all.totalB(), callsB);
    }

    private static List<SlowEdge> edges(ChangePass pass) {
        Map<List<Integer>, Slow> byNumber = new LinkedHashMap<>();
        Suspects suspects = pass.suspects;
        for (int i = 0; i < suspects.size(); i++) {
            if (suspects.is(i, Suspects.SLOW)) {
                Ends.Kind ends = pass.cells.ends(suspects.cell(i));
                byNumber.computeIfAbsent(
                                List.of(ends.client().party(), ends.server().party()), key -> new Slow())
                        .add(suspects, i);
            }
        }
        // Numbers of one name are one.
        Map<List<Party>, Slow> byName = new LinkedHashMap<>();
        byNumber.forEach((ends, slow) -> byName.computeIfAbsent(
                        List.of(pass.cells.party(ends.getFirst()), pass.cells.party(ends.getLast())), key -> new Slow())
                .add(slow));
        List<SlowEdge> edges = new ArrayList<>();
        byName.forEach((ends, slow) ->
                edges.add(new SlowEdge(ends.getFirst(), ends.getLast(), slow.inA, slow.inB, slow.nanos)));
        edges.removeIf(edge -> edge.slowA() == 0);
        edges.sort(Comparator.comparingDouble(SlowEdge::ownNanos).reversed());
        return edges;
    }

    /** Slow calls of an edge. */
    private static final class Slow {
        private long inA;
        private long inB;
        private double nanos;

        void add(Suspects suspects, int i) {
            inB += suspects.is(i, Suspects.IN_B) ? suspects.weight() : 0;
            if (suspects.is(i, Suspects.IN_A)) {
                inA += suspects.weight();
                nanos += (double) suspects.ownNanos(i) * suspects.weight();
            }
        }

        void add(Slow other) {
            inA += other.inA;
            inB += other.inB;
            nanos += other.nanos;
        }
    }
}
