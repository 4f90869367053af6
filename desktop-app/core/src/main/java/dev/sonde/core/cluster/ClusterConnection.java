package dev.sonde.core.cluster;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.Reach;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.link.ClusterSource;
import dev.sonde.core.cluster.preflight.Planning;
import dev.sonde.core.cluster.preflight.Preflight;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterPods;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.source.Source;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A cluster that is looked at before it is watched: does it answer, what is in it, what would be put into it, and is that
 * allowed. Changes nothing. All methods block, so call them in a job; each can be called from any thread.
 */
public final class ClusterConnection implements AutoCloseable {
    private final ClusterApi api;

    private ClusterConnection(ClusterApi api) {
        this.api = api;
    }

    /**
     * Makes ready for a context. A login program that the kubeconfig names runs here.
     *
     * @throws dev.sonde.core.error.SondeException if the context can't be used
     */
    public static ClusterConnection open(Kubeconfig kubeconfig, String context) {
        return new ClusterConnection(ClusterApi.open(kubeconfig, context));
    }

    /**
     * Makes ready for a context without its user: whether a server answers can be asked before anybody has logged in, and no
     * login program runs.
     *
     * @throws dev.sonde.core.error.SondeException if the context can't be used
     */
    public static ClusterConnection openAsNobody(Kubeconfig kubeconfig, String context) {
        return new ClusterConnection(ClusterApi.openAsNobody(kubeconfig, context));
    }

    /** Asks whether the API server answers, and how quickly. */
    public Reach reach() {
        return Reach.of(api);
    }

    /**
     * Lists what is in the cluster, page by page; a picture of what has come is made a few times a second.
     *
     * @param namespaces these; all when empty
     * @param progress told what has arrived so far, on the calling thread
     * @throws dev.sonde.core.error.SondeException if the API server refuses or does not answer
     */
    public ClusterTree tree(Set<String> namespaces, Consumer<ClusterTree> progress) {
        Pace pace = new Pace();
        List<PodInfo> pods = ClusterPods.list(api, namespaces, so -> {
            if (pace.isDue()) {
                progress.accept(ClusterTree.of(so, false));
            }
        });
        return ClusterTree.of(pods, true);
    }

    /**
     * Writes down what would be put in for a scope.
     *
     * @throws dev.sonde.core.error.SondeException if no pod of the scope runs, or the API server refuses
     */
    public InjectionPlan plan(ClusterScope scope, InjectionOptions options) {
        return plan(scope, options, ClusterPods.list(api, scope.namespaces(), so -> {}));
    }

    /**
     * The same for pods that are known already.
     *
     * @throws dev.sonde.core.error.SondeException if none of them is in scope and runs
     */
    public InjectionPlan plan(ClusterScope scope, InjectionOptions options, List<PodInfo> pods) {
        return Planning.begin(api, scope, options).plan(pods);
    }

    /** What watches a part of this cluster, over this connection and beyond its end: nobody logs in again. To be started. */
    public Source source(ClusterRequest request) {
        return new ClusterSource(request, api.shared());
    }

    /** Looks at everything that could be in the way of a plan. Each finding is told as it is made, on the calling thread. */
    public List<PreflightFinding> preflight(InjectionPlan plan, Consumer<PreflightFinding> found) {
        return Preflight.of(api, plan, found);
    }

    @Override
    public void close() {
        api.close();
    }

    /** Sorting all pods into their workloads costs more than a page of them: it is done seldom. */
    private static final class Pace {
        private static final long EVERY_NANOS = 250_000_000L;

        private long last = System.nanoTime() - EVERY_NANOS;

        boolean isDue() {
            long now = System.nanoTime();
            boolean due = now - last >= EVERY_NANOS;
            last = due ? now : last;
            return due;
        }
    }
}
