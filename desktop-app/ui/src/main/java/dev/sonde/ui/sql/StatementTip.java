package dev.sonde.ui.sql;

import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.sql.StatementRow.Figures;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tip.Line;
import dev.sonde.ui.tip.Tip.Timed;
import java.util.List;

/** What a tooltip says of a statement, or of one of its callers. No display needed. */
final class StatementTip {
    private StatementTip() {}

    /** Its figures in A, in B and the change; {@code secondsB} is 0 without a baseline. */
    static Tip of(String title, StatementRow row, double secondsA, double secondsB) {
        Figures before = row.before();
        Figures b = before == null || before.counts().calls() == 0 ? null : before;
        double rateA = row.now().counts().calls() / secondsA;
        double rateB = b == null || secondsB == 0 ? Double.NaN : b.counts().calls() / secondsB;
        double failedA = row.now().counts().errorShare();
        double failedB = b == null ? Double.NaN : b.counts().errorShare();
        return Tip.of(title)
                .under(b == null ? List.of() : Tip.COMPARED)
                .and(Line.compared(
                        "calls",
                        Rates.withUnit(rateA),
                        b == null ? null : Rates.withUnit(rateB),
                        Change.ofAmount(rateA, rateB)))
                .and(Line.compared(
                        "failed",
                        Shares.text(failedA),
                        b == null ? null : Shares.text(failedB),
                        Change.ofCost(failedA, failedB)))
                .and(Line.percentile(
                        0.5,
                        new Timed(
                                row.now().counts().calls(), row.now().latency().p50()),
                        b == null
                                ? null
                                : new Timed(b.counts().calls(), b.latency().p50())))
                .and(Line.percentile(
                        0.95,
                        new Timed(
                                row.now().counts().calls(), row.now().latency().p95()),
                        b == null
                                ? null
                                : new Timed(b.counts().calls(), b.latency().p95())))
                .and(Line.percentile(
                        0.99,
                        new Timed(
                                row.now().counts().calls(), row.now().latency().p99()),
                        b == null
                                ? null
                                : new Timed(b.counts().calls(), b.latency().p99())));
    }
}
