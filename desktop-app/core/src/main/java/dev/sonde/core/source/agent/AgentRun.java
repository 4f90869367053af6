package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.identity.SessionKeys;
import dev.sonde.core.source.Scope;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.agent.AgentLauncher.Launch;
import dev.sonde.protocol.v1.CaptureFilter;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The life of one agent process, from its start to its end. Run by the source's thread. */
final class AgentRun {
    private final SourceListener listener;
    private final CountDownLatch stop;
    private final AgentTalk talk;
    private final CaptureFilter filter;

    /** The next run of a source; {@code gap} is the time without an agent before it, or null. */
    AgentRun(int number, Scope scope, SourceListener listener, CountDownLatch stop, @Nullable AgentGap gap) {
        this.listener = listener;
        this.stop = stop;
        filter = AgentCall.filter(scope);
        talk = new AgentTalk(listener, Incoming.numbered(number), filter, stop, gap);
    }

    boolean wasLive() {
        return talk.wasLive();
    }

    /** The time without an agent that has not ended yet, or null. */
    @Nullable
    AgentGap gap() {
        return talk.gap();
    }

    /** Called by any thread. */
    void askToStop() {
        talk.askToStop();
    }

    /** Runs until stopped (null) or until the agent is lost (why). */
    @Nullable
    SondeException go(Launch launch) throws InterruptedException {
        AgentProcess process = AgentProcess.start(launch, AgentCall.start(filter));
        SondeException failure = null;
        try {
            // The agent's virtual machine starts meanwhile.
            SessionKeys keys = SessionKeys.make();
            process.give(keys.agent());
            AgentTalk.prepare(keys.workstation());
            int port = process.awaitReady(launch.asks());
            if (!stopAsked()) {
                listener.state(new SourceState.Starting("attaching"));
                failure = talk.talk(process, port, keys.workstation());
            }
        } catch (SondeException e) {
            failure = e;
        } finally {
            process.end(failure != null);
        }
        return stopAsked() ? null : failure;
    }

    private boolean stopAsked() {
        return stop.getCount() == 0;
    }
}
