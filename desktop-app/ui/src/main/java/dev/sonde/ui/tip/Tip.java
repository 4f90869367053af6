package dev.sonde.ui.tip;

import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a tooltip says. Immutable, no display needed.
 *
 * @param title name in full
 * @param heads what the values of the lines are of, for example A, B and change; none where that is plain
 * @param lines figures
 * @param doubt why the figures are not to be trusted, or empty
 * @param next the next gesture, or empty
 */
public record Tip(String title, List<String> heads, List<Line> lines, String doubt, String next) {
    /** What stands over figures that are compared with the baseline. */
    public static final List<String> COMPARED = List.of("A", "B", "change");

    /** Copies the lists. */
    public Tip {
        heads = List.copyOf(heads);
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param name what it is
     * @param values one for each head, as far as they are known
     * @param style a style class that colours the last one, or empty
     */
    public record Line(String name, List<String> values, String style) {
        /** Copies the values. */
        public Line {
            values = List.copyOf(values);
        }

        /** A line of one value. */
        public static Line of(String name, String value) {
            return new Line(name, List.of(value), "");
        }

        /** A value in A, and where there is a baseline the same in B and the change. */
        public static Line compared(String name, String a, @Nullable String b, Change change) {
            return b == null
                    ? of(name, a)
                    : new Line(
                            name,
                            List.of(a, b, change.mark() + change.text()),
                            change.weight().style());
        }

        /** A percentile in A, and where there is a baseline the same in B and the change; of few calls it is none. */
        public static Line percentile(double quantile, Timed a, @Nullable Timed b) {
            String name = "p" + Math.round(quantile * 100);
            String now = Percentiles.text(quantile, a.calls(), a.nanos());
            if (b == null) {
                return of(name, now);
            }
            boolean enough = Percentiles.enough(quantile, Math.min(a.calls(), b.calls()));
            return compared(
                    name,
                    now,
                    Percentiles.text(quantile, b.calls(), b.nanos()),
                    enough ? Change.ofCost(a.orNone(), b.orNone()) : Change.NONE);
        }
    }

    /** A duration of so many calls, null where none was timed. */
    public record Timed(long calls, @Nullable Long nanos) {
        private double orNone() {
            return nanos == null ? Double.NaN : nanos;
        }
    }

    /** A name, and nothing else yet. */
    public static Tip of(String title) {
        return new Tip(title, List.of(), List.of(), "", "");
    }

    /** With heads over the values. */
    public Tip under(List<String> newHeads) {
        return new Tip(title, newHeads, lines, doubt, next);
    }

    /** With a line more. */
    public Tip and(Line line) {
        List<Line> more = new ArrayList<>(lines);
        more.add(line);
        return new Tip(title, heads, more, doubt, next);
    }

    /** With a line of one value more. */
    public Tip and(String name, String value) {
        return and(Line.of(name, value));
    }

    /** With a line more where there is a value. */
    public Tip and(String name, Optional<String> value) {
        return value.map(known -> and(name, known)).orElse(this);
    }

    /** With why its figures are not to be trusted; empty where they are. */
    public Tip doubting(String why) {
        return new Tip(title, heads, lines, why, next);
    }

    /** With the next gesture. */
    public Tip then(String gesture) {
        return new Tip(title, heads, lines, doubt, gesture);
    }

    /** All of it, line by line. */
    public String text() {
        List<String> all = new ArrayList<>(List.of(title));
        if (!heads.isEmpty()) {
            all.add(String.join("  ", heads));
        }
        all.addAll(lines.stream()
                .map(line -> line.name() + "  " + String.join("  ", line.values()))
                .toList());
        all.add(doubt);
        all.add(next);
        return all.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
    }
}
