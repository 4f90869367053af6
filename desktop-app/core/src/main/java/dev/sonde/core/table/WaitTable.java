package dev.sonde.core.table;

import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of requests that have no response yet. */
final class WaitTable extends OfSnapshot {
    WaitTable(Snapshot snapshot, Query query, CancelToken cancel) {
        super(snapshot, query, cancel);
    }

    Table waiting() {
        TableBuilder table = new TableBuilder(
                "waiting",
                List.of(
                        new Column("start", ColumnType.TIME),
                        new Column("waited_ns", ColumnType.NANOS),
                        new Column("protocol", ColumnType.TEXT),
                        new Column("client", ColumnType.TEXT),
                        new Column("client_pid", ColumnType.INTEGER),
                        new Column("client_address", ColumnType.TEXT),
                        new Column("client_port", ColumnType.INTEGER),
                        new Column("server", ColumnType.TEXT),
                        new Column("server_pid", ColumnType.INTEGER),
                        new Column("server_address", ColumnType.TEXT),
                        new Column("server_port", ColumnType.INTEGER),
                        new Column("endpoint", ColumnType.TEXT)));
        List<Waiting> waits = snapshot.waits();
        ConnectionTable connections = snapshot.connections();
        StateFilter filter = StateFilter.ofWaits(query.filter(), snapshot, waits);
        for (int i = 0; i < waits.size(); i++) {
            Waiting wait = waits.get(i);
            if (wait.startNanos() >= query.window().toNanos() || !filter.keeps(i)) {
                continue;
            }
            int id = wait.connection();
            table.row(
                    wait.startNanos(),
                    Math.max(0, snapshot.liveEdgeNanos() - wait.startNanos()),
                    Labels.protocol(wait.protocol()),
                    snapshot.peer(connections.clientPeer(id)).name(),
                    pid(connections.clientProcess(id)),
                    snapshot.string(connections.clientAddress(id)),
                    (long) connections.clientPort(id),
                    snapshot.peer(connections.serverPeer(id)).name(),
                    pid(connections.serverProcess(id)),
                    snapshot.string(connections.serverAddress(id)),
                    (long) connections.serverPort(id),
                    Labels.endpoint(snapshot, wait.endpoint()));
        }
        return table.build(query, null, coverage(filter));
    }

    private @Nullable Long pid(int process) {
        return process < 0 ? null : (long) snapshot.process(process).pid();
    }
}
