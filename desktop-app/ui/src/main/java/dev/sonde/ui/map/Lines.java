package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Signals;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;

/** What the inspector lists of nodes, edges and endpoints. */
final class Lines {
    private Lines() {}

    static Rows.Line of(CallGraph.Node node) {
        Signals now = node.answered().now();
        return new Rows.Line(
                node.name(),
                Counts.text(now.calls()),
                Percentiles.text(0.99, now.calls(), now.latency().p99()),
                HealthWords.style(node.health()),
                node.name());
    }

    static Rows.Line of(CallGraph.Edge edge) {
        Signals now = edge.calls().now();
        return new Rows.Line(
                edge.client() + " → " + edge.server(),
                Rates.text(now.ratePerSecond()),
                Percentiles.text(0.99, now.calls(), now.latency().p99()),
                HealthWords.style(edge.health()),
                edge.id());
    }

    static Rows.Line of(Detail.Endpoint endpoint) {
        return new Rows.Line(
                endpoint.name(),
                Counts.text(endpoint.calls()),
                Percentiles.text(0.99, endpoint.calls(), endpoint.p99()),
                endpoint.errors() > 0 ? "sd-warn" : "",
                "");
    }
}
