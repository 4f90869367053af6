package dev.sonde.ui.workspace;

import dev.sonde.core.store.LossInfo;
import dev.sonde.core.store.LossKind;
import dev.sonde.core.time.Window;
import dev.sonde.ui.number.Counts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Why figures are not to be trusted without more ado, in one line. No display needed. */
public final class Doubt {
    /** Of fewer calls a percentile is hardly more than one of them. */
    private static final long FEW = 20;

    private Doubt() {}

    /** What was lost in a window, as far as it makes counts too low; empty where nothing was. */
    public static String of(Moment moment, Window window) {
        List<LossInfo> losses = IntStream.range(0, moment.snapshot().lossReportCount())
                .mapToObj(moment.snapshot()::lossReport)
                .filter(loss -> loss.kind() == LossKind.COUNTS && loss.count() > 0)
                .filter(loss -> loss.firstNanos() <= window.toNanos() && loss.lastNanos() >= window.fromNanos())
                .toList();
        if (losses.isEmpty()) {
            return "";
        }
        long lost = losses.stream().mapToLong(LossInfo::count).sum();
        String causes = losses.stream().map(Doubt::words).distinct().limit(3).collect(Collectors.joining(", "));
        return "Counts are low: up to " + Counts.of(lost, "event") + " lost meanwhile (" + causes + ").";
    }

    private static String words(LossInfo loss) {
        String where = loss.place().words();
        return loss.cause() + (where.isEmpty() ? "" : " on " + where);
    }

    /** The same of figures that are made of so many calls. */
    public static String of(Moment moment, Window window, long calls) {
        String lost = of(moment, window);
        return lost.isEmpty() && calls > 0 && calls < FEW
                ? "Of " + Counts.of(calls, "call") + " only: one more may change it much."
                : lost;
    }
}
