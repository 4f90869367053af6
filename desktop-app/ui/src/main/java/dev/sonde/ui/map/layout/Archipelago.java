package dev.sonde.ui.map.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A layout from nothing of nodes on islands: each island is laid out for itself, and then the islands, and what is on none, as if
 * each was a node. So an island stays together, and who calls lies left of who is called at both levels. Stateless; for jobs.
 */
final class Archipelago {
    /** Names of islands among names of nodes: no name has a line break in it. */
    private static final String ISLAND = "\n";

    /** Islands are wide: their columns lie closer, so that letters stay readable when all is in sight. */
    private static final LayeredLayout.Gaps ON_ISLANDS = new LayeredLayout.Gaps(136, 34);

    private static final LayeredLayout.Gaps BETWEEN = new LayeredLayout.Gaps(120, 56);

    private Archipelago() {}

    static Map<String, Box> of(Sketch sketch) {
        Map<String, Map<String, Box>> inner = new TreeMap<>();
        Map<String, Box> outer = new TreeMap<>();
        sketch.nodes().forEach((name, size) -> {
            String island = sketch.islandOf(name);
            if (island.isEmpty()) {
                outer.put(name, size);
            } else {
                inner.computeIfAbsent(island, i -> new TreeMap<>()).put(name, size);
            }
        });
        Map<String, Map<String, Box>> laidOut = new TreeMap<>();
        inner.forEach((island, nodes) -> {
            Map<String, Box> boxes = LayeredLayout.flat(new Sketch(nodes, within(sketch, island)), ON_ISLANDS);
            laidOut.put(island, boxes);
            outer.put(ISLAND + island, Shore.around(boxes.values()));
        });
        Map<String, Box> placed = new TreeMap<>();
        LayeredLayout.flat(new Sketch(outer, between(sketch)), BETWEEN).forEach((name, box) -> {
            if (!name.startsWith(ISLAND)) {
                placed.put(name, box);
                return;
            }
            Map<String, Box> boxes = laidOut.getOrDefault(name.substring(ISLAND.length()), Map.of());
            Box shore = Shore.around(boxes.values());
            boxes.forEach((node, own) ->
                    placed.put(node, own.at(own.x() - shore.x() + box.x(), own.y() - shore.y() + box.y())));
        });
        return placed;
    }

    private static List<Sketch.Link> within(Sketch sketch, String island) {
        return sketch.links().stream()
                .filter(link -> sketch.islandOf(link.from()).equals(island)
                        && sketch.islandOf(link.to()).equals(island))
                .toList();
    }

    private static List<Sketch.Link> between(Sketch sketch) {
        List<Sketch.Link> links = new ArrayList<>();
        for (Sketch.Link link : sketch.links()) {
            Sketch.Link across = new Sketch.Link(place(sketch, link.from()), place(sketch, link.to()));
            if (!across.from().equals(across.to())) {
                links.add(across);
            }
        }
        return links;
    }

    private static String place(Sketch sketch, String node) {
        String island = sketch.islandOf(node);
        return island.isEmpty() ? node : ISLAND + island;
    }
}
