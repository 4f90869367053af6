package dev.sonde.core.change;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the calls of each finding took in both windows, and since when they are in trouble. Belongs to one thread. */
final class Courses {
    private static final int BUCKETS = 200;
    private static final long SHORTEST_NANOS = 100_000_000L;

    private final List<Course> courses = new ArrayList<>();
    private final Window hull;
    private final int buckets;

    private static final class Course {
        private final LatencyHistogram a = new LatencyHistogram();
        private final LatencyHistogram b = new LatencyHistogram();
        private final long[] all;
        private final long[] bad;
        private long firstBad = Long.MAX_VALUE;

        Course(int buckets) {
            all = new long[buckets];
            bad = new long[buckets];
        }
    }

    Courses(ChangePass pass, List<Finding> findings, CancelToken cancel) {
        hull = pass.hull();
        buckets = Math.clamp(hull.durationNanos() / SHORTEST_NANOS, 1, BUCKETS);
        int[] masks = new int[pass.cells.size()];
        for (int i = 0; i < findings.size(); i++) {
            courses.add(new Course(buckets));
            for (int cell = 0; cell < masks.length; cell++) {
                masks[cell] |= findings.get(i).has(cell) ? 1 << i : 0;
            }
        }
        if (findings.isEmpty()) {
            return;
        }
        cancel.check();
        pass.again((cell, start, duration) -> {
            for (int left = masks[cell]; left != 0; left &= left - 1) {
                Course course = courses.get(Integer.numberOfTrailingZeros(left));
                course.all[bucket(start)]++;
                int windows = pass.windows(start);
                if (duration >= 0 && (windows & Suspects.IN_A) != 0) {
                    course.a.add(duration);
                }
                if (duration >= 0 && (windows & Suspects.IN_B) != 0) {
                    course.b.add(duration);
                }
            }
        });
        suspects(pass, findings, masks);
    }

    private void suspects(ChangePass pass, List<Finding> findings, int[] masks) {
        Suspects suspects = pass.suspects;
        for (int i = 0; i < suspects.size(); i++) {
            for (int left = masks[suspects.cell(i)]; left != 0; left &= left - 1) {
                int at = Integer.numberOfTrailingZeros(left);
                if (pass.isBad(i, findings.get(at).target(), findings.get(at).ownOnly())) {
                    Course course = courses.get(at);
                    course.bad[bucket(suspects.start(i))] += suspects.weight();
                    if (suspects.is(i, Suspects.IN_A)) {
                        course.firstBad = Math.min(course.firstBad, suspects.start(i));
                    }
                }
            }
        }
    }

    Change.Latency latency(int finding) {
        Course course = courses.get(finding);
        return new Change.Latency(
                quantile(course.a, 0.5), quantile(course.a, 0.99), quantile(course.b, 0.5), quantile(course.b, 0.99));
    }

    /** Where the share of calls in trouble goes up, or else the first such call of A. */
    long onsetNanos(int finding) {
        Course course = courses.get(finding);
        Elevation up = Elevation.find(course.bad, course.all, 0, buckets, 1);
        double width = (double) hull.durationNanos() / buckets;
        if (up != null) {
            return hull.fromNanos() + (long) (up.from() * width);
        }
        return course.firstBad == Long.MAX_VALUE ? hull.fromNanos() : course.firstBad;
    }

    private int bucket(long start) {
        double share = (double) (start - hull.fromNanos()) / hull.durationNanos();
        return Math.clamp((int) (share * buckets), 0, buckets - 1);
    }

    private static @Nullable Long quantile(LatencyHistogram durations, double quantile) {
        return durations.count() == 0 ? null : durations.quantileNanos(quantile);
    }
}
