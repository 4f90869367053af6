package dev.sonde.core.series;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls, errors and tail latency over time for each party that answered, made in one pass. Immutable. */
public final class Sparklines {
    private final Map<String, Line> lines;

    Sparklines(Map<String, Line> lines) {
        this.lines = new LinkedHashMap<>(lines);
    }

    /** Calls and errors of one service, bucket by bucket, exact, and its durations. */
    public static final class Line {
        final long[] calls;
        final long[] errors;
        private final @Nullable LatencyHistogram[] durations;

        Line(int buckets) {
            calls = new long[buckets];
            errors = new long[buckets];
            durations = new LatencyHistogram[buckets];
        }

        LatencyHistogram durations(int bucket) {
            LatencyHistogram here = durations[bucket];
            if (here == null) {
                here = new LatencyHistogram();
                durations[bucket] = here;
            }
            return here;
        }

        /** 99th percentile of the durations in a bucket, in nanoseconds; NaN where nothing was timed. */
        public double p99(int bucket) {
            LatencyHistogram here = durations[bucket];
            return here == null || here.count() == 0 ? Double.NaN : here.quantileNanos(0.99);
        }

        Line plus(Line other) {
            Line sum = new Line(calls.length);
            for (int i = 0; i < calls.length; i++) {
                sum.calls[i] = calls[i] + other.calls[i];
                sum.errors[i] = errors[i] + other.errors[i];
                for (LatencyHistogram part : new @Nullable LatencyHistogram[] {durations[i], other.durations[i]}) {
                    if (part != null) {
                        sum.durations(i).add(part);
                    }
                }
            }
            return sum;
        }

        /** Calls in a bucket. */
        public long calls(int bucket) {
            return calls[bucket];
        }

        /** Failed calls in a bucket. */
        public long errors(int bucket) {
            return errors[bucket];
        }

        /** How many buckets. */
        public int buckets() {
            return calls.length;
        }
    }

    /** Counts them, those who answer told apart at a grain. */
    public static Sparklines of(Snapshot snapshot, SeriesRequest request, Grain grain, CancelToken cancel) {
        return new SeriesPass(snapshot, request, cancel).sparklines(new Parties(snapshot, grain));
    }

    /** Counts them for each SQL statement of each who answers it; a line is found by {@link #statementKey}. */
    public static Sparklines ofStatements(Snapshot snapshot, SeriesRequest request, Grain grain, CancelToken cancel) {
        return new SeriesPass(snapshot, request, cancel).statements(new Parties(snapshot, grain));
    }

    /** Finds the line of a statement by who answers it and its fingerprint. */
    public static String statementKey(String service, String fingerprint) {
        return service + "\n" + fingerprint;
    }

    /** The line of one who answers, or null when it has no call. */
    public @Nullable Line line(String service) {
        return lines.get(service);
    }

    /** Names that have one. */
    public Iterable<String> services() {
        return lines.keySet();
    }
}
