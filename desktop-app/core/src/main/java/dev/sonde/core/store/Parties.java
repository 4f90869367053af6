package dev.sonde.core.store;

import static dev.sonde.core.store.ConnectionTable.CLIENT_WATCHED;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Names both ends of connections at a {@link Grain}: the one naming of tables, filters and the map. An end is first a number,
 * which is cheap, and then a name. Numbers of the same name are possible; whoever counts merges them. Belongs to one thread.
 */
public final class Parties {
    /** Numbers below are peers, from here on places of the cluster, and from {@link #AGENTS} on nodes of agents. */
    private static final int PLACES = 1 << 28;

    private static final int AGENTS = 1 << 29;

    private final Snapshot snapshot;
    private final ConnectionTable connections;
    private final Grain grain;
    private final Map<String, Integer> firstOfName = new HashMap<>();
    private final Map<String, Integer> pods = new HashMap<>();
    /** For each place one more than the first place of the same name; 0 is not looked up yet. */
    private int[] alike = new int[0];

    /** At a grain. */
    public Parties(Snapshot snapshot, Grain grain) {
        this.snapshot = snapshot;
        this.connections = snapshot.connections();
        this.grain = grain;
    }

    /** The number of who asks over a connection. */
    public int client(int connection) {
        int agent = (connections.flags(connection) & CLIENT_WATCHED) == 0 ? 0 : connections.clientAgent(connection);
        return number(connections.clientPlace(connection), agent, connections.clientPeer(connection));
    }

    /** The number of who answers. */
    public int server(int connection) {
        return number(
                connections.serverPlace(connection),
                connections.serverAgent(connection),
                connections.serverPeer(connection));
    }

    /** The number of whose a process is. */
    public int process(ProcessInfo process) {
        if (pods.isEmpty()) {
            for (int place = 0; place < snapshot.placeCount(); place++) {
                pods.put(snapshot.place(place).of().uid(), place);
            }
        }
        String uid = process.told().place().podUid();
        return number(uid.isEmpty() ? -1 : pods.getOrDefault(uid, -1), process.agent(), process.peerId());
    }

    private int number(int index, int agent, int peer) {
        if (index >= 0 && grain != Grain.WORKLOAD) {
            ClusterPlace place = snapshot.place(index);
            boolean named = switch (grain) {
                case SERVICE -> !place.service().isEmpty();
                case POD -> place.isPod();
                default -> !place.node().isEmpty();
            };
            if (named) {
                return PLACES + first(index);
            }
        }
        boolean onNode =
                grain == Grain.NODE && agent != 0 && !snapshot.node(agent).isEmpty();
        return onNode ? AGENTS + agent : peer;
    }

    private int first(int index) {
        if (index >= alike.length) {
            alike = Arrays.copyOf(alike, Math.max(index + 16, snapshot.placeCount()));
        }
        if (alike[index] == 0) {
            Integer known = firstOfName.putIfAbsent(ofPlace(index).name(), index);
            alike[index] = 1 + (known == null ? index : known);
        }
        return alike[index] - 1;
    }

    /** Who has a number. */
    public Party party(int number) {
        if (number >= AGENTS) {
            return new Party(snapshot.node(number - AGENTS), Peer.Kind.NODE, "");
        }
        if (number >= PLACES) {
            return ofPlace(number - PLACES);
        }
        Peer peer = snapshot.peer(number);
        return new Party(peer.name(), peer.kind(), peer.namespace());
    }

    /** The name of who has a number. */
    public String name(int number) {
        return party(number).name();
    }

    private Party ofPlace(int index) {
        ClusterPlace place = snapshot.place(index);
        return switch (grain) {
            case SERVICE ->
                new Party(place.named(place.service(), snapshot.home()), Peer.Kind.SERVICE, place.namespace());
            case NODE -> new Party(place.node(), Peer.Kind.NODE, "");
            default -> new Party(place.named(place.name(), snapshot.home()), Peer.Kind.POD, place.namespace());
        };
    }
}
