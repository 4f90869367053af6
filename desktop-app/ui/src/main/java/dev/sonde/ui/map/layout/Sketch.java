package dev.sonde.ui.map.layout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be laid out: nodes with their sizes, who calls whom, and which nodes stay together on an island.
 *
 * @param nodes sizes by name; only width and height count
 * @param links each pair of names once
 * @param islands names of islands by the nodes on them; nodes on none are not in it
 */
public record Sketch(Map<String, Box> nodes, List<Link> links, Map<String, String> islands) {
    /** One calls another. */
    public record Link(String from, String to) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int first = from.compareTo(other.from);
            return first != 0 ? first : to.compareTo(other.to);
        }
    }

    /** Brings all into one order, so that the same graph is always the same. */
    public Sketch {
        nodes = new TreeMap<>(nodes);
        links = links.stream().distinct().sorted().toList();
        islands = new TreeMap<>(islands);
    }

    /** Without islands. */
    public Sketch(Map<String, Box> nodes, List<Link> links) {
        this(nodes, links, Map.of());
    }

    /** The island that a node is on, or empty. */
    String islandOf(String node) {
        return islands.getOrDefault(node, "");
    }
}
