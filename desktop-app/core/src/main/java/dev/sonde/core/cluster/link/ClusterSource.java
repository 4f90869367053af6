package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.facts.FactsWatch;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.preflight.Planning;
import dev.sonde.core.cluster.scope.ClusterPods;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Stretch;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.agent.AgentTalk;
import dev.sonde.protocol.v1.Batch;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scope of a cluster: agents on its nodes or in its pods, and what the cluster says of itself.
 *
 * <p>One thread plans, follows the pods and delivers facts; each agent has one that delivers its batches. A lock makes of them one
 * stream.
 */
public final class ClusterSource implements Source {
    private static final long LOOK_MILLIS = 100;

    private final ClusterRequest request;
    private final @Nullable ClusterApi given;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Way way = new Way(List.of());
    /** While it only asks, nothing is in the cluster yet, and who closes this need not wait for a login program or a server. */
    private final Stretch asking = new Stretch();

    private volatile @Nullable Thread thread;
    private volatile @Nullable AgentLinks links;

    /** Makes a source; nothing is asked or changed before it is started. */
    public ClusterSource(ClusterRequest request) {
        this(request, null);
    }

    /** Makes one that goes over a connection which is there already, and closes it in the end. */
    public ClusterSource(ClusterRequest request, @Nullable ClusterApi given) {
        this.request = request;
        this.given = given;
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo(
                SourceInfo.Kind.LIVE,
                request.context() + " · " + request.scope().words());
    }

    @Override
    public List<AgentState> agents() {
        AgentLinks put = links;
        return put == null ? List.of() : put.states();
    }

    @Override
    public void start(SourceListener listener) {
        SourceListener one = new OneAtATime(listener);
        thread = Thread.ofPlatform().name("sonde-cluster").daemon().start(() -> run(one));
    }

    private void run(SourceListener listener) {
        listener.state(new SourceState.Starting("asking " + request.context()));
        way.pass("asks " + request.context());
        asking.begin();
        try (ClusterApi api = connection()) {
            follow(api, listener);
        } catch (InterruptedException e) {
            listener.state(new SourceState.Ended("stopped"));
        } catch (SondeException e) {
            listener.state(stop.getCount() == 0 ? new SourceState.Ended("stopped") : new SourceState.Failed(e));
        } catch (RuntimeException e) {
            listener.state(new SourceState.Failed(new SondeException(
                    "SD-2209", "Talking to the cluster failed", String.valueOf(e), "Please report this.", e)));
        } finally {
            asking.end();
        }
    }

    private ClusterApi connection() throws InterruptedException {
        ClusterApi there = given;
        if (there != null) {
            return there;
        }
        if (stop.getCount() == 0) {
            throw new InterruptedException();
        }
        return ClusterApi.open(Kubeconfig.read(request.kubeconfig()), request.context());
    }

    private void follow(ClusterApi api, SourceListener listener) throws InterruptedException {
        InjectionPlan agreed = request.plan();
        InjectionPlan plan = agreed == null ? plan(api) : agreed;
        asking.end();
        if (stop.getCount() == 0) {
            listener.state(new SourceState.Ended("stopped"));
            return;
        }
        try (FactsWatch facts = new FactsWatch(api, request.scope().namespaces())) {
            AgentLinks links =
                    new AgentLinks(request, plan, way.passed(), api, new Meeting(listener, facts), facts::agent);
            this.links = links;
            try {
                links.begin();
                // While the nodes start the agents.
                AgentTalk.prepare(plan.session().alone());
                facts.begin();
                SondeException failure = null;
                while (failure == null && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    deliver(facts, listener);
                    if (facts.podsChanged()) {
                        links.pods(facts.pods());
                    }
                    failure = links.failure();
                }
                links.stop();
                deliver(facts, listener);
                listener.state(failure == null ? new SourceState.Ended("stopped") : new SourceState.Failed(failure));
            } finally {
                links.stop();
            }
        }
    }

    private InjectionPlan plan(ClusterApi api) {
        Planning planning = Planning.begin(api, request.scope(), request.options());
        way.pass("is connected to the API server");
        List<PodInfo> pods = ClusterPods.list(api, request.scope().namespaces(), so -> {});
        way.pass("knows the pods");
        InjectionPlan plan = planning.plan(pods);
        planning.require(plan);
        way.pass("knows what is allowed");
        return plan;
    }

    private static void deliver(FactsWatch facts, SourceListener listener) {
        Batch batch = facts.take();
        if (batch != null) {
            listener.batch(batch);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        asking.interrupt();
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells of the facts whom the agents see talking. */
    private record Meeting(SourceListener listener, FactsWatch facts) implements SourceListener {
        @Override
        public void batch(Batch batch) {
            facts.met(batch);
            listener.batch(batch);
        }

        @Override
        public void state(SourceState state) {
            listener.state(state);
        }
    }

    /** Lets one thread at a time deliver. */
    private static final class OneAtATime implements SourceListener {
        private final SourceListener listener;

        OneAtATime(SourceListener listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void batch(Batch batch) {
            listener.batch(batch);
        }

        @Override
        public synchronized void state(SourceState state) {
            listener.state(state);
        }
    }
}
