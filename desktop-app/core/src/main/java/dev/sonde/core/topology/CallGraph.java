package dev.sonde.core.topology;

import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Peer;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Edges.Sockets;
import dev.sonde.core.table.Stats;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a window as a graph, compared with the same in the baseline: made of the rows of the table {@code edges}, some
 * of them grouped. Nodes and edges are in the order of their names. Immutable.
 */
public final class CallGraph {
    private final Map<String, Node> nodes;
    private final Map<String, Edge> edges;
    private final Map<String, Island> islands;
    private final Grain grain;

    private CallGraph(Map<String, Node> nodes, Map<String, Edge> edges, Map<String, Island> islands, Grain grain) {
        this.nodes = nodes;
        this.edges = edges;
        this.islands = islands;
        this.grain = grain;
    }

    /** A graph of nothing. */
    public static final CallGraph EMPTY = new CallGraph(Map.of(), Map.of(), Map.of(), Grain.SERVICE);

    /** Calls that something answered, and calls that it made. */
    public record Traffic(Compared answered, Compared asked) {}

    /**
     * One who talks, an outside address, or a group of them.
     *
     * @param name what names it, unlike any other
     * @param kind what the name is, or those of its members
     * @param namespace the namespace of it, or of all its members; else empty
     * @param members names of those in it; one for what is no group
     * @param traffic its calls
     * @param health how it answers; of a group, how the worst of its members does
     */
    public record Node(
            String name, Peer.Kind kind, String namespace, List<String> members, Traffic traffic, Health health) {
        /** Copies the members. */
        public Node {
            members = List.copyOf(members);
        }

        /** What the user reads where its namespace is plain to see. */
        public String title() {
            return isFolded() ? namespace : new Party(name, kind, namespace).shortName();
        }

        /** Says whether it stands for a whole namespace. */
        public boolean isFolded() {
            return !namespace.isEmpty() && name.equals(Island.id(namespace));
        }

        /** The namespace that it is drawn in, or empty. */
        public String island() {
            return isFolded() ? "" : namespace;
        }

        /** Calls that it answered. */
        public Compared answered() {
            return traffic.answered();
        }

        /** Calls that it made. */
        public Compared asked() {
            return traffic.asked();
        }

        /** Says whether it stands for several. */
        public boolean isGroup() {
            return members.size() > 1 || isFolded();
        }

        /** Says whether no process of it is watched. */
        public boolean isOutside() {
            return kind == Peer.Kind.ADDRESS;
        }
    }

    /**
     * A namespace whose nodes are drawn one by one.
     *
     * @param namespace its name
     * @param nodes names of its nodes
     * @param traffic calls that they answered and made, those among them in both
     * @param health how the worst of them answers
     */
    public record Island(String namespace, List<String> nodes, Traffic traffic, Health health) {
        /** Copies the nodes. */
        public Island {
            nodes = List.copyOf(nodes);
        }

        /** What selects it, unlike any node's name; also the name of the node that it is when it is folded. */
        public String id() {
            return id(namespace);
        }

        /** The id of a namespace's island. */
        public static String id(String namespace) {
            return "namespace " + namespace;
        }
    }

    /**
     * Calls of one protocol from one node to another.
     *
     * @param client name of the node that asks
     * @param server name of the node that answers
     * @param protocol as tables name it
     * @param calls their figures
     * @param health how they go
     */
    public record Edge(String client, String server, String protocol, Compared calls, Health health) {
        /** Names it: {@code client → server, protocol}. */
        public String id() {
            return id(client, server, protocol);
        }

        static String id(String client, String server, String protocol) {
            return client + " → " + server + ", " + protocol;
        }
    }

    /** Figures of window A, and of the baseline where there is one. */
    public record Compared(Signals now, @Nullable Signals before) {}

    /** Makes it of the edges of window A and, or null, of the baseline. */
    public static CallGraph of(Edges now, @Nullable Edges before, Grouping grouping) {
        Map<String, String> groups = grouping.of(now);
        Sums a = Sums.of(now, groups);
        Sums b = before == null ? null : Sums.of(before, groups);
        Map<String, Edge> edges = new TreeMap<>();
        a.edges.forEach((key, sum) -> {
            Compared calls = compared(sum, b == null ? null : b.edges.get(key), now, before);
            Health health = Health.of(calls.now(), calls.before());
            Edge edge = new Edge(key.client(), key.server(), key.protocol(), calls, health);
            edges.put(edge.id(), edge);
        });
        Map<String, Node> nodes = new TreeMap<>();
        a.members.forEach((name, members) -> {
            Traffic traffic = traffic(a.nodes.get(name), b == null ? null : b.nodes.get(name), now, before);
            nodes.put(
                    name,
                    new Node(
                            name,
                            a.kinds.getOrDefault(name, Peer.Kind.ADDRESS),
                            a.namespaces.getOrDefault(name, ""),
                            List.copyOf(members),
                            traffic,
                            members.contains(name) && members.size() == 1
                                    ? health(traffic)
                                    : worst(members.stream().map(member -> a.health(member, b, now, before)))));
        });
        Map<String, Island> islands = new TreeMap<>();
        nodes.values().stream()
                .filter(node -> !node.island().isEmpty())
                .collect(Collectors.groupingBy(Node::island, TreeMap::new, Collectors.toList()))
                .forEach((namespace, within) -> {
                    Traffic traffic =
                            traffic(a.islands.get(namespace), b == null ? null : b.islands.get(namespace), now, before);
                    List<String> names = within.stream().map(Node::name).toList();
                    Health worst = worst(within.stream().map(Node::health));
                    Island island = new Island(namespace, names, traffic, worst);
                    islands.put(island.id(), island);
                });
        return new CallGraph(
                new LinkedHashMap<>(nodes), new LinkedHashMap<>(edges), new LinkedHashMap<>(islands), now.grain());
    }

    private static Health health(Traffic traffic) {
        return Health.of(traffic.answered().now(), traffic.answered().before());
    }

    /** One that is well hides nobody who is not, however many more calls it answers. */
    private static Health worst(Stream<Health> each) {
        return each.max(Comparator.naturalOrder()).orElse(Health.UNKNOWN);
    }

    /** How finely those who talk are told apart. */
    public Grain grain() {
        return grain;
    }

    /** Namespaces whose nodes are drawn one by one, by name. */
    public Collection<Island> islands() {
        return islands.values();
    }

    /** The island of an id. */
    public Optional<Island> island(String id) {
        return Optional.ofNullable(islands.get(id));
    }

    /** All nodes, by name. */
    public Collection<Node> nodes() {
        return nodes.values();
    }

    /** All edges, by name. */
    public Collection<Edge> edges() {
        return edges.values();
    }

    /** The node of a name. */
    public Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** The edge of an id, also without its protocol where there is only one of that name. */
    public Optional<Edge> edge(String id) {
        Edge exact = edges.get(id);
        if (exact != null) {
            return Optional.of(exact);
        }
        String wanted = id.replace(" -> ", " → ");
        List<Edge> found = edges.values().stream()
                .filter(edge -> edge.id().equals(wanted) || edge.id().startsWith(wanted + ", "))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Names of the groups in it. */
    public Set<String> groups() {
        return nodes.values().stream().filter(Node::isGroup).map(Node::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Those in it that are not outside, those in groups counted one by one. */
    public int insideCount() {
        return nodes.values().stream()
                .filter(node -> !node.isOutside())
                .mapToInt(node -> node.members().size())
                .sum();
    }

    /** Outside addresses in it, those in groups counted one by one. */
    public int outsideCount() {
        return nodes.values().stream()
                .filter(Node::isOutside)
                .mapToInt(node -> node.members().size())
                .sum();
    }

    private static Traffic traffic(@Nullable Both now, @Nullable Both then, Edges a, @Nullable Edges b) {
        return new Traffic(
                compared(now == null ? null : now.answered, then == null ? null : then.answered, a, b),
                compared(now == null ? null : now.asked, then == null ? null : then.asked, a, b));
    }

    private static Compared compared(@Nullable Sum now, @Nullable Sum then, Edges a, @Nullable Edges b) {
        Signals before = b == null ? null : then == null ? Signals.NONE : then.signals(b.coveredNanos());
        return new Compared(now == null ? Signals.NONE : now.signals(a.coveredNanos()), before);
    }

    /** Calls and sockets added up. */
    private static final class Sum {
        final Stats stats = new Stats();
        final Sockets sockets = new Sockets();

        void add(Edges.Edge edge) {
            stats.add(edge.stats());
            sockets.add(edge.sockets());
        }

        Signals signals(long coveredNanos) {
            return Signals.of(stats, coveredNanos, Signals.network(sockets));
        }
    }

    /** What something answered and what it asked. */
    private static final class Both {
        final Sum answered = new Sum();
        final Sum asked = new Sum();
    }

    private record Key(String client, String server, String protocol) {}

    /** The edges of one window, added up by group, and at both ends. */
    private static final class Sums {
        final Map<Key, Sum> edges = new HashMap<>();
        final Map<String, Both> nodes = new HashMap<>();
        final Map<String, Both> islands = new HashMap<>();
        /** What members of groups answered, by their names. */
        final Map<String, Sum> grouped = new HashMap<>();

        final Map<String, Set<String>> members = new HashMap<>();
        final Map<String, Peer.Kind> kinds = new HashMap<>();
        final Map<String, String> namespaces = new HashMap<>();

        static Sums of(Edges all, Map<String, String> groups) {
            Sums sums = new Sums();
            for (Edges.Edge edge : all.all()) {
                String client = sums.node(edge.client(), groups);
                String server = sums.node(edge.server(), groups);
                sums.edges
                        .computeIfAbsent(new Key(client, server, edge.protocol()), k -> new Sum())
                        .add(edge);
                sums.nodes.computeIfAbsent(client, k -> new Both()).asked.add(edge);
                sums.nodes.computeIfAbsent(server, k -> new Both()).answered.add(edge);
                if (groups.containsKey(edge.server().name())) {
                    sums.grouped
                            .computeIfAbsent(edge.server().name(), k -> new Sum())
                            .add(edge);
                }
                sums.islands
                        .computeIfAbsent(edge.client().namespace(), k -> new Both())
                        .asked
                        .add(edge);
                sums.islands
                        .computeIfAbsent(edge.server().namespace(), k -> new Both())
                        .answered
                        .add(edge);
            }
            return sums;
        }

        /** How a member of a group answers. */
        Health health(String member, @Nullable Sums then, Edges a, @Nullable Edges b) {
            Compared answered = compared(grouped.get(member), then == null ? null : then.grouped.get(member), a, b);
            return Health.of(answered.now(), answered.before());
        }

        private String node(Party party, Map<String, String> groups) {
            String name = groups.getOrDefault(party.name(), party.name());
            members.computeIfAbsent(name, n -> new TreeSet<>()).add(party.name());
            // What is seen as a process anywhere is no outside address.
            kinds.merge(name, party.kind(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            // A group over several namespaces is in none of them.
            namespaces.merge(name, party.namespace(), (one, other) -> one.equals(other) ? one : "");
            return name;
        }
    }
}
