package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.inject.InjectionPlanner;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.cluster.link.AgentStep.State;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Milestone;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Loss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All links of a session, one a node or one a pod: they follow the pods of the scope, and their states make one. */
final class AgentLinks {
    private static final long LEAVE_MILLIS = 6_000;
    private static final int POLL_MILLIS_AN_AGENT = 8;
    private static final long SHORTEST_POLL_MILLIS = 50;
    private static final long LONGEST_POLL_MILLIS = 1_000;

    private final ClusterRequest request;
    private final InjectionPlan plan;
    private final List<Milestone> before;
    private final ClusterApi api;
    private final SourceListener listener;
    private final BiConsumer<String, AgentState> told;
    private final InjectionPlanner planner;
    private final Map<String, AgentLink> links = new LinkedHashMap<>();
    private final Map<String, Place> agentsOf = new ConcurrentHashMap<>();
    private final Map<String, AgentStep> steps = new ConcurrentHashMap<>();
    private final Set<String> announced = new HashSet<>();
    private final AgentBoard board = new AgentBoard();
    private volatile List<PodInfo> pods;
    private final AtomicInteger numbers = new AtomicInteger();
    private boolean live;

    /**
     * Makes them.
     *
     * @param before what the session passed until now
     * @param told takes the container of an agent and how it is, at every step
     */
    AgentLinks(
            ClusterRequest request,
            InjectionPlan plan,
            List<Milestone> before,
            ClusterApi api,
            SourceListener listener,
            BiConsumer<String, AgentState> told) {
        this.request = request;
        this.plan = plan;
        this.before = before;
        this.api = api;
        this.listener = listener;
        this.told = told;
        planner = new InjectionPlanner(plan.scope(), plan.options(), plan.session());
        pods = plan.pods();
    }

    /** Puts in what was planned. */
    synchronized void begin() {
        listener.state(new SourceState.Starting("putting in " + plan.agents().size() + " agents"));
        for (PlannedAgent agent : plan.agents()) {
            add(key(agent), agent);
        }
    }

    /** The pods are others now: agents watch those of them that are in scope, and new places get agents. */
    synchronized void pods(Collection<PodInfo> all) {
        pods = all.stream().filter(plan.scope()::includes).toList();
        Map<String, PodInfo> places = new LinkedHashMap<>();
        for (PodInfo pod : pods) {
            if (pod.isRunning()) {
                places.putIfAbsent(isPerPod() ? pod.uid() : pod.node(), pod);
            }
        }
        places.forEach((place, pod) -> {
            AgentLink link = links.get(place);
            if (link == null
                    || (link.isOver()
                            && !isPerPod()
                            && announced.contains(place)
                            && placeOf(place).isLeft())) {
                add(place, null);
            }
        });
        if (!isPerPod()) {
            links.forEach((node, link) -> link.watch(filter(node)));
        }
    }

    private boolean isPerPod() {
        return plan.options().form() == AgentForm.POD;
    }

    private static String key(PlannedAgent agent) {
        return agent.form() == AgentForm.POD
                ? agent.place().podUid()
                : agent.place().node();
    }

    private void add(String place, @Nullable PlannedAgent first) {
        announced.remove(place);
        if (first != null) {
            board.expect(place, first);
        }
        Place agents = placeOf(place);
        agents.first = first;
        AgentLink link = new AgentLink(
                new AgentLink.Setting(
                        numbers::incrementAndGet,
                        before,
                        pollMillis(),
                        api,
                        plan.session(),
                        listener,
                        step -> step(place, step)),
                agents,
                filter(place));
        links.put(place, link);
        link.start();
    }

    /** All agents together ask no more often than some hundred times a second. */
    private long pollMillis() {
        return Math.clamp(
                (long) POLL_MILLIS_AN_AGENT * plan.agents().size(), SHORTEST_POLL_MILLIS, LONGEST_POLL_MILLIS);
    }

    private Place placeOf(String place) {
        return agentsOf.computeIfAbsent(place, Place::new);
    }

    /** The agents of one place: the planned one first, and never again where one could not be. */
    private final class Place implements AgentLink.Agents {
        private final String place;
        private final Set<String> tried = ConcurrentHashMap.newKeySet();
        private volatile boolean isClosed;
        private volatile @Nullable PlannedAgent first;

        Place(String place) {
            this.place = place;
        }

        @Override
        public void noPlace(PlannedAgent agent, SondeException why) {
            if (NoPlace.isForGood(why)) {
                isClosed = true;
            } else if (agent.form() != AgentForm.DEBUG_POD) {
                tried.add(agent.place().podUid());
            } else if (!NoPlace.isGone(why)) {
                isClosed = true;
            }
        }

        /** Whether there is a pod where an agent may be. */
        boolean isLeft() {
            return !isClosed && !there().isEmpty();
        }

        private List<PodInfo> there() {
            return pods.stream()
                    .filter(pod -> pod.isRunning() && !tried.contains(pod.uid()))
                    .filter(pod -> place.equals(isPerPod() ? pod.uid() : pod.node()))
                    .toList();
        }

        @Override
        public @Nullable PlannedAgent next() {
            PlannedAgent planned = first;
            if (planned != null) {
                first = null;
                return planned;
            }
            List<PodInfo> there = there();
            if (isClosed || there.isEmpty()) {
                return null;
            }
            return isPerPod() ? planner.in(there.getFirst()) : planner.on(place, there);
        }
    }

    private CaptureFilter filter(String place) {
        CaptureFilter.Builder filter = CaptureFilter.newBuilder().addAllPorts(request.ports());
        if (!isPerPod() && !plan.scope().isWholeNodes()) {
            pods.stream()
                    .filter(pod -> pod.node().equals(place))
                    .map(PodInfo::uid)
                    .sorted()
                    .forEach(filter::addPodUids);
        }
        return filter.build();
    }

    private synchronized void step(String place, AgentStep step) {
        AgentStep before = steps.put(place, step);
        AgentState now = board.take(place, step);
        if (now != null) {
            told.accept(step.agent().container(), now);
        }
        if (step.state() == State.OVER) {
            announced.add(place);
            SondeException reason = step.reason();
            boolean wasThere = before != null && before.state() == State.LIVE;
            if (reason != null && !NoPlace.isGone(reason) && !wasThere) {
                listener.batch(refused(step.agent(), reason));
            }
        }
        long lives = count(State.LIVE);
        long settled = lives + count(State.OVER);
        SondeException reason = step.reason();
        if (!live && settled >= links.size() && lives > 0) {
            live = true;
            listener.state(new SourceState.Live());
        } else if (live && (step.state() == State.INTERRUPTED || step.state() == State.OVER) && reason != null) {
            listener.state(new SourceState.Interrupted(reason, 0));
        } else if (live && step.state() == State.LIVE && count(State.INTERRUPTED) == 0) {
            listener.state(new SourceState.Live());
        } else if (!live) {
            listener.state(new SourceState.Starting(lives + " of " + links.size() + " agents live"));
        }
    }

    private long count(State state) {
        return steps.values().stream().filter(step -> step.state() == state).count();
    }

    /** Says as loss that a place is not watched. */
    private static Batch refused(PlannedAgent agent, SondeException reason) {
        long now = UnixNanos.now();
        PlannedAgent.Place place = agent.place();
        return Batch.newBuilder()
                .setBaseNs(now)
                .setClock(Clock.newBuilder().setMonotonicNs(now).setUnixNs(now))
                .addLosses(Loss.newBuilder()
                        .setCause("agent_refused")
                        .setProbe("stream")
                        .setNode(place.node())
                        .setAgent(place.words())
                        .setCount(1)
                        .setFirstNs(now)
                        .setLastNs(now)
                        .setNote(place.words() + " is not watched: " + reason.oneLine()))
                .build();
    }

    /** Why nothing can be watched, when every agent was given up; else null. */
    synchronized @Nullable SondeException failure() {
        if (links.isEmpty() || count(State.OVER) < links.size()) {
            return null;
        }
        for (AgentStep step : steps.values()) {
            if (step.reason() != null) {
                return step.reason();
            }
        }
        return null;
    }

    /** How each agent is. */
    List<AgentState> states() {
        return board.states();
    }

    /** Asks all agents to leave, and waits until they have. */
    void stop() throws InterruptedException {
        List<AgentLink> all = all();
        all.forEach(AgentLink::askToStop);
        long until = System.nanoTime() + LEAVE_MILLIS * 1_000_000L;
        for (AgentLink link : all) {
            link.awaitEnd(Math.max(1, (until - System.nanoTime()) / 1_000_000L));
        }
    }

    private synchronized List<AgentLink> all() {
        return new ArrayList<>(links.values());
    }
}
