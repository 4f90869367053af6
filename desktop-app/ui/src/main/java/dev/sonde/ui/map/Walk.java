package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.ui.map.Picture.DrawnIsland;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.layout.Box;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where the arrow keys lead on a picture. Plain geometry. */
final class Walk {
    /** A direction of the arrows. */
    enum Step {
        LEFT,
        RIGHT,
        UP,
        DOWN
    }

    private Walk() {}

    /**
     * The name or id that a step leads to: sideways along edges, up and down among neighbours of the same column, and from
     * the topmost one to its island. From an island, down leads onto it, and all else to other islands. From an edge, sideways
     * leads to its ends. Empty where there is nothing.
     */
    static Optional<String> from(Picture picture, String selection, Step step) {
        Optional<Element> element = Element.of(picture.network().calls(), selection);
        if (element.isEmpty()) {
            return busiest(picture);
        }
        return switch (element.get()) {
            case Element.OfEdge(var edge, var client, var server) ->
                step == Step.LEFT
                        ? Optional.of(client.name())
                        : step == Step.RIGHT
                                ? Optional.of(server.name())
                                : besides(picture, edge.client(), edge.id(), step);
            case Element.OfNode(var node) -> fromNode(picture, node.name(), step);
            case Element.OfIsland(var island) -> fromIsland(picture, island, step);
        };
    }

    /** The edge that a step from a node goes along, so that edges can be reached without a pointer. */
    static Optional<String> edgeFrom(Picture picture, String node, Step step) {
        Optional<String> target = from(picture, node, step);
        CallNetwork network = picture.network();
        return target.flatMap(name -> Stream.concat(network.leaving(node).stream(), network.arriving(node).stream())
                .filter(edge -> edge.client().equals(name) || edge.server().equals(name))
                .map(edge -> edge.id())
                .findFirst());
    }

    private static Optional<String> busiest(Picture picture) {
        return picture.nodes().stream()
                .max(Comparator.comparingDouble(
                                (DrawnNode node) -> node.node().answered().now().ratePerSecond())
                        .thenComparing(node -> node.node().name()))
                .map(node -> node.node().name());
    }

    private static Optional<String> fromNode(Picture picture, String name, Step step) {
        DrawnNode here = picture.node(name);
        if (here == null) {
            return Optional.empty();
        }
        CallNetwork network = picture.network();
        Optional<String> along = switch (step) {
            case RIGHT -> nearest(picture, here, network.leaving(name).stream().map(edge -> edge.server()));
            case LEFT -> nearest(picture, here, network.arriving(name).stream().map(edge -> edge.client()));
            case UP -> above(picture, here);
            case DOWN ->
                nearest(
                        picture,
                        here,
                        others(picture, box -> box.y() >= here.box().bottom() && above(here, box)));
        };
        if (along.isPresent()) {
            return along;
        }
        // Where no edge leads on, the nearest node in that direction does.
        return switch (step) {
            case RIGHT ->
                nearest(
                        picture,
                        here,
                        others(picture, box -> box.x() >= here.box().right()));
            case LEFT ->
                nearest(
                        picture,
                        here,
                        others(picture, box -> box.right() <= here.box().x()));
            case UP ->
                nearest(
                        picture,
                        here,
                        others(picture, box -> box.bottom() <= here.box().y()));
            case DOWN ->
                nearest(
                        picture,
                        here,
                        others(picture, box -> box.y() >= here.box().bottom()));
        };
    }

    /** The next one above on the same island, or the island itself; on none, the next one above. */
    private static Optional<String> above(Picture picture, DrawnNode here) {
        String island = here.node().island();
        Optional<String> next = nearest(
                picture,
                here,
                picture.nodes().stream()
                        .filter(node -> node.node().island().equals(island)
                                && node.box().bottom() <= here.box().y()
                                && above(here, node.box()))
                        .map(node -> node.node().name()));
        return next.isPresent() || island.isEmpty() ? next : Optional.of(CallGraph.Island.id(island));
    }

    private static Optional<String> fromIsland(Picture picture, CallGraph.Island island, Step step) {
        DrawnIsland here = picture.island(island.id());
        if (here == null) {
            return Optional.empty();
        }
        if (step == Step.DOWN) {
            return picture.nodes().stream()
                    .filter(node -> node.node().island().equals(island.namespace()))
                    .min(Comparator.comparingDouble(
                                    (DrawnNode node) -> node.box().y())
                            .thenComparingDouble(node -> node.box().x()))
                    .map(node -> node.node().name());
        }
        Box box = here.box();
        return picture.islands().stream()
                .filter(other -> switch (step) {
                    case LEFT -> other.box().centreX() < box.x();
                    case RIGHT -> other.box().centreX() > box.right();
                    default -> other.box().centreY() < box.y();
                })
                .min(Comparator.comparingDouble((DrawnIsland other) -> Math.hypot(
                                other.box().centreX() - box.centreX(),
                                other.box().centreY() - box.centreY()))
                        .thenComparing(other -> other.island().id()))
                .map(other -> other.island().id());
    }

    /** The edge before or after this one among those that leave the same node. */
    private static Optional<String> besides(Picture picture, String client, String edge, Step step) {
        var ids = picture.network().leaving(client).stream()
                .map(e -> e.id())
                .sorted()
                .toList();
        int next = ids.indexOf(edge) + (step == Step.DOWN ? 1 : -1);
        return next < 0 || next >= ids.size() ? Optional.empty() : Optional.of(ids.get(next));
    }

    private static boolean above(DrawnNode here, Box box) {
        return box.x() < here.box().right() && here.box().x() < box.right();
    }

    private static Stream<String> others(Picture picture, Function<Box, Boolean> wanted) {
        return picture.nodes().stream()
                .filter(node -> wanted.apply(node.box()))
                .map(node -> node.node().name());
    }

    private static Optional<String> nearest(Picture picture, DrawnNode here, Stream<String> names) {
        return names.filter(name -> !name.equals(here.node().name()))
                .distinct()
                .min(Comparator.comparingDouble((String name) -> distance(picture, here, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static double distance(Picture picture, DrawnNode here, String name) {
        DrawnNode there = picture.node(name);
        return there == null
                ? Double.MAX_VALUE
                : Math.hypot(
                        there.box().centreX() - here.box().centreX(),
                        there.box().centreY() - here.box().centreY());
    }
}
