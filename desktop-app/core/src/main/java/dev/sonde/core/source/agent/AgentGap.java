package dev.sonde.core.source.agent;

import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Loss;

/**
 * A time without an agent.
 *
 * @param sinceNanos its begin, in Unix nanoseconds
 * @param why how the agent was lost
 */
public record AgentGap(long sinceNanos, String why) {
    /** Says it as loss of the stream, up to now: by agent 0, whose clock is Unix time. */
    public Batch untilNow() {
        return until(UnixNanos.now());
    }

    /** The same, up to when another agent's batches begin, or those of the same one again. */
    Batch until(long endNanos) {
        long now = Math.max(sinceNanos, UnixNanos.now());
        long end = Math.clamp(endNanos, sinceNanos, now);
        return Batch.newBuilder()
                .setBaseNs(now)
                .setClock(Clock.newBuilder().setMonotonicNs(now).setUnixNs(now))
                .addLosses(Loss.newBuilder()
                        .setCause("agent_gap")
                        .setProbe("stream")
                        .setCount(1)
                        .setFirstNs(sinceNanos)
                        .setLastNs(end)
                        .setNote("times without an agent: " + why))
                .build();
    }
}
