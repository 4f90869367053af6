package dev.sonde.core.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was lost: sums by cause and place, and single reports for charts. Owned by the writer. */
final class Losses {
    private static final int MAX_REPORTS = 1 << 14;
    private static final long SAME_STRETCH_NANOS = 1_000_000_000;

    private final Map<Key, LossInfo> sums = new LinkedHashMap<>();
    private Known<LossInfo> reports = Known.of(new LossInfo[16]);

    private record Key(String cause, LossInfo.Place place) {}

    void add(LossInfo loss) {
        if (loss.count() == 0) {
            return;
        }
        sums.merge(new Key(loss.cause(), loss.place()), loss, Losses::joined);
        int last = reports.count() - 1;
        if (last >= 0 && continues(reports.get(last), loss)) {
            reports.replace(last, joined(reports.get(last), loss));
            return;
        }
        if (reports.count() == MAX_REPORTS) {
            Known<LossInfo> younger = Known.of(new LossInfo[MAX_REPORTS]);
            for (int i = MAX_REPORTS / 2; i < MAX_REPORTS; i++) {
                younger = younger.plus(reports.get(i));
            }
            reports = younger;
        }
        reports = reports.plus(loss);
    }

    /** Takes back what turned out not to be lost. */
    void takeBack(String cause, LossInfo.Place place, long count) {
        sums.computeIfPresent(new Key(cause, place), (key, sum) -> {
            long rest = sum.count() - count;
            return rest <= 0 ? null : with(sum, rest);
        });
        long left = count;
        for (int i = reports.count() - 1; i >= 0 && left > 0; i--) {
            LossInfo report = reports.get(i);
            if (report.cause().equals(cause) && report.place().equals(place)) {
                long less = Math.min(left, report.count());
                reports.replace(i, with(report, report.count() - less));
                left -= less;
            }
        }
    }

    List<LossInfo> sums() {
        return List.copyOf(sums.values());
    }

    Known<LossInfo> reports() {
        return reports;
    }

    private static LossInfo with(LossInfo loss, long count) {
        return new LossInfo(loss.cause(), loss.place(), count, loss.firstNanos(), loss.lastNanos(), loss.note());
    }

    private static boolean continues(LossInfo earlier, LossInfo later) {
        return earlier.cause().equals(later.cause())
                && earlier.place().equals(later.place())
                && later.firstNanos() - earlier.lastNanos() < SAME_STRETCH_NANOS / 4
                && later.lastNanos() - earlier.firstNanos() < SAME_STRETCH_NANOS;
    }

    private static LossInfo joined(LossInfo a, LossInfo b) {
        return new LossInfo(
                a.cause(),
                a.place(),
                a.count() + b.count(),
                Math.min(a.firstNanos(), b.firstNanos()),
                Math.max(a.lastNanos(), b.lastNanos()),
                b.note().isEmpty() ? a.note() : b.note());
    }
}
