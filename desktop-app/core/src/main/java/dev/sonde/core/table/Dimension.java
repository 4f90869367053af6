package dev.sonde.core.table;

import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import java.util.function.IntFunction;

/**
 * What rows are grouped by: a number of a row, and its name. Numbers of the same name are merged afterwards.
 *
 * @param key gives the number
 * @param name gives the name of a number
 */
record Dimension(Groups.Key key, IntFunction<String> name) {
    /** Numbers from here on are places of the cluster. */
    private static final int PLACES = 1 << 30;

    static Dimension of(By by, Snapshot snapshot) {
        ConnectionTable connections = snapshot.connections();
        return switch (by) {
            case SERVICE, WORKLOAD ->
                new Dimension(
                        (r, i) -> connections.serverPeer(r.connection(i)),
                        id -> snapshot.peer(id).name());
            case PEER ->
                new Dimension(
                        (r, i) -> connections.clientPeer(r.connection(i)),
                        id -> snapshot.peer(id).name());
            case NODE -> byNode(connections, snapshot);
            case ENDPOINT -> new Dimension(Rows::endpoint, id -> Labels.endpoint(snapshot, id));
            case PROCESS ->
                new Dimension(processKey(connections), id -> {
                    if (id < 0) {
                        return snapshot.peer(-1 - id).name();
                    }
                    ProcessInfo process = snapshot.process(id);
                    return process.executable() + " (" + process.pid() + ")";
                });
            case POD ->
                new Dimension(podKey(connections), id -> {
                    if (id >= PLACES) {
                        return snapshot.place(id - PLACES).name();
                    }
                    return snapshot.peer(id < 0 ? -1 - id : snapshot.process(id).peerId())
                            .name();
                });
        };
    }

    /** The server's node as the cluster told it, else the one of the agent that saw the exchange. */
    private static Dimension byNode(ConnectionTable connections, Snapshot snapshot) {
        return new Dimension(
                (r, i) -> {
                    int place = connections.serverPlace(r.connection(i));
                    boolean known = place >= 0 && !snapshot.place(place).node().isEmpty();
                    return known ? PLACES + place : connections.agent(r.connection(i));
                },
                id -> id >= PLACES ? snapshot.place(id - PLACES).node() : snapshot.node(id));
    }

    /** The server's pod, else its process, else its peer. */
    private static Groups.Key podKey(ConnectionTable connections) {
        Groups.Key process = processKey(connections);
        return (Rows r, int i) -> {
            int place = connections.serverPlace(r.connection(i));
            return place >= 0 ? PLACES + place : process.of(r, i);
        };
    }

    /** The server's process, or its peer as a negative number where the process is not known. */
    private static Groups.Key processKey(ConnectionTable connections) {
        return (Rows r, int i) -> {
            int process = connections.serverProcess(r.connection(i));
            return process >= 0 ? process : -1 - connections.serverPeer(r.connection(i));
        };
    }
}
