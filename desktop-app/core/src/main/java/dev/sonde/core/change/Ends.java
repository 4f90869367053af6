package dev.sonde.core.change;

import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections by who is at their ends: many connections are of few such kinds. Belongs to one thread. */
final class Ends {
    /** From here on clients are not told apart by process and address: a kind for each connection would help nobody. */
    private static final int MANY = 20_000;

    static final int NONE = -1;

    private final Snapshot snapshot;
    private final ConnectionTable connections;
    private final Parties parties;
    private final Map<Kind, Integer> numbers = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private int[] byConnection;

    /** Who is at the ends; {@link #NONE} is not known. */
    record Kind(Side client, Side server, int node, int port) {}

    /** One end: ids of its peer, its process, its address and its pod, and its number at the grain that is asked for. */
    record Side(int peer, int process, int address, int place, int party) {}

    Ends(Snapshot snapshot, Grain grain) {
        this.snapshot = snapshot;
        parties = new Parties(snapshot, grain);
        connections = snapshot.connections();
        byConnection = new int[snapshot.connectionCount()];
        Arrays.fill(byConnection, NONE);
    }

    /** The number of a connection's kind. */
    int of(int connection) {
        if (connection >= byConnection.length) {
            int old = byConnection.length;
            byConnection = Arrays.copyOf(byConnection, connection + 1024);
            Arrays.fill(byConnection, old, byConnection.length, NONE);
        }
        int known = byConnection[connection];
        if (known == NONE) {
            known = numbered(connection);
            byConnection[connection] = known;
        }
        return known;
    }

    private int pod(int place) {
        return place >= 0 && snapshot.place(place).isPod() ? place : NONE;
    }

    Kind kind(int number) {
        return kinds.get(number);
    }

    /** Who has a number at the grain. */
    Party party(int number) {
        return parties.party(number);
    }

    private int numbered(int connection) {
        boolean many = kinds.size() >= MANY;
        Kind kind = new Kind(
                new Side(
                        connections.clientPeer(connection),
                        many ? NONE : connections.clientProcess(connection),
                        many ? NONE : connections.clientAddress(connection),
                        pod(connections.clientPlace(connection)),
                        parties.client(connection)),
                new Side(
                        connections.serverPeer(connection),
                        connections.serverProcess(connection),
                        connections.serverAddress(connection),
                        pod(connections.serverPlace(connection)),
                        parties.server(connection)),
                connections.agent(connection),
                connections.serverPort(connection));
        Integer number = numbers.get(kind);
        if (number == null) {
            number = kinds.size();
            numbers.put(kind, number);
            kinds.add(kind);
        }
        return number;
    }
}
