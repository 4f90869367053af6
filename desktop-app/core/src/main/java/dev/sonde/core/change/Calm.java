package dev.sonde.core.change;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session divides into calm and trouble. Trouble is a stretch in which clearly more calls failed than otherwise, or
 * took several times what their own endpoint takes. Immutable.
 *
 * @param baseline the longest calm stretch before the worst trouble, or else the longest there is; null where none is long
 *     enough to compare with
 * @param trouble the stretch of the worst trouble with what leads up to it and follows without calm between, or null when all was calm
 */
public record Calm(@Nullable Window baseline, @Nullable Window trouble) {
    /** Nothing is known. */
    public static final Calm UNKNOWN = new Calm(null, null);

    private static final int BUCKETS = 200;
    private static final long SHORTEST_BUCKET_NANOS = 200_000_000L;
    private static final long SHORTEST_TROUBLE_NANOS = 1_000_000_000L;
    private static final long SHORTEST_CALM_NANOS = 2_000_000_000L;
    private static final int LEAST_CALLS = 100;
    /** More rows than this are looked at by sample. */
    private static final int MOST_ROWS = 2_000_000;
    /** Multiples of what is {@link Usual}: how many calls reach them is watched. */
    private static final double[] MULTIPLES = {3, 10, 30};

    /**
     * Looks at all that is in memory. Call it in a job.
     *
     * @param until what lies from here on is not taken for a baseline while all is calm: window A, that is compared with it
     */
    public static Calm of(Snapshot snapshot, long until, CancelToken cancel) {
        Window extent = snapshot.extent();
        if (snapshot.isEmpty() || extent.durationNanos() < 2 * SHORTEST_CALM_NANOS) {
            return UNKNOWN;
        }
        int buckets = Math.clamp(extent.durationNanos() / SHORTEST_BUCKET_NANOS, 8, BUCKETS);
        long[] all = new long[buckets];
        List<long[]> bad = counts(snapshot, all, cancel);
        long width = extent.durationNanos() / buckets;
        int shortest = (int) Math.ceilDiv(SHORTEST_TROUBLE_NANOS, width);
        List<List<Elevation>> troubles = new ArrayList<>();
        for (long[] each : bad) {
            cancel.check();
            List<Elevation> found = new ArrayList<>();
            find(each, all, 0, buckets, shortest, found);
            troubles.add(found);
        }
        return divided(snapshot, troubles, all, until);
    }

    /**
     * The calm of before, where it still holds: a baseline that grew or moved a little says the same, and all that is known of the
     * one before would be computed anew. What was trouble does not become calm as it lasts: while the calm before it is in memory, that is
     * what all is compared with.
     *
     * @param extent the time that is in memory now
     */
    public Calm after(Calm before, Window extent) {
        Window old = before.baseline();
        Window now = baseline;
        if (old == null || now == null) {
            return this;
        }
        boolean inMemory = extent.intersect(old).equals(old);
        Window was = before.trouble();
        if (was != null && inMemory && isMostly(now, was)) {
            return new Calm(old, trouble == null ? was : beyond(old, joined(was, trouble)));
        }
        if (trouble != null || was != null) {
            return this;
        }
        return inMemory && now.durationNanos() < 2 * old.durationNanos() ? before : this;
    }

    /**
     * When the trouble began; null where there is none, or where no calm was seen before it: first calls are slow while all warms up, and what
     * an agent finds when it comes began before.
     */
    public @Nullable Long beganNanos() {
        if (trouble == null || baseline == null || baseline.fromNanos() > trouble.fromNanos()) {
            return null;
        }
        return trouble.fromNanos();
    }

    /** Whether so much of a baseline was trouble that it is none. */
    private static boolean isMostly(Window calm, Window trouble) {
        return calm.intersect(trouble).durationNanos() > calm.durationNanos() / 4;
    }

    private static Window joined(Window one, Window other) {
        return new Window(Math.min(one.fromNanos(), other.fromNanos()), Math.max(one.toNanos(), other.toNanos()));
    }

    private static void find(long[] bad, long[] all, int first, int end, int shortest, List<Elevation> found) {
        Elevation trouble = end - first < 2 * shortest ? null : Elevation.find(bad, all, first, end, shortest);
        if (trouble != null) {
            found.add(trouble);
            find(bad, all, first, trouble.from(), shortest, found);
            find(bad, all, trouble.to(), end, shortest, found);
        }
    }

    /** Divides by trouble of each kind: so many times as slow, or failed. */
    private static Calm divided(Snapshot snapshot, List<List<Elevation>> troubles, long[] all, long until) {
        Window extent = snapshot.extent();
        Elevation worst = troubles.stream()
                .flatMap(List::stream)
                .max(Comparator.comparingDouble(Elevation::score))
                .orElse(null);
        if (worst == null) {
            Window before = new Window(extent.fromNanos(), Math.clamp(until, extent.fromNanos(), extent.toNanos()));
            int end = (int) ((before.durationNanos() * (double) all.length) / extent.durationNanos());
            return new Calm(isEnough(before, all, 0, end) ? before : null, null);
        }
        boolean[] troubled = new boolean[all.length];
        troubles.forEach(kind -> mark(kind, troubled));
        int most = (int) Math.max(1, SHORTEST_CALM_NANOS * all.length / extent.durationNanos());
        int from = reach(troubled, worst.from(), -1, most);
        int to = reach(troubled, worst.to() - 1, 1, most) + 1;
        Window trouble = window(extent, all.length, from, to);
        Window before = longest(extent, troubled, all, worst.from());
        if (before == null) {
            // What was a little slow from the start is still what the worst is to be compared with.
            boolean[] alike = new boolean[all.length];
            troubles.stream().filter(kind -> kind.contains(worst)).forEach(kind -> mark(kind, alike));
            before = longest(extent, alike, all, worst.from());
        }
        Window baseline = before == null ? longest(extent, troubled, all, all.length) : before;
        return new Calm(baseline, baseline == null ? trouble : beyond(baseline, trouble));
    }

    private static void mark(List<Elevation> troubles, boolean[] troubled) {
        troubles.forEach(trouble -> Arrays.fill(troubled, trouble.from(), trouble.to(), true));
    }

    /** Trouble that goes on beyond a baseline began after it, whatever there was before. */
    private static Window beyond(Window baseline, Window trouble) {
        boolean reaches = trouble.fromNanos() < baseline.toNanos() && baseline.toNanos() < trouble.toNanos();
        return reaches ? new Window(baseline.toNanos(), trouble.toNanos()) : trouble;
    }

    /** How far trouble goes on from a bucket of it, over gaps of at most so many: what gets worse in steps began with the first of them. */
    private static int reach(boolean[] troubled, int from, int step, int mostBetween) {
        int reached = from;
        for (int i = from + step;
                i >= 0 && i < troubled.length && Math.abs(i - reached) <= mostBetween + 1;
                i += step) {
            if (troubled[i]) {
                reached = i;
            }
        }
        return reached;
    }

    /** The longest stretch without trouble among the first buckets. */
    private static @Nullable Window longest(Window extent, boolean[] troubled, long[] all, int end) {
        Window longest = null;
        int from = 0;
        for (int i = 0; i <= end; i++) {
            if (i < end && !troubled[i]) {
                continue;
            }
            // The bucket beside a trouble may have its beginning in it.
            int to = i < all.length && i - from > 4 ? i - 1 : i;
            Window stretch = window(extent, all.length, from, Math.max(from, to));
            if (isEnough(stretch, all, from, to)
                    && (longest == null || stretch.durationNanos() > longest.durationNanos())) {
                longest = stretch;
            }
            from = i + 1;
        }
        return longest;
    }

    private static boolean isEnough(Window stretch, long[] all, int from, int to) {
        long calls = 0;
        for (int i = from; i < to; i++) {
            calls += all[i];
        }
        return stretch.durationNanos() >= SHORTEST_CALM_NANOS && calls >= LEAST_CALLS;
    }

    private static Window window(Window extent, int buckets, int from, int to) {
        double width = (double) extent.durationNanos() / buckets;
        return new Window(extent.fromNanos() + (long) (from * width), extent.fromNanos() + (long) (to * width));
    }

    /** Fills in all calls by bucket, and gives those that took several times what is usual, and those that failed. */
    private static List<long[]> counts(Snapshot snapshot, long[] all, CancelToken cancel) {
        int buckets = all.length;
        Window extent = snapshot.extent();
        Usual usual = Usual.of(snapshot, extent, cancel);
        List<long[]> bad = new ArrayList<>();
        for (int i = 0; i <= MULTIPLES.length; i++) {
            bad.add(new long[buckets]);
        }
        long[] failed = bad.getLast();
        double scale = buckets / (double) extent.durationNanos();
        Scan scan = new Scan(snapshot, extent, Filter.ALL, cancel);
        int stride = (int) (1 + snapshot.exchangeCount() / MOST_ROWS);
        scan.exchanges((slice, rows, row) -> {
            if (row % stride != 0) {
                return;
            }
            int bucket = Math.clamp((long) ((rows.startNanos(row) - extent.fromNanos()) * scale), 0, buckets - 1);
            all[bucket]++;
            failed[bucket] += rows.error(row) ? 1 : 0;
            int number = usual.number(rows, row);
            double multiple = number < 0 ? 0 : rows.durationNanos(row) / usual.nanos(number);
            for (int i = 0; i < MULTIPLES.length; i++) {
                bad.get(i)[bucket] += multiple >= MULTIPLES[i] ? 1 : 0;
            }
        });
        scan.aggregates((rows, row) -> {
            int bucket = Math.clamp((long) ((rows.startNanos(row) - extent.fromNanos()) * scale), 0, buckets - 1);
            all[bucket] += rows.calls(row) / stride;
            failed[bucket] += rows.error(row) ? rows.calls(row) / stride : 0;
            int number = usual.number(rows, row);
            LatencyHistogram timed = rows.durations(row);
            for (int i = 0; i < MULTIPLES.length && number >= 0 && timed != null; i++) {
                bad.get(i)[bucket] += timed.countFrom((long) (usual.nanos(number) * MULTIPLES[i])) / stride;
            }
        });
        return bad;
    }
}
