package dev.sonde.cli;

import dev.sonde.core.source.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says how far each agent is, and how long after the start of the command: {@code 1.23 s  shop/web-1 on node-1 is live}. */
final class Steps {
    private final Terminal terminal;
    private final Instant begun = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    private final Map<String, AgentState.Stage> said = new HashMap<>();
    private final Set<AgentState.Milestone> passed = new HashSet<>();

    Steps(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Something that is no agent's doing. */
    void say(String what) {
        print(Instant.now(), what);
    }

    /** Says what is new of agents. */
    synchronized void show(List<AgentState> agents) {
        for (AgentState agent : agents) {
            for (AgentState.Milestone milestone : agent.way()) {
                if (passed.add(milestone)) {
                    print(Instant.ofEpochSecond(0, milestone.unixNanos()), agent.pod() + " " + milestone.what());
                }
            }
            if (said.put(agent.pod(), agent.stage()) != agent.stage()) {
                print(
                        Instant.ofEpochSecond(0, agent.sinceUnixNanos()),
                        agent.pod() + " on " + agent.node() + " "
                                + agent.stage().words());
            }
        }
    }

    private void print(Instant at, String what) {
        terminal.err()
                .printf(
                        Locale.ROOT,
                        "%6.2f s  %s%n",
                        Duration.between(begun, at).toMillis() / 1e3,
                        what);
    }
}
