package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Milestone;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.core.time.UnixNanos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the agent of each place is, and since when. Safe on any thread. */
final class AgentBoard {
    private final Map<String, AgentState> states = new LinkedHashMap<>();

    /** An agent is to be put in at a place. */
    synchronized void expect(String place, PlannedAgent agent) {
        states.put(place, state(agent, Stage.WAITING, null, List.of()));
    }

    /** A step of the agent of a place; how it is then. Where the pod itself is gone nothing is missing. */
    synchronized @Nullable AgentState take(String place, AgentStep step) {
        SondeException reason = step.reason();
        if (step.state() == AgentStep.State.OVER && reason != null && NoPlace.isGone(reason)) {
            states.remove(place);
            return null;
        }
        AgentState before = states.get(place);
        if (reason == null && before != null && step.state() != AgentStep.State.LIVE) {
            // It is tried again: why it has to be stays to be read.
            reason = before.reason();
        }
        AgentState now = state(step.agent(), stage(step), reason, step.way());
        if (before != null && before.stage() == now.stage()) {
            now = new AgentState(now.node(), now.pod(), now.stage(), before.sinceUnixNanos(), reason, step.way());
        }
        states.put(place, now);
        return now;
    }

    private static AgentState state(
            PlannedAgent agent, Stage stage, @Nullable SondeException reason, List<Milestone> way) {
        return new AgentState(
                agent.place().node(),
                agent.place().namespace() + "/" + agent.place().pod(),
                stage,
                UnixNanos.now(),
                reason,
                way);
    }

    private static Stage stage(AgentStep step) {
        return switch (step.state()) {
            case SENT -> Stage.SENT;
            case READY -> Stage.READY;
            case LIVE -> Stage.LIVE;
            case INTERRUPTED -> Stage.INTERRUPTED;
            case OVER -> Stage.OVER;
        };
    }

    /** All of them, in the order they came. */
    synchronized List<AgentState> states() {
        return List.copyOf(states.values());
    }
}
