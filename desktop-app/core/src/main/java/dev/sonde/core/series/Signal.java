package dev.sonde.core.series;

/** What a series shows. */
public enum Signal {
    /** Calls a second. */
    RATE,
    /** Failed calls a second. */
    ERRORS,
    /** Share of calls that failed, 1 is all. */
    ERROR_RATIO,
    /** Median duration in nanoseconds. */
    P50,
    /** 90th percentile of durations in nanoseconds. */
    P90,
    /** 95th percentile of durations in nanoseconds. */
    P95,
    /** 99th percentile of durations in nanoseconds. */
    P99,
    /** Slow calls a second. */
    SLOW,
    /** Bytes of requests and responses a second. */
    BYTES
}
