package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.cluster.inject.PlannedSession;
import dev.sonde.core.cluster.link.AgentStep.State;
import dev.sonde.core.cluster.link.FirstWords.Ready;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState.Milestone;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.agent.AgentGap;
import dev.sonde.core.source.agent.AgentTalk;
import dev.sonde.core.source.agent.Incoming;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.CaptureFilter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One place that is watched, a node or a pod, through one agent after another: put in, talked to, connected to again with
 * back-off, replaced when it is gone. One thread of its own.
 */
final class AgentLink {
    private static final int MOST_FAILURES = 5;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final IntSupplier numbers;
    private final long pollMillis;
    private final ClusterApi api;
    private final PlannedSession session;
    private final Agents agents;
    private final SourceListener listener;
    private final Consumer<AgentStep> steps;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile CaptureFilter filter;
    private volatile @Nullable AgentTalk talk;
    private Way way;
    private @Nullable AgentGap gap;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private int failures;
    private boolean wasLive;
    private long heardNanos;

    /**
     * What a link is made of besides its agents.
     *
     * @param numbers gives each agent its number in the session
     * @param before what the session passed before its agents
     * @param pollMillis how often the API server is asked whether an agent has started
     */
    record Setting(
            IntSupplier numbers,
            List<Milestone> before,
            long pollMillis,
            ClusterApi api,
            PlannedSession session,
            SourceListener listener,
            Consumer<AgentStep> steps) {}

    /** The agents of its place, one after the other. */
    interface Agents {
        /** Plans the next one; null when there is no place for it. */
        @Nullable
        PlannedAgent next();

        /** Takes note that an agent can't be where this one was to be. */
        void noPlace(PlannedAgent agent, SondeException why);
    }

    /** Makes it; nothing happens before {@link #start}. */
    AgentLink(Setting setting, Agents agents, CaptureFilter filter) {
        numbers = setting.numbers();
        pollMillis = setting.pollMillis();
        way = new Way(setting.before());
        api = setting.api();
        session = setting.session();
        listener = setting.listener();
        steps = setting.steps();
        this.agents = agents;
        this.filter = filter;
        thread = Thread.ofPlatform().name("sonde-link").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Watches something else from here on. */
    void watch(CaptureFilter next) {
        filter = next;
        AgentTalk talking = talk;
        if (talking != null) {
            talking.watch(next);
        }
    }

    /** Asks the agent to leave; returns at once. */
    void askToStop() {
        stop.countDown();
        AgentTalk talking = talk;
        if (talking != null) {
            talking.askToStop();
        }
    }

    /** Waits until the agent has left, or for so long. */
    void awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
    }

    boolean isOver() {
        return !thread.isAlive();
    }

    private void run() {
        try {
            PlannedAgent planned = agents.next();
            while (planned != null && stop.getCount() > 0) {
                PlannedAgent now = planned;
                SondeException failure = live(now);
                if (failure == null || stop.getCount() == 0) {
                    break;
                }
                boolean ownPodGone = now.form() == AgentForm.DEBUG_POD && NoPlace.isGone(failure);
                if (NoPlace.isForGood(failure) || (NoPlace.is(failure) && !ownPodGone)) {
                    agents.noPlace(now, failure);
                } else if (!NoPlace.isUnreachable(failure) && ++failures >= MOST_FAILURES) {
                    over(now, failure);
                    return;
                }
                planned = agents.next();
                if (planned == null) {
                    over(now, failure);
                    return;
                }
                step(now, State.INTERRUPTED, failure);
                pause();
                way = new Way(List.of());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            say(gap);
        }
    }

    private void over(PlannedAgent agent, SondeException failure) {
        step(agent, State.OVER, failure);
    }

    private void step(PlannedAgent agent, State state, @Nullable SondeException reason) {
        steps.accept(new AgentStep(agent, state, reason, way.passed()));
    }

    /** Puts one agent in and stays with it until it is gone; null when stopped. */
    private @Nullable SondeException live(PlannedAgent planned) throws InterruptedException {
        PodAgent agent = new PodAgent(api, planned, pollMillis, way);
        wasLive = false;
        try {
            way.pass("is asked for");
            agent.inject();
            way.pass("is accepted by the API server");
            step(planned, State.SENT, null);
            Ready ready = agent.awaitReady(stop);
            if (ready == null) {
                return null;
            }
            way.pass("listens, and has said how it is known");
            step(planned, State.READY, null);
            return stay(agent, ready);
        } catch (SondeException e) {
            return e;
        } finally {
            leave(agent);
        }
    }

    private static void leave(PodAgent agent) {
        try {
            agent.leave();
        } catch (SondeException e) {
            // Its lease ends it, and its deadline the pod.
            return;
        }
    }

    private @Nullable SondeException stay(PodAgent agent, Ready ready) throws InterruptedException {
        Incoming incoming = new NodeClock(numbers.getAsInt(), agent.plan(), way);
        while (stop.getCount() > 0) {
            SondeException failure = talk(agent, ready, incoming);
            if (failure == null) {
                return null;
            }
            SondeException end = whyNotAgain(agent, failure);
            if (end != null) {
                return end;
            }
            step(agent.plan(), State.INTERRUPTED, failure);
            pause();
        }
        return null;
    }

    private @Nullable SondeException whyNotAgain(PodAgent agent, SondeException failure) {
        SondeException left = whetherItLeft(agent, failure);
        if (left != null || wasLive) {
            return left;
        }
        return ++failures >= MOST_FAILURES ? failure : whetherItIsForbidden(agent);
    }

    private static @Nullable SondeException whetherItIsForbidden(PodAgent agent) {
        try {
            return agent.whyNotForwarded();
        } catch (SondeException e) {
            return null;
        }
    }

    private @Nullable SondeException talk(PodAgent agent, Ready ready, Incoming incoming) throws InterruptedException {
        AgentTalk talking = new AgentTalk(new Live(agent.plan()), incoming, filter, stop, gap);
        try (Forward forward = Forward.open(api, agent.plan().place(), ready.port())) {
            talk = talking;
            way.pass("is connected to");
            return talking.talk(agent, forward.port(), session.towards(ready.certificate()));
        } catch (SondeException e) {
            return e;
        } finally {
            talk = null;
            gap = talking.gap();
        }
    }

    /** Why the agent can't be connected to again; null when it may. */
    private @Nullable SondeException whetherItLeft(PodAgent agent, SondeException failure) {
        try {
            Optional<Boolean> running = agent.isRunning();
            if (running.isEmpty()) {
                return new SondeException(
                        NoPlace.GONE,
                        "The pod " + agent.where() + " is gone",
                        String.valueOf(failure.getMessage()),
                        "Another agent takes over.");
            }
            return running.get() ? null : agent.left(failure, wasLive ? System.nanoTime() - heardNanos : 0);
        } catch (SondeException e) {
            // The API server does not answer now: that says nothing of the agent.
            return null;
        }
    }

    private void pause() throws InterruptedException {
        var _ = stop.await(pauseMillis, TimeUnit.MILLISECONDS);
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    }

    private void say(@Nullable AgentGap unended) {
        if (unended != null) {
            listener.batch(unended.untilNow());
        }
    }

    /** Passes batches on, and takes the first one as a success. */
    private final class Live implements SourceListener {
        private final PlannedAgent agent;

        Live(PlannedAgent agent) {
            this.agent = agent;
        }

        @Override
        public void batch(Batch batch) {
            heardNanos = System.nanoTime();
            listener.batch(batch);
        }

        @Override
        public void state(SourceState state) {
            if (state instanceof SourceState.Live) {
                failures = 0;
                wasLive = true;
                pauseMillis = FIRST_PAUSE_MILLIS;
                step(agent, State.LIVE, null);
            }
        }
    }
}
