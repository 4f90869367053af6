package dev.sonde.ui.shell;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** How the agents of a cluster are, in words. */
final class AgentWords {
    private static final int MOST_NAMED = 3;

    private AgentWords() {}

    /** {@code 3 agents}, or {@code 2 of 3 agents}. */
    static String count(List<AgentState> agents) {
        long live = agents.stream().filter(agent -> agent.stage() == Stage.LIVE).count();
        String all = Counts.of(agents.size(), "agent");
        return live == agents.size() ? all : live + " of " + all;
    }

    /** Which agents should deliver and do not, since when, why, and what to do; empty where all do. */
    static String missing(List<AgentState> agents, Clocks clocks) {
        List<AgentState> missing = agents.stream().filter(AgentState::isMissing).toList();
        if (missing.isEmpty()) {
            return "";
        }
        String named = missing.stream()
                .limit(MOST_NAMED)
                .map(agent -> agent.pod() + " on " + agent.node() + " " + state(agent, clocks))
                .collect(Collectors.joining("; "));
        String more = missing.size() > MOST_NAMED ? "; and " + (missing.size() - MOST_NAMED) + " more" : "";
        String remedies = missing.stream()
                .limit(MOST_NAMED)
                .map(AgentState::reason)
                .filter(Objects::nonNull)
                .map(SondeException::remedy)
                .filter(remedy -> !remedy.isEmpty())
                .distinct()
                .map(remedy -> " " + remedy)
                .collect(Collectors.joining());
        return missing.size() + " of " + Counts.of(agents.size(), "agent")
                + (missing.size() == 1 ? " delivers" : " deliver") + " nothing: " + named + more
                + ". What happens there meanwhile is not seen." + remedies;
    }

    /** {@code is being reconnected since 14:02:11 (SD-2323: …)}. */
    static String state(AgentState agent, Clocks clocks) {
        SondeException reason = agent.reason();
        return agent.stage().words() + " since " + clocks.seconds(agent.sinceUnixNanos())
                + (reason == null ? "" : " (" + reason.code() + ": " + reason.getMessage() + ")");
    }
}
