package dev.sonde.core.topology;

import dev.sonde.core.store.Peer;
import dev.sonde.core.table.Edges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which services the map draws as one. The same services and choices give the same groups.
 *
 * @param mode by what
 * @param opened groups that the user has opened: their members are drawn one by one
 * @param standing groups that are drawn already: they stay, so that live data does not open and close them
 */
public record Grouping(Mode mode, Set<String> opened, Set<String> standing) {
    /** By what services are grouped. */
    public enum Mode {
        /** Outside addresses, and as much more as a picture needs that people can read. */
        AUTO,
        /** By what they are: containers, units, processes, outside. */
        KIND,
        /** Not at all. */
        NONE
    }

    /** Up to so many nodes a picture is read one by one; above that a hairball helps nobody. */
    public static final int READABLE = 150;

    private static final int OUTSIDE_READABLE = 8;
    private static final int LEAST_ALIKE = 3;
    /** What numbers the instances of one service: digits and long hexadecimal parts at the end of a name. */
    private static final Pattern INSTANCE = Pattern.compile("([-_.@:]?([0-9]+|[0-9a-f]{6,}))+$");

    /** Copies the sets. */
    public Grouping {
        opened = Set.copyOf(opened);
        standing = Set.copyOf(standing);
    }

    /** Groups where a picture needs it; nothing opened. */
    public static Grouping auto() {
        return new Grouping(Mode.AUTO, Set.of(), Set.of());
    }

    /** The same with other groups opened. */
    public Grouping opening(Set<String> groups) {
        return new Grouping(mode, groups, standing);
    }

    /** The same, keeping the groups that are drawn. */
    public Grouping keeping(Set<String> groups) {
        return new Grouping(mode, opened, groups);
    }

    /** What a service does in the graph, which decides on its group. */
    private static final class Part {
        final Peer peer;
        boolean answers;
        long calls;

        Part(Peer peer) {
            this.peer = peer;
        }
    }

    /** The group of each service that is in one, by name. */
    Map<String, String> of(Edges edges) {
        TreeMap<String, Part> parts = new TreeMap<>();
        for (Edges.Edge edge : edges.all()) {
            Part client = parts.computeIfAbsent(edge.client().name(), n -> new Part(edge.client()));
            Part server = parts.computeIfAbsent(edge.server().name(), n -> new Part(edge.server()));
            server.answers = true;
            client.calls += edge.stats().calls();
            server.calls += edge.stats().calls();
        }
        Map<String, String> groups = new HashMap<>();
        if (mode == Mode.NONE) {
            return groups;
        }
        if (mode == Mode.KIND) {
            parts.forEach((name, part) -> put(groups, name, kind(part)));
        } else {
            outside(parts, groups);
            alike(parts, groups);
            leastBusy(parts, groups);
        }
        groups.values().removeAll(lonely(groups));
        return groups;
    }

    private void put(Map<String, String> groups, String name, String group) {
        if (!opened.contains(group)) {
            groups.put(name, group);
        }
    }

    private static String kind(Part part) {
        return switch (part.peer.kind()) {
            case WORKLOAD -> "workloads";
            case SERVICE -> "services";
            case NODE -> "nodes";
            case CONTAINER -> "containers";
            case UNIT -> "units";
            case EXECUTABLE -> "processes";
            case ADDRESS -> outside(part);
        };
    }

    private static String outside(Part part) {
        return part.answers ? "outside servers" : "outside callers";
    }

    private void outside(Map<String, Part> parts, Map<String, String> groups) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            if (!part.peer.isService()) {
                members.computeIfAbsent(outside(part), g -> new ArrayList<>()).add(name);
            }
        });
        members.forEach((group, names) -> {
            if (names.size() > OUTSIDE_READABLE || standing.contains(group)) {
                names.forEach(name -> put(groups, name, group));
            }
        });
    }

    /** Services that differ by a number or a hash at the end of their names only. */
    private void alike(Map<String, Part> parts, Map<String, String> groups) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            String stem = INSTANCE.matcher(name).replaceFirst("");
            if (!stem.isEmpty() && !groups.containsKey(name) && part.peer.isService()) {
                members.computeIfAbsent(stem + "*", g -> new ArrayList<>()).add(name);
            }
        });
        boolean tooMany = shown(parts, groups) > READABLE;
        members.forEach((group, names) -> {
            if (names.size() >= LEAST_ALIKE && (tooMany || standing.contains(group))) {
                names.forEach(name -> put(groups, name, group));
            }
        });
    }

    /** What is still too much: the services with the fewest calls go together, by what they are. */
    private void leastBusy(Map<String, Part> parts, Map<String, String> groups) {
        int over = shown(parts, groups) - READABLE;
        List<Part> single = new ArrayList<>(parts.values().stream()
                .filter(part -> !groups.containsKey(part.peer.name()))
                .toList());
        single.sort(Comparator.comparingLong((Part part) -> part.calls).thenComparing(part -> part.peer.name()));
        for (int i = 0; i < single.size() && i < over; i++) {
            put(groups, single.get(i).peer.name(), "other " + kind(single.get(i)));
        }
    }

    private static int shown(Map<String, Part> parts, Map<String, String> groups) {
        return parts.size()
                - groups.size()
                + (int) groups.values().stream().distinct().count();
    }

    /** Groups of one are none. */
    private static Set<String> lonely(Map<String, String> groups) {
        Map<String, Integer> sizes = new HashMap<>();
        groups.values().forEach(group -> sizes.merge(group, 1, Integer::sum));
        sizes.values().removeIf(size -> size > 1);
        return Set.copyOf(sizes.keySet());
    }
}
