package dev.sonde.core.source.agent;

import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Loss;

/**
 * A time without an agent.
 *
 * @param who the agent that was lost
 * @param sinceNanos its begin, in Unix nanoseconds
 * @param why how the agent was lost
 */
public record AgentGap(Who who, long sinceNanos, String why) {
    /**
     * Whose view is missing.
     *
     * @param node its node, or empty
     * @param agent the agent as {@code namespace/pod}, or empty outside of clusters
     */
    public record Who(String node, String agent) {
        static final Who UNKNOWN = new Who("", "");

        static Who of(AgentInfo told) {
            return new Who(told.getNode(), told.getPod().isEmpty() ? "" : told.getNamespace() + "/" + told.getPod());
        }
    }

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
                        .setNode(who.node())
                        .setAgent(who.agent())
                        .setCount(1)
                        .setFirstNs(sinceNanos)
                        .setLastNs(end)
                        .setNote("times without an agent: " + why))
                .build();
    }
}
