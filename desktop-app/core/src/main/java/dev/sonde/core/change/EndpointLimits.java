package dev.sonde.core.change;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import org.jspecify.annotations.Nullable;

/** From which duration on calls of each endpoint of each service are slow, as the baseline has it. Immutable. */
final class EndpointLimits {
    /** An endpoint that was timed less often says too little of itself. */
    private static final int FEW = 20;

    private final LongTable numbers;
    private final long[] nanos;
    private final long others;

    private EndpointLimits(LongTable numbers, long[] nanos, long others) {
        this.numbers = numbers;
        this.nanos = nanos;
        this.others = others;
    }

    /** Reads a baseline; null when nothing in it was timed. */
    static @Nullable EndpointLimits of(Snapshot snapshot, Window baseline, Filter filter, CancelToken cancel) {
        EndpointDurations durations = EndpointDurations.of(snapshot, baseline, filter, cancel);
        LatencyHistogram all = new LatencyHistogram();
        durations.all().forEach(all::add);
        if (all.count() == 0) {
            return null;
        }
        long others = limit(all);
        long[] nanos = new long[durations.all().size()];
        for (int i = 0; i < nanos.length; i++) {
            LatencyHistogram own = durations.all().get(i);
            nanos[i] = own.count() < FEW ? others : limit(own);
        }
        return new EndpointLimits(durations.numbers(), nanos, others);
    }

    private static long limit(LatencyHistogram durations) {
        return Math.max(1, Math.round(Slowness.FACTOR * durations.quantileNanos(0.99)));
    }

    long nanos(int service, int endpoint) {
        int number = numbers.get(EndpointDurations.key(service, endpoint));
        return number < 0 ? others : nanos[number];
    }

    long otherNanos() {
        return others;
    }
}
