package dev.sonde.core.table;

import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.store.Snapshot;
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
        StateFilter filter = StateFilter.ofWaits(query.filter(), snapshot, snapshot.waits());
        for (WaitRow row : WaitRow.of(snapshot, query.window().toNanos(), filter)) {
            table.row(
                    row.startNanos(),
                    row.waitedNanos(),
                    row.protocol(),
                    row.client().name(),
                    pid(row.clientProcess()),
                    row.clientAddress(),
                    (long) row.clientPort(),
                    row.server().name(),
                    pid(row.serverProcess()),
                    row.serverAddress(),
                    (long) row.serverPort(),
                    row.endpoint());
        }
        return table.build(query, null, coverage(filter));
    }

    private static @Nullable Long pid(@Nullable ProcessInfo process) {
        return process == null ? null : (long) process.pid();
    }
}
