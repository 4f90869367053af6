package dev.sonde.core.filter;

import dev.sonde.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A parsed filter expression: terms that all must hold. Immutable.
 *
 * <p>{@code service:checkout latency:>800ms !path:/healthz status:404,5xx}
 *
 * @param terms in the order they were written; none keeps everything
 */
public record Filter(List<FilterTerm> terms) {
    /** Keeps everything. */
    public static final Filter ALL = new Filter(List.of());

    /** Copies the terms. */
    public Filter {
        terms = List.copyOf(terms);
    }

    /**
     * Reads an expression. Blank text is {@link #ALL}.
     *
     * @throws FilterException if it can't be read, with the column and what to do
     */
    public static Filter parse(String text) {
        return new FilterParser(text).parse();
    }

    /** The text that reads as this filter: {@code parse(f.text()).equals(f)}. */
    public String text() {
        return terms.stream().map(FilterTerm::text).collect(Collectors.joining(" "));
    }

    /** Says whether it keeps everything. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Keeps only what this term keeps as well; a term that is there already is not added again, its opposite goes. */
    public Filter and(FilterTerm term) {
        if (terms.contains(term)) {
            return this;
        }
        List<FilterTerm> more = new ArrayList<>(terms);
        more.remove(term.negate());
        more.add(term);
        return new Filter(more);
    }

    /** Without one of its terms. */
    public Filter without(FilterTerm term) {
        List<FilterTerm> fewer = new ArrayList<>(terms);
        fewer.remove(term);
        return new Filter(fewer);
    }

    /** Makes a predicate over the columns of a snapshot. It belongs to the thread that asks it. */
    public RowPredicate compile(Snapshot snapshot) {
        return PredicateCompiler.compile(this, snapshot);
    }

    @Override
    public String toString() {
        return text();
    }
}
