package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.core.topology.Signals;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the whole map stands. No display needed.
 *
 * @param now calls over all edges in A
 * @param before the same in the baseline
 * @param worse edges that are worse
 * @param watch edges to watch
 * @param steady all others
 * @param busiest services with the most calls answered
 * @param slowest where the time goes; null where all is steady
 */
record Summary(
        Sum now,
        Sum before,
        int worse,
        int watch,
        int steady,
        List<CallGraph.Node> busiest,
        CallGraph.@Nullable Edge slowest) {
    private static final int BUSIEST = 6;

    /** Calls, failed calls and calls a second. */
    private record Sum(long calls, long errors, double ratePerSecond) {
        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(@Nullable Signals more) {
            return more == null
                    ? this
                    : new Sum(calls + more.calls(), errors + more.errors(), ratePerSecond + more.ratePerSecond());
        }

        double errorShare() {
            return calls == 0 ? 0 : (double) errors / calls;
        }
    }

    static Summary of(CallNetwork network) {
        Sum now = Sum.NONE;
        Sum before = Sum.NONE;
        int worse = 0;
        int watch = 0;
        List<CallGraph.Edge> edges = network.edges().toList();
        for (CallGraph.Edge edge : edges) {
            now = now.plus(edge.calls().now());
            before = before.plus(edge.calls().before());
            worse += edge.health() == Health.WORSE ? 1 : 0;
            watch += edge.health() == Health.WATCH ? 1 : 0;
        }
        return new Summary(
                now,
                before,
                worse,
                watch,
                edges.size() - worse - watch,
                network.nodes()
                        .filter(node -> node.answered().now().calls() > 0)
                        .sorted(Comparator.comparingLong((CallGraph.Node node) ->
                                        -node.answered().now().calls())
                                .thenComparing(CallGraph.Node::name))
                        .limit(BUSIEST)
                        .toList(),
                where(network));
    }

    /** Where the time goes: the end of the slow path, or the slowest of the edges to watch. */
    private static CallGraph.@Nullable Edge where(CallNetwork network) {
        List<String> path = network.slowPath();
        String last = path.size() < 3 ? "" : path.get(path.size() - 2);
        return network.edges()
                .filter(edge -> last.isEmpty()
                        ? edge.health() == Health.WATCH
                        : edge.id().equals(last))
                .max(Comparator.comparing((CallGraph.Edge edge) -> Objects.requireNonNullElse(
                                edge.calls().now().latency().p99(), -1L))
                        .thenComparing(CallGraph.Edge::id))
                .orElse(null);
    }

    double ratePerSecond() {
        return now.ratePerSecond();
    }

    double rateBefore() {
        return before.ratePerSecond();
    }

    double errorShare() {
        return now.errorShare();
    }

    double errorShareBefore() {
        return before.errorShare();
    }

    /** Where to begin. */
    String advice(boolean compared) {
        if (slowest != null) {
            return "Begin with " + slowest.client() + " → " + slowest.server()
                    + ": select it to see what is asked over it, Enter shows its requests.";
        }
        return compared
                ? "No edge is worse than in B. Move A to where something went wrong."
                : "Press B to pin a baseline: edges are then judged against it.";
    }
}
