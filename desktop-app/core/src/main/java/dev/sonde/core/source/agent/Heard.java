package dev.sonde.core.source.agent;

import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;

/** Who an agent is, and of which time its batches tell. Used by one thread. */
final class Heard {
    private boolean clockKnown;
    private long offset;
    private long untilNanos;
    private AgentGap.Who who = AgentGap.Who.UNKNOWN;

    /** Takes note of a batch, and says when what it tells of begins, in Unix nanoseconds. */
    long take(Batch batch) {
        if (batch.hasAgentInfo()) {
            who = AgentGap.Who.of(batch.getAgentInfo());
        }
        if (batch.hasClock()) {
            Clock reading = batch.getClock();
            offset = reading.getUnixNs() - reading.getMonotonicNs();
            clockKnown = true;
        }
        if (!clockKnown || batch.getBaseNs() == 0) {
            return UnixNanos.now();
        }
        if (batch.getCompleteUntilNs() != 0) {
            untilNanos = Math.max(untilNanos, batch.getCompleteUntilNs() + offset);
        }
        return batch.getBaseNs() + offset;
    }

    /** What it said of itself. */
    AgentGap.Who who() {
        return who;
    }

    /** Up to when all was told that was seen, in Unix nanoseconds; now, where no batch said. */
    long untilNanos() {
        return untilNanos == 0 ? UnixNanos.now() : untilNanos;
    }
}
