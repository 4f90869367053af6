package dev.sonde.core.change;

import dev.sonde.core.store.Party;

/**
 * Who waited for whom. A slow call that waited for another slow call is not counted: its time is that of the callee.
 *
 * @param client who asked
 * @param server who answered
 * @param slowA slow calls in window A
 * @param slowB slow calls in the baseline
 * @param ownNanos time in slow calls of A that the callee itself spent, in nanoseconds
 */
public record SlowEdge(Party client, Party server, long slowA, long slowB, double ownNanos) {}
