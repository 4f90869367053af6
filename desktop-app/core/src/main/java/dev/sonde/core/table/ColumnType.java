package dev.sonde.core.table;

/** What a column holds, and the Java type of its values. A value that is not known is null. */
public enum ColumnType {
    /** {@link String}. */
    TEXT,
    /** {@link Long}. */
    INTEGER,
    /** {@link Double}. */
    DECIMAL,
    /** {@link Long}: a duration in nanoseconds. */
    NANOS,
    /** {@link Long}: a moment in Unix nanoseconds. */
    TIME,
    /** {@link Long}: a size in bytes. */
    BYTES,
    /** {@link Double}: a share, 1 is all. */
    RATIO,
    /** {@link Boolean}. */
    BOOL,
    /** A {@link java.util.Map} of names to {@link Long}, in a stable order. */
    OBJECT,
    /** A {@link java.util.List} of {@link String}. */
    LIST
}
