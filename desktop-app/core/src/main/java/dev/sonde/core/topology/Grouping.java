package dev.sonde.core.topology;

import dev.sonde.core.store.Party;
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
 * What the map draws as one. The same parties and choices give the same groups.
 *
 * @param mode by what
 * @param opened groups that the user has opened: their members are drawn one by one
 * @param closed namespaces that the user has folded into one node each, by the ids of their islands
 * @param standing groups that are drawn already: they stay, so that live data does not open and close them
 */
public record Grouping(Mode mode, Set<String> opened, Set<String> closed, Set<String> standing) {
    /** By what services are grouped. */
    public enum Mode {
        /** Outside addresses, and as much more as a picture needs that people can read. */
        AUTO,
        /** By namespace, and what is in none by what it is: containers, units, processes, outside. */
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
        closed = Set.copyOf(closed);
        standing = Set.copyOf(standing);
    }

    /** Groups where a picture needs it; nothing opened. */
    public static Grouping auto() {
        return new Grouping(Mode.AUTO, Set.of(), Set.of(), Set.of());
    }

    /** The same with other groups opened. */
    public Grouping opening(Set<String> groups) {
        return new Grouping(mode, groups, closed, standing);
    }

    /** The same with other namespaces folded, by the ids of their islands. */
    public Grouping closing(Set<String> islands) {
        return new Grouping(mode, opened, islands, standing);
    }

    /** The same, keeping the groups that are drawn. */
    public Grouping keeping(Set<String> groups) {
        return new Grouping(mode, opened, closed, groups);
    }

    /** What a service does in the graph, which decides on its group. */
    private static final class Part {
        final Party party;
        boolean answers;
        long calls;

        Part(Party party) {
            this.party = party;
        }

        String name() {
            return party.name();
        }

        /** The id of its island, or empty. */
        String island() {
            return party.namespace().isEmpty() ? "" : CallGraph.Island.id(party.namespace());
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
        switch (mode) {
            case KIND ->
                parts.forEach((name, part) -> put(groups, name, part.island().isEmpty() ? kind(part) : part.island()));
            case AUTO -> {
                outside(parts, groups);
                alike(parts, groups);
                quietIslands(parts, groups);
                leastBusy(parts, groups);
            }
            case NONE -> {}
        }
        groups.values().removeAll(lonely(groups));
        parts.forEach((name, part) -> {
            if (closed.contains(part.island())) {
                groups.put(name, part.island());
            }
        });
        return groups;
    }

    private void put(Map<String, String> groups, String name, String group) {
        if (!opened.contains(group)) {
            groups.put(name, group);
        }
    }

    private static String kind(Part part) {
        return switch (part.party.kind()) {
            case WORKLOAD -> "workloads";
            case SERVICE -> "services";
            case POD -> "pods";
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
            if (part.party.isOutside()) {
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
            // A number at the end of a namespace's name numbers no instances.
            String own = part.party.shortName();
            String stem = INSTANCE.matcher(own).replaceFirst("");
            if (!stem.isEmpty() && !groups.containsKey(name) && !part.party.isOutside()) {
                String group = stem + "*" + name.substring(own.length());
                members.computeIfAbsent(group, g -> new ArrayList<>()).add(name);
            }
        });
        boolean tooMany = shown(parts, groups) > READABLE;
        members.forEach((group, names) -> {
            if (names.size() >= LEAST_ALIKE && (tooMany || standing.contains(group))) {
                names.forEach(name -> put(groups, name, group));
            }
        });
    }

    /** What is too much to read: the namespaces with the fewest calls are folded, each into one node. */
    private void quietIslands(Map<String, Part> parts, Map<String, String> groups) {
        Map<String, List<Part>> islands = new TreeMap<>();
        parts.values().stream()
                .filter(part -> !part.island().isEmpty() && !groups.containsKey(part.name()))
                .forEach(part -> islands.computeIfAbsent(part.island(), i -> new ArrayList<>())
                        .add(part));
        List<Map.Entry<String, List<Part>>> quietest = new ArrayList<>(islands.entrySet());
        quietest.sort(Comparator.comparingLong((Map.Entry<String, List<Part>> island) ->
                        island.getValue().stream().mapToLong(part -> part.calls).sum())
                .thenComparing(Map.Entry::getKey));
        for (Map.Entry<String, List<Part>> island : quietest) {
            if (standing.contains(island.getKey()) || shown(parts, groups) > READABLE) {
                island.getValue().forEach(part -> put(groups, part.name(), island.getKey()));
            }
        }
    }

    /** What is still too much: the services with the fewest calls go together, by what they are. */
    private void leastBusy(Map<String, Part> parts, Map<String, String> groups) {
        int over = shown(parts, groups) - READABLE;
        List<Part> single = new ArrayList<>(parts.values().stream()
                .filter(part -> !groups.containsKey(part.name()))
                .toList());
        single.sort(Comparator.comparingLong((Part part) -> part.calls).thenComparing(Part::name));
        for (int i = 0; i < single.size() && i < over; i++) {
            put(groups, single.get(i).name(), "other " + kind(single.get(i)));
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
