package dev.sonde.core.topology;

import dev.sonde.core.table.Edges.Sockets;
import dev.sonde.core.table.Quantiles;
import dev.sonde.core.table.Stats;
import org.jspecify.annotations.Nullable;

/**
 * The figures of calls, over an edge or at a node. Immutable.
 *
 * @param calls how many
 * @param errors how many of them failed
 * @param ratePerSecond calls a second while it was watched
 * @param latency percentiles of their durations
 * @param bytesPerSecond requests and responses together
 * @param network what TCP says of the connections
 */
public record Signals(
        long calls, long errors, double ratePerSecond, Latency latency, double bytesPerSecond, Network network) {
    /** No calls. */
    public static final Signals NONE = new Signals(0, 0, 0, new Latency(null, null, null), 0, new Network(null, null));

    /** Percentiles in nanoseconds; null where nothing was timed. */
    public record Latency(
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99) {
        @Nullable
        Long at(double quantile) {
            if (quantile >= 0.99) {
                return p99;
            }
            return quantile >= 0.95 ? p95 : p50;
        }
    }

    /** Median round trip time and segments sent again; null where not told. */
    public record Network(@Nullable Long rttNanos, @Nullable Long retransmits) {}

    static Signals of(Stats stats, long coveredNanos, Network network) {
        double perSecond = coveredNanos <= 0 ? 0 : 1e9 / coveredNanos;
        return new Signals(
                stats.calls(),
                stats.errors(),
                stats.calls() * perSecond,
                new Latency(stats.quantileNanos(0.5), stats.quantileNanos(0.95), stats.quantileNanos(0.99)),
                (stats.requestBytes() + stats.responseBytes()) * perSecond,
                network);
    }

    /** Share of calls that failed, 1 is all; 0 without calls. */
    public double errorShare() {
        return calls == 0 ? 0 : (double) errors / calls;
    }

    /** How many times as long as before calls take, by the highest percentile that both have enough calls for; NaN when not known. */
    double latencyAgainst(@Nullable Signals before) {
        if (before == null || before.calls == 0) {
            return Double.NaN;
        }
        double quantile = Quantiles.highest(Math.min(calls, before.calls));
        Long a = latency.at(quantile);
        Long b = before.latency.at(quantile);
        return a == null || b == null || b == 0 ? Double.NaN : (double) a / b;
    }

    static Network network(Sockets sockets) {
        return new Network(sockets.rttNanos(), sockets.retransmits());
    }
}
