package dev.sonde.core.source;

import dev.sonde.core.error.SondeException;
import org.jspecify.annotations.Nullable;

/**
 * How one of the agents of a live source is.
 *
 * @param node its node
 * @param pod the pod that it is in, as {@code namespace/name}
 * @param stage how far it is
 * @param sinceUnixNanos since when
 * @param reason why it is interrupted or over, or null
 */
public record AgentState(
        String node,
        String pod,
        Stage stage,
        long sinceUnixNanos,
        @Nullable SondeException reason) {
    /** How far an agent is. */
    public enum Stage {
        /** It is to be put in. */
        WAITING("waits"),
        /** Its container was sent, and is being started. */
        SENT("is being started"),
        /** It listens, and is being connected to. */
        READY("is being connected to"),
        /** It delivers. */
        LIVE("is live"),
        /** It is lost for now, and tried again. */
        INTERRUPTED("is being reconnected"),
        /** It was given up. */
        OVER("was given up");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        /** For people, after the agent's name. */
        public String words() {
            return words;
        }
    }

    /** Whether it should deliver and does not. */
    public boolean isMissing() {
        return stage == Stage.INTERRUPTED || stage == Stage.OVER;
    }
}
