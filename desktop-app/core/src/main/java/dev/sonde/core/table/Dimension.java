package dev.sonde.core.table;

import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Parties;
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
    /** What {@code by} groups by; {@code peers} says how finely callers are told apart. */
    static Dimension of(By by, Grain peers, Snapshot snapshot) {
        Grain grain = by.grain();
        if (grain != null) {
            Parties parties = new Parties(snapshot, grain);
            return new Dimension((r, i) -> parties.server(r.connection(i)), parties::name);
        }
        return switch (by) {
            case PEER -> {
                Parties parties = new Parties(snapshot, peers);
                yield new Dimension((r, i) -> parties.client(r.connection(i)), parties::name);
            }
            case ENDPOINT -> new Dimension(Rows::endpoint, id -> Labels.endpoint(snapshot, id));
            default -> byProcess(snapshot);
        };
    }

    /** The server's process, or its peer as a negative number where the process is not known. */
    private static Dimension byProcess(Snapshot snapshot) {
        ConnectionTable connections = snapshot.connections();
        return new Dimension(
                (Rows r, int i) -> {
                    int process = connections.serverProcess(r.connection(i));
                    return process >= 0 ? process : -1 - connections.serverPeer(r.connection(i));
                },
                id -> {
                    if (id < 0) {
                        return snapshot.peer(-1 - id).name();
                    }
                    ProcessInfo process = snapshot.process(id);
                    return process.executable() + " (" + process.pid() + ")";
                });
    }
}
