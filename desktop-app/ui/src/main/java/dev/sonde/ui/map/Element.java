package dev.sonde.ui.map;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.CallGraph.Compared;
import dev.sonde.core.topology.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something on the map that can be selected. */
sealed interface Element {
    /** A node. */
    record OfNode(CallGraph.Node node) implements Element {}

    /** An edge, and the nodes at its ends. */
    record OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) implements Element {}

    /** What a selection of the address means on this map. */
    static Optional<Element> of(CallGraph graph, String selection) {
        if (selection.isEmpty()) {
            return Optional.empty();
        }
        Optional<Element> node = graph.node(selection).map(OfNode::new);
        return node.isPresent()
                ? node
                : graph.edge(selection)
                        .flatMap(edge -> graph.node(edge.client())
                                .flatMap(client ->
                                        graph.node(edge.server()).map(server -> new OfEdge(edge, client, server))));
    }

    /** Its name, or its id. */
    default String id() {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> node.name();
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> edge.id();
        };
    }

    /** What people call it. */
    default String title() {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> node.name();
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) ->
                edge.client() + " to " + edge.server();
        };
    }

    /** Its figures: what a node answers, or asks where it only asks. */
    default Compared figures() {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> node.answered().now().calls() > 0 ? node.answered() : node.asked();
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> edge.calls();
        };
    }

    /** How it stands. */
    default Health health() {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> node.health();
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> edge.health();
        };
    }

    /** Its calls as terms of a filter, the closest last. */
    default List<FilterTerm> terms() {
        return switch (this) {
            case OfNode(CallGraph.Node node) ->
                List.of(any(node.answered().now().calls() > 0 ? FilterField.SERVICE : FilterField.CLIENT, node));
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> {
                List<FilterTerm> terms = new ArrayList<>();
                terms.add(FilterTerm.is(FilterField.PROTOCOL, edge.protocol()));
                terms.add(any(FilterField.CLIENT, client));
                terms.add(any(FilterField.SERVICE, server));
                yield terms;
            }
        };
    }

    private static FilterTerm any(FilterField field, CallGraph.Node node) {
        List<FilterValue> names = new ArrayList<>();
        node.members().forEach(name -> names.add(new FilterValue.Text(name)));
        return new FilterTerm(field, false, names);
    }
}
