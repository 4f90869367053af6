package dev.sonde.core.topology;

import dev.sonde.core.store.Peer;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Edges.Sockets;
import dev.sonde.core.table.Stats;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a window as a graph, compared with the same in the baseline: made of the rows of the table {@code edges}, some
 * of them grouped. Nodes and edges are in the order of their names. Immutable.
 */
public final class CallGraph {
    private final Map<String, Node> nodes;
    private final Map<String, Edge> edges;

    private CallGraph(Map<String, Node> nodes, Map<String, Edge> edges) {
        this.nodes = nodes;
        this.edges = edges;
    }

    /** A graph of nothing. */
    public static final CallGraph EMPTY = new CallGraph(Map.of(), Map.of());

    /**
     * A service, an outside address, or a group of them.
     *
     * @param name what the user reads
     * @param kind what names it, or its members
     * @param members names of the services in it; one for what is no group
     * @param answered calls that it answered
     * @param asked calls that it made
     * @param health how it answers
     */
    public record Node(
            String name, Peer.Kind kind, List<String> members, Compared answered, Compared asked, Health health) {
        /** Copies the members. */
        public Node {
            members = List.copyOf(members);
        }

        /** Says whether it stands for several services. */
        public boolean isGroup() {
            return members.size() > 1;
        }

        /** Says whether no process of it is watched. */
        public boolean isOutside() {
            return kind == Peer.Kind.ADDRESS;
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
            Compared answered = compared(a.answered.get(name), b == null ? null : b.answered.get(name), now, before);
            Compared asked = compared(a.asked.get(name), b == null ? null : b.asked.get(name), now, before);
            Health health = Health.of(answered.now(), answered.before());
            nodes.put(
                    name,
                    new Node(
                            name,
                            a.kinds.getOrDefault(name, Peer.Kind.ADDRESS),
                            List.copyOf(members),
                            answered,
                            asked,
                            health));
        });
        return new CallGraph(new LinkedHashMap<>(nodes), new LinkedHashMap<>(edges));
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

    /** Services in it, those in groups counted one by one. */
    public int serviceCount() {
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

    private record Key(String client, String server, String protocol) {}

    /** The edges of one window, added up by group, and at both ends. */
    private static final class Sums {
        final Map<Key, Sum> edges = new HashMap<>();
        final Map<String, Sum> answered = new HashMap<>();
        final Map<String, Sum> asked = new HashMap<>();
        final Map<String, Set<String>> members = new HashMap<>();
        final Map<String, Peer.Kind> kinds = new HashMap<>();

        static Sums of(Edges all, Map<String, String> groups) {
            Sums sums = new Sums();
            for (Edges.Edge edge : all.all()) {
                String client = sums.node(edge.client(), groups);
                String server = sums.node(edge.server(), groups);
                sums.edges
                        .computeIfAbsent(new Key(client, server, edge.protocol()), k -> new Sum())
                        .add(edge);
                sums.asked.computeIfAbsent(client, k -> new Sum()).add(edge);
                sums.answered.computeIfAbsent(server, k -> new Sum()).add(edge);
            }
            return sums;
        }

        private String node(Peer peer, Map<String, String> groups) {
            String name = groups.getOrDefault(peer.name(), peer.name());
            members.computeIfAbsent(name, n -> new TreeSet<>()).add(peer.name());
            // What is seen as a process anywhere is no outside address.
            kinds.merge(name, peer.kind(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            return name;
        }
    }
}
