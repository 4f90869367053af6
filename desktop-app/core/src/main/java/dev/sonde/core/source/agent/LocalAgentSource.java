package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.Scope;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.agent.AgentLauncher.Launch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An agent on this machine, started for this source and ended with it.
 *
 * <p>One thread starts the process, talks to it and delivers. When the agent dies, the gap is said as loss and another is
 * started, once; one that has run well for a minute has earned another start.
 */
public final class LocalAgentSource implements Source {
    /** What the source is called. */
    public static final String NAME = "this machine";

    private static final long RESTART_MILLIS = 1_000;
    private static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Scope scope;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable AgentRun current;

    /** Makes a source that watches this machine, or a part of it. */
    public LocalAgentSource(Scope scope) {
        this.scope = scope;
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo(SourceInfo.Kind.LIVE, NAME);
    }

    @Override
    public void start(SourceListener listener) {
        thread = Thread.ofPlatform().name("sonde-agent-link").daemon().start(() -> run(listener));
    }

    private void run(SourceListener listener) {
        try {
            Launch launch = AgentLauncher.find();
            listener.state(new SourceState.Starting(launch.asks() ? "waiting for permission" : "starting the agent"));
            boolean restarted = false;
            AgentGap gap = null;
            for (int number = 1; ; number++) {
                AgentRun run = new AgentRun(number, scope, listener, stop, gap);
                current = run;
                long begun = System.nanoTime();
                SondeException failure = run.go(launch);
                gap = run.gap();
                if (failure == null) {
                    say(gap, listener);
                    listener.state(new SourceState.Ended("stopped"));
                    return;
                }
                boolean ranWell = System.nanoTime() - begun > WELL_NANOS;
                if (!run.wasLive() || (restarted && !ranWell)) {
                    say(gap, listener);
                    listener.state(new SourceState.Failed(failure));
                    return;
                }
                restarted = true;
                listener.state(new SourceState.Interrupted(failure, RESTART_MILLIS));
                if (stop.await(RESTART_MILLIS, TimeUnit.MILLISECONDS)) {
                    say(gap, listener);
                    listener.state(new SourceState.Ended("stopped"));
                    return;
                }
            }
        } catch (InterruptedException e) {
            listener.state(new SourceState.Ended("stopped"));
        } catch (RuntimeException e) {
            SondeException reason = e instanceof SondeException known
                    ? known
                    : new SondeException(
                            "SD-2209", "Talking to the agent failed", String.valueOf(e), "Please report this.", e);
            listener.state(new SourceState.Failed(reason));
        }
    }

    /** A gap that no agent ended. */
    private static void say(@Nullable AgentGap gap, SourceListener listener) {
        if (gap != null) {
            listener.batch(gap.untilNow());
        }
    }

    @Override
    public void close() {
        stop.countDown();
        AgentRun run = current;
        if (run != null) {
            run.askToStop();
        }
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
