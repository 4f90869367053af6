package dev.sonde.ui.overview;

import dev.sonde.core.change.SlowEdge;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.overview.OverviewData.EndpointShare;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tip.Line;
import dev.sonde.ui.tip.Tip.Timed;
import dev.sonde.ui.workspace.Doubt;
import dev.sonde.ui.workspace.Moment;
import java.util.List;
import java.util.stream.Collectors;

/** What tooltips of the Overview say. No display needed. */
final class OverviewTips {
    private OverviewTips() {}

    /** One service, or another group of calls. */
    static Tip of(ServiceRow row, Moment moment) {
        Figures now = row.now();
        Figures before = row.before();
        boolean compared = before != null && before.calls() > 0;
        Figures then = compared ? before : null;
        return Tip.of(row.name())
                .under(compared ? Tip.COMPARED : List.of())
                .and(Line.compared(
                        "calls",
                        Rates.withUnit(now.ratePerSecond()),
                        then == null ? null : Rates.withUnit(then.ratePerSecond()),
                        then == null ? Change.NONE : Change.ofAmount(now.ratePerSecond(), then.ratePerSecond())))
                .and(Line.compared(
                        "failed",
                        share(now.errorShare()),
                        then == null ? null : share(then.errorShare()),
                        then == null ? Change.NONE : Change.ofCost(now.errorShare(), then.errorShare())))
                .and(Line.percentile(
                        0.5,
                        new Timed(now.calls(), now.latency().p50()),
                        then == null
                                ? null
                                : new Timed(then.calls(), then.latency().p50())))
                .and(Line.percentile(
                        0.95,
                        new Timed(now.calls(), now.latency().p95()),
                        then == null
                                ? null
                                : new Timed(then.calls(), then.latency().p95())))
                .and(Line.percentile(
                        0.99,
                        new Timed(now.calls(), now.latency().p99()),
                        then == null
                                ? null
                                : new Timed(then.calls(), then.latency().p99())))
                .and(Line.compared(
                        "slow /min",
                        Rates.text(now.slowPerMinute()),
                        then == null ? null : Rates.text(then.slowPerMinute()),
                        then == null ? Change.NONE : Change.ofCost(now.slowPerMinute(), then.slowPerMinute())))
                .doubting(Doubt.of(moment, moment.a(), now.calls()))
                .then("Enter shows its requests, S its SQL");
    }

    /** Who waited for whom. */
    static Tip of(SlowEdge edge, double perMinuteA, double perMinuteB, double share, Moment moment) {
        boolean compared = moment.b() != null;
        return Tip.of(EdgesTable.name(edge))
                .under(compared ? Tip.COMPARED : List.of())
                .and(Line.compared(
                        "slow calls /min",
                        Rates.text(perMinuteA),
                        compared ? Rates.text(perMinuteB) : null,
                        Change.ofCost(perMinuteA, perMinuteB)))
                .and("own share of slow time", Shares.text(share))
                .doubting(Doubt.of(moment, moment.a()))
                .then("Enter shows the requests between them");
    }

    /** What slow or failed calls share. */
    static Tip of(dev.sonde.core.change.Change change, Moment moment) {
        Long a = change.latency().p99A();
        Long b = change.latency().p99B();
        Tip tip = Tip.of(ChangeWords.named(change.trait()))
                .under(b == null ? List.of() : Tip.COMPARED)
                .and(Line.compared(
                        "p99",
                        Durations.textOrDash(a),
                        b == null ? null : Durations.text(b),
                        Change.ofCost(a == null ? Double.NaN : a, b == null ? Double.NaN : b)))
                .and("share", ChangeWords.proof(change))
                .and("risk", ChangeWords.risk(change));
        if (!change.same().isEmpty()) {
            tip = tip.and(
                    "the same calls",
                    change.same().stream().map(ChangeWords::named).collect(Collectors.joining(", ")));
        }
        return tip.doubting(Doubt.of(moment, moment.a()))
                .then("Enter shows " + (ChangeWords.view(change) == ViewName.SQL ? "the statement" : "its requests"));
    }

    /** One endpoint. */
    static Tip of(EndpointShare row, Moment moment) {
        return Tip.of(row.endpoint())
                .and("service", row.service())
                .and("calls in A", Counts.text(row.calls()) + ", " + Shares.text(row.share()))
                .and("p99", Percentiles.text(0.99, row.calls(), row.p99()))
                .doubting(Doubt.of(moment, moment.a(), row.calls()))
                .then("Enter shows its requests");
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : Shares.text(share);
    }
}
