package dev.sonde.ui.shell;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.ui.workspace.Moment;

/** How many calls the filter leaves in window A. */
final class Calls {
    private Calls() {}

    /** Counts them. For jobs. */
    static long in(Moment moment, CancelToken cancel) {
        Table table = Tables.run(
                moment.snapshot(), Query.of("overview").in(moment.a()).where(moment.filter()), cancel);
        return table.rowCount() > 0 && table.value(0, "calls") instanceof Long calls ? calls : 0;
    }
}
