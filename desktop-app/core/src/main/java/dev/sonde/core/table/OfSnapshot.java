package dev.sonde.core.table;

import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What tables of what there is, rather than of calls, have in common. Terms of the filter that ask what only calls have are
 * not applied, and {@link Table.Coverage#notApplied} names them.
 */
abstract class OfSnapshot {
    final Snapshot snapshot;
    final Query query;
    final CancelToken cancel;

    OfSnapshot(Snapshot snapshot, Query query, CancelToken cancel) {
        this.snapshot = snapshot;
        this.query = query;
        this.cancel = cancel;
    }

    final Table.Coverage coverage(StateFilter filter) {
        return CallTables.coverage(snapshot, query.window(), 0).without(filter.notApplied());
    }

    /** What is not known is null, and never empty. */
    static @Nullable String text(String value) {
        return value.isEmpty() ? null : value;
    }
}
