package dev.sonde.core.store;

/**
 * What the cluster said happened.
 *
 * @param unixNanos when it happened last
 * @param of what it happened to; its uid is not known
 * @param reason a word, such as {@code BackOff}
 * @param message a sentence
 * @param warning whether it is a warning
 * @param count how often
 */
public record ClusterEvent(
        long unixNanos, ClusterFact.Of of, String reason, String message, boolean warning, int count) {}
