package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState.Milestone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one agent is.
 *
 * @param agent which
 * @param state how far
 * @param reason why it is interrupted or over, or null
 * @param way what it passed until now
 */
public record AgentStep(
        PlannedAgent agent, State state, @Nullable SondeException reason, List<Milestone> way) {
    /** How far an agent is. */
    public enum State {
        /** Its container is sent. */
        SENT,
        /** It listens. */
        READY,
        /** Its first batch has come. */
        LIVE,
        /** It is lost for now. */
        INTERRUPTED,
        /** It is over: stopped, or given up. */
        OVER
    }
}
