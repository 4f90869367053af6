package dev.sonde.core.series;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.LossInfo;
import dev.sonde.core.store.LossKind;
import dev.sonde.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds stretches in which counts are low. */
final class LossPass {
    private LossPass() {}

    static List<LossSpan> spans(Snapshot snapshot, SeriesRequest request, CancelToken cancel) {
        long[] counts = new long[request.buckets()];
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable
        Set<String>[] causes = new Set[request.buckets()];
        for (int i = 0; i < snapshot.lossReportCount(); i++) {
            cancel.check();
            LossInfo loss = snapshot.lossReport(i);
            boolean outside = loss.kind() == LossKind.DETAIL
                    || loss.count() == 0
                    || loss.lastNanos() < request.window().fromNanos()
                    || loss.firstNanos() >= request.window().toNanos();
            if (outside) {
                continue;
            }
            int first = request.bucketOf(loss.firstNanos());
            int last = Math.max(first, request.bucketOf(loss.lastNanos()));
            // The count stands at its first bucket: what was lost when within a report is not known.
            counts[first] += loss.count();
            for (int bucket = first; bucket <= last; bucket++) {
                Set<String> names = causes[bucket];
                if (names == null) {
                    names = new TreeSet<>();
                    causes[bucket] = names;
                }
                names.add(loss.cause());
            }
        }
        return joined(counts, causes);
    }

    private static List<LossSpan> joined(long[] counts, @Nullable Set<String>[] causes) {
        List<LossSpan> spans = new ArrayList<>();
        int bucket = 0;
        while (bucket < causes.length) {
            if (causes[bucket] == null) {
                bucket++;
                continue;
            }
            int first = bucket;
            long count = 0;
            Set<String> names = new TreeSet<>();
            for (Set<String> here = causes[bucket];
                    here != null;
                    here = bucket < causes.length ? causes[bucket] : null) {
                names.addAll(here);
                count += counts[bucket];
                bucket++;
            }
            spans.add(new LossSpan(first, bucket - 1, count, List.copyOf(names)));
        }
        return spans;
    }
}
