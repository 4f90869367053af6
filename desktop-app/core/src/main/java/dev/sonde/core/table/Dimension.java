package dev.sonde.core.table;

import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Peer;
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
            case NODE -> new Dimension((r, i) -> connections.agent(r.connection(i)), snapshot::node);
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
                new Dimension(processKey(connections), id -> {
                    if (id < 0) {
                        return snapshot.peer(-1 - id).name();
                    }
                    ProcessInfo process = snapshot.process(id);
                    String pod = process.told().place().podUid();
                    Peer peer = snapshot.peer(process.peerId());
                    return pod.isEmpty() ? peer.name() : pod;
                });
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
