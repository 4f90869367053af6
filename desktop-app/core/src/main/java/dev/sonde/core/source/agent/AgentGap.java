package dev.sonde.core.source.agent;

import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Loss;
import java.time.Instant;

/**
 * A time without an agent.
 *
 * @param sinceNanos its begin, in Unix nanoseconds
 * @param why how the agent was lost
 */
public record AgentGap(long sinceNanos, String why) {
    /** One that begins now. */
    public static AgentGap begin(String why) {
        return new AgentGap(now(), why);
    }

    /** Says it as loss of the stream, up to now: by agent 0, whose clock is Unix time. */
    public Batch untilNow() {
        long now = Math.max(sinceNanos, now());
        return Batch.newBuilder()
                .setBaseNs(now)
                .setClock(Clock.newBuilder().setMonotonicNs(now).setUnixNs(now))
                .addLosses(Loss.newBuilder()
                        .setCause("agent_gap")
                        .setProbe("stream")
                        .setCount(1)
                        .setFirstNs(sinceNanos)
                        .setLastNs(now)
                        .setNote("times without an agent: " + why))
                .build();
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
