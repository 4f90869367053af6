package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterException;

/** Reads {@code --filter}. */
final class FilterOption {
    private FilterOption() {}

    /** A filter that can't be read, with the place where it goes wrong. */
    static final class Unreadable extends SondeException {
        private static final long serialVersionUID = 1L;

        private final String text;
        private final int column;
        private final int length;

        private Unreadable(String text, FilterException cause) {
            super(cause.code(), String.valueOf(cause.getMessage()), cause.why(), cause.remedy(), cause);
            this.text = text;
            this.column = cause.column();
            this.length = cause.length();
        }

        /** The expression, and below it a mark under what is wrong. */
        String pointer() {
            return "  " + text + "\n  " + " ".repeat(column) + "^".repeat(Math.max(1, length));
        }
    }

    /**
     * The filter of an expression.
     *
     * @throws Unreadable if it is none
     */
    static Filter parse(String text) {
        try {
            return Filter.parse(text);
        } catch (FilterException e) {
            throw new Unreadable(text, e);
        }
    }
}
