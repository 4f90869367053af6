package dev.sonde.core.filter;

import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Snapshot;
import java.util.List;
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
                case WORKLOAD -> text.test(place.workload());
                case POD -> place.isPod() && text.test(place.name());
                case VERSION -> !place.version().isEmpty() && text.test(place.version());
                default -> !place.node().isEmpty() && text.test(place.node());
            };
        });
    }

    private IntPredicate peer(FilterTerm term) {
        Predicate<String> text = TextMatcher.of(term.values());
        IntPredicate peers = remembered(
                snapshot.peerCount(), id -> text.test(snapshot.peer(id).name()));
        return switch (term.field()) {
            case SERVICE -> id -> peers.test(connections.serverPeer(id));
            case CLIENT -> id -> peers.test(connections.clientPeer(id));
            default ->
                either(
                        id -> peers.test(connections.serverPeer(id)) || peers.test(connections.clientPeer(id)),
                        address(term));
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
