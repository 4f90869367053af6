package dev.sonde.ui.map.layout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be laid out: nodes with their sizes, and who calls whom.
 *
 * @param nodes sizes by name; only width and height count
 * @param links each pair of names once
 */
public record Sketch(Map<String, Box> nodes, List<Link> links) {
    /** One calls another. */
    public record Link(String from, String to) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int first = from.compareTo(other.from);
            return first != 0 ? first : to.compareTo(other.to);
        }
    }

    /** Brings both into one order, so that the same graph is always the same. */
    public Sketch {
        nodes = new TreeMap<>(nodes);
        links = links.stream().distinct().sorted().toList();
    }
}
