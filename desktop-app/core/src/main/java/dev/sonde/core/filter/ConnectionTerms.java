package dev.sonde.core.filter;

import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks terms of connections and processes, by their index in a snapshot. Belongs to one thread. */
final class ConnectionTerms {
    private final Snapshot snapshot;
    private final ConnectionTable connections;

    ConnectionTerms(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.connections = snapshot.connections();
    }

    /** Asks a term, but for its negation, of connections; null where a connection has no answer. */
    @Nullable
    IntPredicate ofConnection(FilterTerm term) {
        return switch (term.field()) {
            case SERVICE, CLIENT, PEER -> peer(term);
            case SERVER_WORKLOAD, CLIENT_WORKLOAD -> party(term, Grain.WORKLOAD);
            case SERVER_POD, CLIENT_POD -> party(term, Grain.POD);
            case SERVER_NODE, CLIENT_NODE -> party(term, Grain.NODE);
            case SERVER_NAMESPACE, CLIENT_NAMESPACE -> namespace(term);
            case PROCESS, PID, CONTAINER -> {
                IntPredicate asked = ofProcess(term);
                yield asked == null ? null : atEitherEnd(asked);
            }
            case NODE -> {
                IntPredicate nodes = node(term);
                IntPredicate places = place(term);
                yield id -> nodes.test(connections.agent(id)) || atPlace(places, id);
            }
            case NAMESPACE, WORKLOAD, POD, VERSION -> {
                IntPredicate places = place(term);
                yield id -> atPlace(places, id);
            }
            case ADDRESS, CLIENT_ADDRESS, SERVER_ADDRESS -> address(term);
            case PORT -> {
                LongPredicate number = NumberMatcher.of(term.values());
                yield id -> number.test(connections.serverPort(id));
            }
            case CLIENT_PORT -> {
                LongPredicate number = NumberMatcher.of(term.values());
                yield id -> number.test(connections.clientPort(id));
            }
            default -> null;
        };
    }

    /** Asks a term, but for its negation, of processes; null where a process has no answer. */
    @Nullable
    IntPredicate ofProcess(FilterTerm term) {
        Predicate<String> text = TextMatcher.of(term.values());
        return switch (term.field()) {
            case SERVICE, PEER ->
                remembered(
                        snapshot.processCount(),
                        id -> text.test(
                                snapshot.peer(snapshot.process(id).peerId()).name()));
            case PROCESS ->
                remembered(
                        snapshot.processCount(),
                        id -> text.test(snapshot.process(id).executable()));
            case PID -> {
                LongPredicate number = NumberMatcher.of(term.values());
                yield id -> number.test(snapshot.process(id).pid());
            }
            case CONTAINER -> remembered(snapshot.processCount(), container(term.values()));
            case NODE -> {
                IntPredicate nodes = node(term);
                yield id -> nodes.test(snapshot.process(id).agent());
            }
            case NAMESPACE, WORKLOAD, POD, VERSION -> {
                IntPredicate places = place(term);
                Map<String, Integer> pods = pods();
                yield id -> {
                    Integer pod = pods.get(snapshot.process(id).told().place().podUid());
                    return pod != null && places.test(pod);
                };
            }
            default -> null;
        };
    }

    /** Asks a term about nodes, but for its negation, of agents by their number. */
    IntPredicate node(FilterTerm term) {
        Predicate<String> text = TextMatcher.of(term.values());
        return remembered(64, agent -> text.test(snapshot.node(agent)));
    }

    private boolean atPlace(IntPredicate places, int connection) {
        int client = connections.clientPlace(connection);
        int server = connections.serverPlace(connection);
        return (client >= 0 && places.test(client)) || (server >= 0 && places.test(server));
    }

    /** Asks a term, but for its negation, of places of the cluster. */
    private IntPredicate place(FilterTerm term) {
        Predicate<String> text = TextMatcher.of(term.values());
        return remembered(snapshot.placeCount(), id -> {
            ClusterPlace place = snapshot.place(id);
            return switch (term.field()) {
                case NAMESPACE -> text.test(place.namespace());
                case WORKLOAD -> named(text, place, place.workload());
                case POD -> place.isPod() && named(text, place, place.name());
                case VERSION -> version(text, place.version());
                default -> !place.node().isEmpty() && text.test(place.node());
            };
        });
    }

    /** By its bare name, or as people read it. */
    private boolean named(Predicate<String> text, ClusterPlace place, String name) {
        return text.test(name) || text.test(place.named(name, snapshot.home()));
    }

    private static boolean version(Predicate<String> text, ClusterPlace.Version version) {
        return (!version.revision().isEmpty() && text.test(version.revision()))
                || (!version.release().isEmpty() && text.test(version.release()));
    }

    /** Places of pods by their uids. */
    private Map<String, Integer> pods() {
        Map<String, Integer> pods = new HashMap<>();
        for (int place = 0; place < snapshot.placeCount(); place++) {
            if (snapshot.place(place).isPod()) {
                pods.put(snapshot.place(place).of().uid(), place);
            }
        }
        return pods;
    }

    /** Asks of one end what tables name it; workloads and pods also by their bare names. */
    private IntPredicate party(FilterTerm term, Grain grain) {
        Predicate<String> text = TextMatcher.of(term.values());
        Parties parties = new Parties(snapshot, grain);
        boolean server = term.field() == FilterField.server(grain);
        return remembered(snapshot.connectionCount(), id -> {
            if (text.test(parties.name(server ? parties.server(id) : parties.client(id)))) {
                return true;
            }
            int index = server ? connections.serverPlace(id) : connections.clientPlace(id);
            if (index < 0 || !snapshot.place(index).isPod()) {
                return false;
            }
            ClusterPlace pod = snapshot.place(index);
            return (grain == Grain.POD && text.test(pod.name()))
                    || (grain == Grain.WORKLOAD && text.test(pod.workload()));
        });
    }

    private IntPredicate namespace(FilterTerm term) {
        Predicate<String> text = TextMatcher.of(term.values());
        IntPredicate places = remembered(
                snapshot.placeCount(), id -> text.test(snapshot.place(id).namespace()));
        boolean server = term.field() == FilterField.SERVER_NAMESPACE;
        return id -> {
            int place = server ? connections.serverPlace(id) : connections.clientPlace(id);
            return place >= 0 && places.test(place);
        };
    }

    private IntPredicate peer(FilterTerm term) {
        Predicate<String> text = TextMatcher.of(term.values());
        IntPredicate peers = remembered(
                snapshot.peerCount(), id -> text.test(snapshot.peer(id).name()));
        Parties parties = new Parties(snapshot, Grain.SERVICE);
        // On a plain machine services are peers; in a cluster one may answer for pods of several workloads.
        boolean cluster = snapshot.placeCount() > 0;
        IntPredicate server = id ->
                peers.test(connections.serverPeer(id)) || (cluster && text.test(parties.name(parties.server(id))));
        IntPredicate client = id ->
                peers.test(connections.clientPeer(id)) || (cluster && text.test(parties.name(parties.client(id))));
        int count = snapshot.connectionCount();
        return switch (term.field()) {
            case SERVICE -> cluster ? remembered(count, server) : server;
            case CLIENT -> cluster ? remembered(count, client) : client;
            default -> either(either(server, client), address(term));
        };
    }

    private IntPredicate address(FilterTerm term) {
        Predicate<String> text = TextMatcher.of(term.values());
        IntPredicate strings = remembered(snapshot.stringCount(), id -> text.test(snapshot.string(id)));
        boolean client = term.field() != FilterField.SERVER_ADDRESS;
        boolean server = term.field() != FilterField.CLIENT_ADDRESS;
        return id -> (client && strings.test(connections.clientAddress(id)))
                || (server && strings.test(connections.serverAddress(id)));
    }

    private IntPredicate atEitherEnd(IntPredicate processes) {
        return id -> {
            int server = connections.serverProcess(id);
            int client = connections.clientProcess(id);
            return (server >= 0 && processes.test(server)) || (client >= 0 && processes.test(client));
        };
    }

    private IntPredicate container(List<FilterValue> values) {
        Predicate<String> beginning = TextMatcher.of(values.stream()
                .map(v -> v instanceof FilterValue.Text(String p) ? new FilterValue.Text(p + "*") : v)
                .toList());
        return id -> {
            String container = snapshot.process(id).told().place().containerId();
            return !container.isEmpty() && beginning.test(container);
        };
    }

    private static IntPredicate either(IntPredicate one, IntPredicate other) {
        return id -> one.test(id) || other.test(id);
    }

    private static IntPredicate remembered(int count, IntPredicate question) {
        return new IdMemo(count, question)::test;
    }
}
