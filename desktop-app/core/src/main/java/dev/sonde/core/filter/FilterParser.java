package dev.sonde.core.filter;

/** Reads filter expressions. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
final class FilterParser {
    private final String text;

    FilterParser(String text) {
        this.text = text;
    }

    Filter parse() {
        if (text.isBlank()) {
            return Filter.ALL;
        }
        throw new UnsupportedOperationException();
    }
}
