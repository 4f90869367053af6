package dev.sonde.protocol.recording;

/**
 * A stretch of a recording whose rows were written together.
 *
 * @param fromUnixNanos earliest time in it
 * @param toUnixNanos first time after all that is in it
 * @param exchanges rows in it
 */
public record RecordingSpan(long fromUnixNanos, long toUnixNanos, long exchanges) {}
