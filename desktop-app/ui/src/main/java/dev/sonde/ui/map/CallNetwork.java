package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.graphstream.algorithm.ConnectedComponents;
import org.graphstream.algorithm.Dijkstra;
import org.graphstream.graph.Edge;
import org.graphstream.graph.Graph;
import org.graphstream.graph.Node;
import org.graphstream.graph.implementations.MultiGraph;
import org.jspecify.annotations.Nullable;

/**
 * The graph of calls as GraphStream holds it, and what the map asks of it. Each of its nodes and edges carries what it stands
 * for. Made in a job; afterwards it is only read.
 */
final class CallNetwork {
    /** A little slower, what takes less than this of a call is not why that takes long. */
    private static final double LEAST_PART = 0.1;

    /** A stray failure does not explain a hundred. */
    private static final double GOOD_PART = 1 / 3.0;

    private static final String CARRIED = "sonde.of";

    private final Graph graph = new MultiGraph("calls");
    private final CallGraph calls;
    private final int components;

    CallNetwork(CallGraph calls) {
        this.calls = calls;
        for (CallGraph.Node node : calls.nodes()) {
            graph.addNode(node.name()).setAttribute(CARRIED, node);
        }
        for (CallGraph.Edge edge : calls.edges()) {
            graph.addEdge(edge.id(), edge.client(), edge.server(), true).setAttribute(CARRIED, edge);
        }
        ConnectedComponents found = new ConnectedComponents();
        found.init(graph);
        found.compute();
        components = graph.getNodeCount() == 0 ? 0 : found.getConnectedComponentsCount();
        found.terminate();
    }

    /** What it was made of. */
    CallGraph calls() {
        return calls;
    }

    Stream<CallGraph.Node> nodes() {
        return graph.nodes().map(CallNetwork::of);
    }

    Stream<CallGraph.Edge> edges() {
        return graph.edges().map(CallNetwork::of);
    }

    /** Parts of the graph that do not talk to each other. */
    int components() {
        return components;
    }

    /** Edges that arrive at a node. */
    List<CallGraph.Edge> arriving(String name) {
        Node node = graph.getNode(name);
        return node == null
                ? List.of()
                : node.enteringEdges().map(CallNetwork::of).toList();
    }

    /** Edges that leave a node. */
    List<CallGraph.Edge> leaving(String name) {
        Node node = graph.getNode(name);
        return node == null
                ? List.of()
                : node.leavingEdges().map(CallNetwork::of).toList();
    }

    /** Edges that arrive at any of some nodes or leave one. */
    List<CallGraph.Edge> touching(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.concat(arriving(name).stream(), leaving(name).stream()))
                .distinct()
                .toList();
    }

    /** Edges at a node, an edge to itself counted once. */
    int degree(String name) {
        Node node = graph.getNode(name);
        return node == null ? 0 : (int) node.edges().distinct().count();
    }

    /** All that a node depends on, and all that depends on it: names of nodes and ids of edges. */
    Set<String> related(String name) {
        Set<String> related = new LinkedHashSet<>();
        if (graph.getNode(name) != null) {
            related.addAll(reached(name, Node::leavingEdges, Edge::getTargetNode));
            related.addAll(reached(name, Node::enteringEdges, Edge::getSourceNode));
        }
        return related;
    }

    /** What has to do with a selection: all that a node depends on or that depends on it, and all that is on an island. */
    Set<String> related(Element selected) {
        return switch (selected) {
            case Element.OfNode(var node) -> related(node.name());
            case Element.OfEdge(var edge, var client, var server) -> Set.of();
            case Element.OfIsland(var island) -> {
                Set<String> all = new TreeSet<>(island.nodes());
                touching(island.nodes()).forEach(edge -> all.addAll(List.of(edge.id(), edge.client(), edge.server())));
                yield all;
            }
        };
    }

    private Set<String> reached(String name, Function<Node, Stream<Edge>> edges, Function<Edge, Node> next) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<Node> waiting = new ArrayDeque<>();
        reached.add(name);
        waiting.add(graph.getNode(name));
        while (!waiting.isEmpty()) {
            edges.apply(waiting.removeFirst()).forEach(edge -> {
                reached.add(edge.getId());
                Node node = next.apply(edge);
                if (reached.add(node.getId())) {
                    waiting.addLast(node);
                }
            });
        }
        return reached;
    }

    /** The shortest way from one node to another: names and edge ids in turn; empty where there is none. */
    List<String> shortestPath(String from, String to) {
        if (graph.getNode(from) == null || graph.getNode(to) == null) {
            return List.of();
        }
        Dijkstra search = new Dijkstra(Dijkstra.Element.EDGE, null, null);
        search.init(graph);
        search.setSource(graph.getNode(from));
        search.compute();
        List<String> path = new ArrayList<>();
        if (Double.isFinite(search.getPathLength(graph.getNode(to)))) {
            List<Edge> edges = new ArrayList<>(search.getPath(graph.getNode(to)).getEdgePath());
            path.add(from);
            for (Edge edge : edges) {
                path.add(edge.getId());
                path.add(edge.getOpposite(graph.getNode(path.get(path.size() - 2)))
                        .getId());
            }
        }
        search.clear();
        return path;
    }

    /**
     * The way that the slowest of the worse calls take: from where they begin to where the time goes or where they fail, always along
     * the slowest edge. Names and edge ids in turn; empty where nothing is worse.
     */
    List<String> slowPath() {
        CallGraph.Edge worst = edges().filter(edge -> edge.health() == Health.WORSE)
                .max(slowest())
                .orElse(null);
        if (worst == null) {
            return List.of();
        }
        Deque<String> path = new ArrayDeque<>(List.of(worst.client(), worst.id(), worst.server()));
        Set<String> seen = new HashSet<>(List.of(worst.client(), worst.server()));
        CallGraph.Edge next = onwards(worst, seen);
        while (next != null) {
            path.addLast(next.id());
            path.addLast(next.server());
            seen.add(next.server());
            next = onwards(next, seen);
        }
        next = slowest(arriving(worst.client()), seen, CallGraph.Edge::client);
        while (next != null) {
            path.addFirst(next.id());
            path.addFirst(next.client());
            seen.add(next.client());
            next = slowest(arriving(next.client()), seen, CallGraph.Edge::client);
        }
        return List.copyOf(path);
    }

    private CallGraph.@Nullable Edge onwards(CallGraph.Edge from, Set<String> seen) {
        List<CallGraph.Edge> possible = leaving(from.server()).stream()
                .filter(edge -> goesOn(from, edge))
                .toList();
        List<CallGraph.Edge> failing =
                possible.stream().filter(edge -> explains(edge, from)).toList();
        CallGraph.Edge next = slowest(failing, seen, CallGraph.Edge::server);
        return next != null ? next : slowest(possible, seen, CallGraph.Edge::server);
    }

    /** Whether so many calls fail over an edge that what fails over the one before it, for a good part, fails for that. */
    static boolean explains(CallGraph.Edge behind, CallGraph.Edge edge) {
        return isFailing(edge)
                && behind.calls().now().errors() >= edge.calls().now().errors() * GOOD_PART;
    }

    /**
     * Whether what ails an edge may come from one behind it. What fails there does not come from calls that all succeed, only a little
     * slower; and what takes long there not from calls that, a little slower, still take next to nothing of it.
     */
    static boolean goesOn(CallGraph.Edge edge, CallGraph.Edge behind) {
        return behind.health() == Health.WORSE || (isFailing(edge) ? isFailing(behind) : mayTake(behind, edge));
    }

    private static boolean mayTake(CallGraph.Edge behind, CallGraph.Edge edge) {
        Long part = behind.calls().now().latency().p99();
        Long whole = edge.calls().now().latency().p99();
        return part == null || whole == null || part >= whole * LEAST_PART;
    }

    /** Whether calls over an edge fail. */
    static boolean isFailing(CallGraph.Edge edge) {
        return edge.calls().now().errors() > 0;
    }

    private static CallGraph.@Nullable Edge slowest(
            List<CallGraph.Edge> edges, Set<String> seen, Function<CallGraph.Edge, String> end) {
        return edges.stream()
                .filter(edge -> !seen.contains(end.apply(edge)))
                .filter(edge -> edge.health().compareTo(Health.WATCH) >= 0)
                .max(slowest())
                .orElse(null);
    }

    private static Comparator<CallGraph.Edge> slowest() {
        return Comparator.comparing(CallGraph.Edge::health)
                .thenComparing(edge ->
                        Objects.requireNonNullElse(edge.calls().now().latency().p99(), -1L))
                .thenComparing(CallGraph.Edge::id);
    }

    private static CallGraph.Node of(Node node) {
        return node.getAttribute(CARRIED, CallGraph.Node.class);
    }

    private static CallGraph.Edge of(Edge edge) {
        return edge.getAttribute(CARRIED, CallGraph.Edge.class);
    }
}
