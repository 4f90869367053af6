package dev.sonde.core.table;

import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of requests that have no response yet. */
final class WaitTable extends OfSnapshot {
    /** Place of the column that only what waits has. */
    private static final int WAITED = 1;

    private static final List<Column> COLUMNS = columns();

    WaitTable(Snapshot snapshot, Query query, CancelToken cancel) {
        super(snapshot, query, cancel);
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(ExchangeColumns.OF_REQUEST);
        columns.add(WAITED, new Column("waited_ns", ColumnType.NANOS));
        return List.copyOf(columns);
    }

    Table waiting() {
        TableBuilder table = new TableBuilder("waiting", COLUMNS);
        StateFilter filter = StateFilter.ofWaits(query.filter(), snapshot, snapshot.waits());
        for (WaitRow row : WaitRow.of(snapshot, query.window().toNanos(), filter)) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int column = 0; column < ExchangeColumns.OF_REQUEST.size(); column++) {
                cells.add(ExchangeColumns.ofRequest(row, column));
            }
            cells.add(WAITED, row.waitedNanos());
            table.row(cells.toArray());
        }
        return table.build(query, null, coverage(filter));
    }
}
