package dev.sonde.core.table;

import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of requests that have no response yet. */
final class WaitTable extends OfSnapshot {
    private static final List<Column> COLUMNS = columns();

    WaitTable(Snapshot snapshot, Query query, CancelToken cancel) {
        super(snapshot, query, cancel);
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(ExchangeColumns.OF_REQUEST);
        columns.add(1, new Column("waited_ns", ColumnType.NANOS));
        return List.copyOf(columns);
    }

    Table waiting() {
        TableBuilder table = new TableBuilder("waiting", COLUMNS);
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
