package dev.sonde.core.filter;

import java.util.List;

/**
 * One term of a filter: {@code status:404,>=500} or {@code !path:/healthz}.
 *
 * @param field what is asked
 * @param negated keeps what does not match
 * @param values alternatives, at least one
 */
public record FilterTerm(FilterField field, boolean negated, List<FilterValue> values) {
    /** Copies the values. */
    public FilterTerm {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a term needs a value");
        }
    }

    /** A term that keeps exactly this text, whatever characters are in it, except {@code *}. */
    public static FilterTerm is(FilterField field, String text) {
        return new FilterTerm(field, false, List.of(new FilterValue.Text(text)));
    }

    /** The opposite. */
    public FilterTerm negate() {
        return new FilterTerm(field, !negated, values);
    }

    /** The text that reads as this term. */
    public String text() {
        return FilterText.of(this);
    }
}
