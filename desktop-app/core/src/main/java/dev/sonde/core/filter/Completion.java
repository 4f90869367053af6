package dev.sonde.core.filter;

/**
 * One way to go on typing a filter.
 *
 * @param insert text to put in place of the characters from {@code from} to {@code to}
 * @param from first character that it replaces
 * @param to first character after those
 * @param kind what it is
 * @param count exchanges of the window that have this value; 0 where it is no value
 * @param help what it means, for people, or empty
 */
public record Completion(String insert, int from, int to, Kind kind, long count, String help) {
    /** What a completion completes. */
    public enum Kind {
        /** Name of a field. */
        FIELD,
        /** An operator. */
        OPERATOR,
        /** A value. */
        VALUE
    }
}
