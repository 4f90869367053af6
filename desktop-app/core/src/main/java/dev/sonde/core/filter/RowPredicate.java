package dev.sonde.core.filter;

import dev.sonde.core.store.AggregateChunk;
import dev.sonde.core.store.ExchangeChunk;

/** A {@link Filter} made ready for the columns of one snapshot. Belongs to one thread. */
public interface RowPredicate {
    /** Says whether an exchange is kept. */
    boolean keeps(ExchangeChunk rows, int row);

    /** Says what becomes of a group of calls that have no row each. */
    Verdict keeps(AggregateChunk rows, int row);

    /** Says whether everything is kept, so that rows needn't be asked. */
    boolean keepsAll();

    /** What becomes of a group of calls. */
    enum Verdict {
        /** All of them are kept. */
        KEPT,
        /** None of them is. */
        LEFT_OUT,
        /** A term asks what is not known of single calls of the group, for example a latency. */
        UNDECIDED
    }
}
