package dev.sonde.core.source;

import dev.sonde.core.error.SondeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one of the agents of a live source is.
 *
 * @param node its node
 * @param pod the pod that it is in, as {@code namespace/name}
 * @param stage how far it is
 * @param sinceUnixNanos since when
 * @param reason why it is interrupted or over, or null
 * @param way what it passed until now
 */
public record AgentState(
        String node,
        String pod,
        Stage stage,
        long sinceUnixNanos,
        @Nullable SondeException reason,
        List<Milestone> way) {
    /** Takes a copy. */
    public AgentState {
        way = List.copyOf(way);
    }

    /** One of which it is not known what it passed. */
    public AgentState(String node, String pod, Stage stage, long sinceUnixNanos, @Nullable SondeException reason) {
        this(node, pod, stage, sinceUnixNanos, reason, List.of());
    }

    /** Something that is passed on the way to a live agent, and when it was. */
    public record Milestone(String what, long unixNanos) {}

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

    /** Whether it was lost or could not be put in, and does not deliver yet where that is tried again. */
    public boolean isMissing() {
        return isStopped() || (stage != Stage.LIVE && reason != null);
    }

    /** Whether it is lost for now, or given up. */
    public boolean isStopped() {
        return stage == Stage.INTERRUPTED || stage == Stage.OVER;
    }
}
