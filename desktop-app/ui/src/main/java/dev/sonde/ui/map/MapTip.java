package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph.Compared;
import dev.sonde.core.topology.Signals;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tip.Line;
import dev.sonde.ui.tip.Tip.Timed;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of something on the map. No display needed. */
final class MapTip {
    private MapTip() {}

    /** Its name in full, its figures in A, in B and the change, and the next gesture. */
    static Tip of(Element element) {
        Compared calls = element.figures();
        Tip tip = Tip.of(element.title()).under(before(calls) == null ? List.of() : Tip.COMPARED);
        for (Line line : lines(calls)) {
            tip = tip.and(line);
        }
        return tip.then(Inspector.next(element) + ", a click inspects it");
    }

    /** The figures alone, line by line. */
    static String figures(Compared calls) {
        String head = before(calls) == null ? "" : String.join("  ", Tip.COMPARED) + "\n";
        return head
                + lines(calls).stream()
                        .map(line -> line.name() + "  " + String.join("  ", line.values()))
                        .collect(Collectors.joining("\n"));
    }

    private static List<Line> lines(Compared calls) {
        Signals now = calls.now();
        Signals before = before(calls);
        return List.of(
                Line.compared(
                        "calls",
                        Rates.withUnit(now.ratePerSecond()),
                        before == null ? null : Rates.withUnit(before.ratePerSecond()),
                        before == null ? Change.NONE : Change.ofAmount(now.ratePerSecond(), before.ratePerSecond())),
                Line.compared(
                        "failed",
                        Shares.text(now.errorShare()),
                        before == null ? null : Shares.text(before.errorShare()),
                        before == null ? Change.NONE : Change.ofCost(now.errorShare(), before.errorShare())),
                Line.percentile(
                        0.5,
                        new Timed(now.calls(), now.latency().p50()),
                        before == null
                                ? null
                                : new Timed(before.calls(), before.latency().p50())),
                Line.percentile(
                        0.99,
                        new Timed(now.calls(), now.latency().p99()),
                        before == null
                                ? null
                                : new Timed(before.calls(), before.latency().p99())));
    }

    /** The same in the baseline; null without one, and where there were no calls in it. */
    private static @Nullable Signals before(Compared calls) {
        Signals before = calls.before();
        return before == null || before.calls() == 0 ? null : before;
    }
}
