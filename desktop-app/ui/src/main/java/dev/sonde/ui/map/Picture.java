package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.map.layout.Curve;
import dev.sonde.ui.map.layout.Placement;
import dev.sonde.ui.map.layout.Router;
import dev.sonde.ui.map.layout.Shore;
import dev.sonde.ui.map.layout.Sketch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The graph with all that is needed to draw it: places of nodes, ways of edges. Made in a job; immutable. */
final class Picture {
    static final double NODE_HEIGHT = 66;
    static final double OUTSIDE_HEIGHT = 46;

    private static final double NARROWEST = 150;
    private static final double WIDEST = 236;

    static final Picture EMPTY = new Picture(new CallNetwork(CallGraph.EMPTY), Placement.NONE, Map.of(), Map.of());

    private final CallNetwork network;
    private final Placement placement;
    private final List<DrawnNode> nodes = new ArrayList<>();
    private final List<DrawnEdge> edges = new ArrayList<>();
    private final Map<String, DrawnNode> nodesByName = new HashMap<>();
    private final Map<String, DrawnEdge> edgesById = new HashMap<>();
    private final Map<String, DrawnIsland> islands = new TreeMap<>();
    private final Box bounds;

    /** A node and its place. */
    record DrawnNode(CallGraph.Node node, Box box) {}

    /** An edge, its way and its width in pixels. */
    record DrawnEdge(CallGraph.Edge edge, Curve curve, double width) {}

    /** A namespace and the ground that its nodes lie on. */
    record DrawnIsland(CallGraph.Island island, Box box) {
        /** Where its title stands. */
        Box title() {
            return new Box(box.x(), box.y(), box.width(), Shore.TITLE - 4);
        }
    }

    private Picture(CallNetwork network, Placement placement, Map<String, Box> boxes, Map<String, Curve> curves) {
        this.network = network;
        this.placement = placement;
        network.nodes().forEach(node -> {
            Box box = boxes.get(node.name());
            if (box != null) {
                nodes.add(new DrawnNode(node, box));
                nodesByName.put(node.name(), nodes.getLast());
            }
        });
        network.edges().forEach(edge -> {
            Curve curve = curves.get(edge.id());
            if (curve != null) {
                edges.add(new DrawnEdge(edge, curve, width(edge.calls().now().ratePerSecond())));
                edgesById.put(edge.id(), edges.getLast());
            }
        });
        Shore.all(boxes, islands(network))
                .forEach((namespace, box) -> network.calls()
                        .island(CallGraph.Island.id(namespace))
                        .ifPresent(island -> islands.put(island.id(), new DrawnIsland(island, box))));
        Box all = null;
        for (DrawnNode node : nodes) {
            all = all == null ? node.box() : all.union(node.box());
        }
        for (DrawnIsland island : islands.values()) {
            all = all == null ? island.box() : all.union(island.box());
        }
        for (DrawnEdge edge : edges) {
            all = all == null ? edge.curve().bounds() : all.union(edge.curve().bounds());
        }
        bounds = all == null ? new Box(0, 0, 1, 1) : all;
    }

    /** Lays a graph out, leaving what lies where it lies, or from nothing. */
    static Picture of(CallGraph calls, Placement standing, boolean anew) {
        CallNetwork network = new CallNetwork(calls);
        Sketch sketch = sketch(network);
        Placement placement = anew ? Placement.arranged(sketch) : standing.with(sketch);
        Map<String, Box> boxes = new TreeMap<>();
        sketch.nodes().forEach((name, size) -> {
            Box place = placement.of(name).orElse(size);
            boxes.put(name, new Box(place.x(), place.y(), size.width(), size.height()));
        });
        return new Picture(network, placement, boxes, routes(network, boxes));
    }

    private static Sketch sketch(CallNetwork network) {
        Map<String, Box> sizes = new TreeMap<>();
        network.nodes().forEach(node -> sizes.put(node.name(), size(node)));
        return new Sketch(
                sizes,
                network.edges()
                        .map(edge -> new Sketch.Link(edge.client(), edge.server()))
                        .toList(),
                islands(network));
    }

    /** The namespaces of nodes that are drawn in one. */
    private static Map<String, String> islands(CallNetwork network) {
        Map<String, String> islands = new TreeMap<>();
        network.nodes()
                .filter(node -> !node.island().isEmpty())
                .forEach(node -> islands.put(node.name(), node.island()));
        return islands;
    }

    private static Map<String, Curve> routes(CallNetwork network, Map<String, Box> boxes) {
        Router router = new Router(boxes, islands(network));
        network.edges().forEach(edge -> router.edge(edge.id(), edge.client(), edge.server()));
        return router.routes();
    }

    /** On the way from another picture to this one; what is new stands at its place at once. */
    Picture from(Picture other, double share) {
        Map<String, Box> boxes = new TreeMap<>();
        for (DrawnNode node : nodes) {
            DrawnNode before = other.nodesByName.get(node.node().name());
            boxes.put(
                    node.node().name(), before == null ? node.box() : node.box().from(before.box(), share));
        }
        return new Picture(network, placement, boxes, routes(network, boxes));
    }

    /** Room for the name and the figures. It depends on the name alone: live figures never change a size. */
    private static Box size(CallGraph.Node node) {
        double name = 7.4 * node.title().length() + 64;
        double width = Math.clamp(Math.rint(name), NARROWEST, WIDEST);
        return new Box(0, 0, width, node.isOutside() ? OUTSIDE_HEIGHT : NODE_HEIGHT);
    }

    /** Ten times the calls, a few pixels more. */
    static double width(double ratePerSecond) {
        return Math.clamp(1.2 + 1.35 * Math.log10(1 + ratePerSecond), 1.2, 8);
    }

    CallNetwork network() {
        return network;
    }

    Placement placement() {
        return placement;
    }

    List<DrawnNode> nodes() {
        return nodes;
    }

    List<DrawnEdge> edges() {
        return edges;
    }

    @Nullable
    DrawnNode node(String name) {
        return nodesByName.get(name);
    }

    @Nullable
    DrawnEdge edge(String id) {
        return edgesById.get(id);
    }

    /** Namespaces whose nodes are drawn one by one, by name. */
    Collection<DrawnIsland> islands() {
        return islands.values();
    }

    @Nullable
    DrawnIsland island(String id) {
        return islands.get(id);
    }

    /** Where something lies, a node or an island; null where it is neither. */
    @Nullable
    Box place(String id) {
        DrawnNode node = nodesByName.get(id);
        DrawnIsland island = islands.get(id);
        return node != null ? node.box() : island != null ? island.box() : null;
    }

    /** The island whose title is at a point of the map, or null. */
    @Nullable
    DrawnIsland titleAt(double x, double y) {
        return islands.values().stream()
                .filter(island -> island.title().contains(x, y))
                .findFirst()
                .orElse(null);
    }

    /** A rectangle that holds all of it. */
    Box bounds() {
        return bounds;
    }

    /** The node at a point of the map, or null. */
    @Nullable
    DrawnNode nodeAt(double x, double y) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).box().contains(x, y)) {
                return nodes.get(i);
            }
        }
        return null;
    }

    /** The edge nearest to a point of the map within a distance, or null. */
    @Nullable
    DrawnEdge edgeAt(double x, double y, double within) {
        DrawnEdge best = null;
        double nearest = within;
        for (DrawnEdge edge : edges) {
            if (edge.curve().bounds().grown(within).contains(x, y)) {
                double distance = edge.curve().distance(x, y);
                if (distance <= nearest) {
                    nearest = distance;
                    best = edge;
                }
            }
        }
        return best;
    }
}
