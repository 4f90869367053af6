package dev.sonde.core.change;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From which duration on a call is slow: one duration for all, or for each endpoint of each service what it took in the
 * baseline. Belongs to one session, whose peers and strings it knows by number. Immutable, safe on any thread.
 */
public final class Slowness {
    /** Against the baseline, a call is slow that took more than so many times the 99th percentile of its endpoint. */
    public static final double FACTOR = 2;

    /** Without anything else to go by, a call is slow that takes this long or longer. */
    public static final Slowness DEFAULT = new Slowness(Origin.DEFAULT, 500_000_000L, null);

    /** Where the threshold comes from. */
    public enum Origin {
        /** Nobody said, and there is no baseline. */
        DEFAULT,
        /** The user named a duration. */
        SETTING,
        /** A {@code latency:} term of the filter. */
        FILTER,
        /** What the endpoint took in the baseline. */
        BASELINE
    }

    private final Origin origin;
    private final long nanos;
    private final @Nullable EndpointLimits limits;

    private Slowness(Origin origin, long nanos, @Nullable EndpointLimits limits) {
        this.origin = origin;
        this.nanos = nanos;
        this.limits = limits;
    }

    /** One threshold that the user named. */
    public static Slowness from(Duration duration) {
        return new Slowness(Origin.SETTING, duration.toNanos(), null);
    }

    /**
     * The rule for a filter and a baseline: a {@code latency:} term that has a lower end decides, else the baseline, else
     * {@link #DEFAULT}. Call it in a job: it reads the baseline.
     *
     * @param baseline window B, or null
     */
    public static Slowness of(Snapshot snapshot, Filter filter, @Nullable Window baseline, CancelToken cancel) {
        Optional<FilterTerm> term = latencyTerm(filter);
        if (term.isPresent()) {
            return new Slowness(Origin.FILTER, lowerEnd(term.get()), null);
        }
        if (baseline == null) {
            return DEFAULT;
        }
        EndpointLimits limits = EndpointLimits.of(snapshot, baseline, filter, cancel);
        return limits == null ? DEFAULT : new Slowness(Origin.BASELINE, limits.otherNanos(), limits);
    }

    /** The filter without the term that says what is slow: the rest that slow calls are compared with. */
    static Filter without(Filter filter) {
        return latencyTerm(filter).map(filter::without).orElse(filter);
    }

    /** Where it comes from. */
    public Origin origin() {
        return origin;
    }

    /** The threshold of all calls in nanoseconds; of the baseline's, the one for endpoints that it says too little of. */
    public long nanos() {
        return nanos;
    }

    /** Gives the threshold of a row. */
    @FunctionalInterface
    public interface Threshold {
        /** In nanoseconds. */
        long nanos(Rows rows, int row);
    }

    /** The rule, ready for the rows of a snapshot of its session. */
    public Threshold threshold(Snapshot snapshot) {
        EndpointLimits known = limits;
        if (known == null) {
            return (rows, row) -> nanos;
        }
        ConnectionTable connections = snapshot.connections();
        return (rows, row) -> known.nanos(connections.serverPeer(rows.connection(row)), rows.endpoint(row));
    }

    private static Optional<FilterTerm> latencyTerm(Filter filter) {
        return filter.terms().stream()
                .filter(term -> term.field() == FilterField.LATENCY && !term.negated() && lowerEnd(term) > 0)
                .findFirst();
    }

    private static long lowerEnd(FilterTerm term) {
        long low = Long.MAX_VALUE;
        for (FilterValue value : term.values()) {
            low = Math.min(
                    low,
                    switch (value) {
                        case FilterValue.Compare(FilterValue.Operator operator, long number) ->
                            operator == FilterValue.Operator.MORE || operator == FilterValue.Operator.MORE_OR_EQUAL
                                    ? number
                                    : 0;
                        case FilterValue.Between(Long from, Long to) -> from == null ? 0 : from;
                        default -> 0L;
                    });
        }
        return low;
    }
}
