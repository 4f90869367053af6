package dev.sonde.core.filter;

import dev.sonde.core.store.Snapshot;

/** Makes predicates over columns out of filters. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
final class PredicateCompiler {
    private PredicateCompiler() {}

    static RowPredicate compile(Filter filter, Snapshot snapshot) {
        throw new UnsupportedOperationException(filter.text() + snapshot.revision());
    }
}
