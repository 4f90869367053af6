package dev.sonde.core.filter;

/** Writes filters in their canonical form. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
final class FilterText {
    private FilterText() {}

    static String of(FilterTerm term) {
        throw new UnsupportedOperationException(term.field().shortName());
    }
}
