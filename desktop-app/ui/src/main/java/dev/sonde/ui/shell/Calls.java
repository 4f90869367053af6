package dev.sonde.ui.shell;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.ui.workspace.Moment;

/** How many calls the filter leaves in window A. */
final class Calls {
    private Calls() {}

    /** Counts them, as one figure of those that the views ask for with the same rule. For jobs. */
    static long in(Moment moment, Slowness slowness, CancelToken cancel) {
        Query query = Query.of("overview").in(moment.a()).where(moment.filter()).slowBy(slowness);
        Table table = Tables.run(moment.snapshot(), query, cancel);
        return table.rowCount() == 0 ? 0 : table.count(0, "calls");
    }
}
