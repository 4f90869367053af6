package dev.sonde.ui.map;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Labels;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.CallGraph.Compared;
import dev.sonde.core.topology.Health;
import dev.sonde.ui.workspace.GrainWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something on the map that can be selected. */
sealed interface Element {
    /** A node. */
    record OfNode(CallGraph.Node node) implements Element {}

    /** An edge, and the nodes at its ends. */
    record OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) implements Element {}

    /** A namespace whose nodes are drawn one by one. */
    record OfIsland(CallGraph.Island island) implements Element {}

    /** What a selection of the address means on this map. */
    static Optional<Element> of(CallGraph graph, String selection) {
        if (selection.isEmpty()) {
            return Optional.empty();
        }
        Optional<Element> node = graph.node(selection)
                .<Element>map(OfNode::new)
                .or(() -> graph.island(selection).map(OfIsland::new));
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
            case OfIsland(CallGraph.Island island) -> island.id();
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> edge.id();
        };
    }

    /** What people call it. */
    default String title() {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> node.name();
            case OfIsland(CallGraph.Island island) -> island.id();
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) ->
                edge.client() + " to " + edge.server();
        };
    }

    /** Its figures: what a node answers, or asks where it only asks. */
    default Compared figures() {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> told(node.traffic());
            case OfIsland(CallGraph.Island island) -> told(island.traffic());
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> edge.calls();
        };
    }

    /** How it stands. */
    default Health health() {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> node.health();
            case OfIsland(CallGraph.Island island) -> island.health();
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> edge.health();
        };
    }

    /** Whether it stands for several that can be drawn one by one, or for one that can be folded. */
    default boolean canTurn() {
        return this instanceof OfIsland || (this instanceof OfNode(CallGraph.Node node) && node.isGroup());
    }

    private static Compared told(CallGraph.Traffic traffic) {
        return traffic.answered().now().calls() > 0 ? traffic.answered() : traffic.asked();
    }

    /** Its calls as terms of a filter, the closest last; {@code grain} is that of the graph. */
    default List<FilterTerm> terms(Grain grain) {
        return switch (this) {
            case OfNode(CallGraph.Node node) -> List.of(any(answers(node.traffic()), grain, node));
            case OfIsland(CallGraph.Island island) ->
                List.of(FilterTerm.is(
                        answers(island.traffic()) ? FilterField.SERVER_NAMESPACE : FilterField.CLIENT_NAMESPACE,
                        island.namespace()));
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) -> {
                List<FilterTerm> terms = new ArrayList<>();
                terms.add(FilterTerm.is(FilterField.PROTOCOL, edge.protocol()));
                terms.add(any(false, grain, client));
                terms.add(any(true, grain, server));
                yield terms;
            }
        };
    }

    /**
     * What keeps its SQL, where {@code grain} is that of the graph: of an edge that is SQL the edge's own, of another what its callee asks, of
     * all else what is asked or answered.
     */
    default List<FilterTerm> statements(Grain grain) {
        return switch (this) {
            case OfNode(CallGraph.Node node)
            when node.isFolded() -> List.of(FilterTerm.is(FilterField.NAMESPACE, node.namespace()));
            case OfNode(CallGraph.Node node) -> List.of(named(GrainWords.atEitherEnd(grain), node));
            case OfIsland(CallGraph.Island island) -> List.of(FilterTerm.is(FilterField.NAMESPACE, island.namespace()));
            case OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) ->
                edge.protocol().equals(Labels.MYSQL) ? terms(grain) : List.of(any(false, grain, server));
        };
    }

    private static boolean answers(CallGraph.Traffic traffic) {
        return traffic.answered().now().calls() > 0;
    }

    private static FilterTerm any(boolean answers, Grain grain, CallGraph.Node node) {
        if (node.isFolded()) {
            return FilterTerm.is(
                    answers ? FilterField.SERVER_NAMESPACE : FilterField.CLIENT_NAMESPACE, node.namespace());
        }
        return named(answers ? FilterField.server(grain) : FilterField.client(grain), node);
    }

    private static FilterTerm named(FilterField field, CallGraph.Node node) {
        List<FilterValue> names = new ArrayList<>();
        node.members().forEach(name -> names.add(new FilterValue.Text(name)));
        return new FilterTerm(field, false, names);
    }
}
