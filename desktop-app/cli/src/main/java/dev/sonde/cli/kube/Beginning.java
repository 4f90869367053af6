package dev.sonde.cli.kube;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.core.source.SourceListener.SourceState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Waits until a session has something to show. */
final class Beginning {
    private static final Duration LOOK = Duration.ofMillis(50);

    private Beginning() {}

    /**
     * Returns when the first agent delivers; tells of every step until then.
     *
     * @throws SondeException if none will
     */
    static void await(Session session, Consumer<List<AgentState>> steps) throws InterruptedException {
        while (true) {
            SourceState state =
                    session.await(now -> !(now instanceof SourceState.Starting) || delivers(session.agents()), LOOK);
            List<AgentState> agents = session.agents();
            // Also without news: whoever listens may not want it any more.
            steps.accept(agents);
            if (state instanceof SourceState.Failed(SondeException reason)) {
                throw reason;
            }
            if (!(state instanceof SourceState.Starting) || delivers(agents)) {
                return;
            }
        }
    }

    private static boolean delivers(List<AgentState> agents) {
        return agents.stream().anyMatch(agent -> agent.stage() == Stage.LIVE);
    }
}
