package dev.sonde.ui;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.inject.InjectionPlanner;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.cluster.inject.PlannedSession;
import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.WorkloadRef;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Clusters that answer as a test wants it: {@code prod} is the current one, {@code old} is broken, {@code far} silent. */
final class ScriptedClusters extends NoClusters {
    private final Supplier<Opening> session;
    volatile ClusterTree tree;
    volatile List<PreflightFinding> findings = List.of(finding(PreflightFinding.State.PASS, ""));
    volatile @Nullable SondeException refused;
    volatile @Nullable SondeException failure;
    volatile CountDownLatch gate = new CountDownLatch(0);
    final List<InjectionPlan> started = new ArrayList<>();

    /** {@code session} is what a start opens. */
    ScriptedClusters(ClusterTree tree, Supplier<Opening> session) {
        this.tree = tree;
        this.session = session;
    }

    /** Pods of workloads {@code web} and {@code cart} in namespace {@code shop}, and one in {@code other}. */
    static ClusterTree shop() {
        return ClusterTree.of(
                List.of(
                        pod("shop", "web", "web-6d4f-aaaaa", "node-1"),
                        pod("shop", "web", "web-6d4f-bbbbb", "node-2"),
                        pod("shop", "cart", "cart-5b7c-ccccc", "node-1"),
                        pod("other", "mail", "mail-77d9-ddddd", "node-2")),
                true);
    }

    static PodInfo pod(String namespace, String workload, String name, String node) {
        return new PodInfo(
                namespace,
                name,
                "uid-" + name,
                new WorkloadRef("Deployment", namespace, workload),
                node,
                "Running",
                List.of(),
                Map.of("app", workload),
                new PodInfo.Inside(List.of(workload), 0, false, 1, List.of()));
    }

    static PreflightFinding finding(PreflightFinding.State state, String remedy) {
        return new PreflightFinding(
                PreflightFinding.Check.INJECT_ACCESS, state, "Puts the agents in.", "4 of 4 verbs", remedy);
    }

    @Override
    public Contexts contexts(Optional<Path> file) {
        SondeException broken = new SondeException(
                "SD-2302", "The context old can't be used", "It names the user “bob”, which no file has", "Mend it.");
        return new Contexts(
                List.of(Path.of("/etc/kube/config")),
                List.of(context("prod", true, null), context("old", false, broken), context("far", false, null)),
                List.of());
    }

    private static ClusterContext context(String name, boolean current, @Nullable SondeException problem) {
        return new ClusterContext(
                name,
                new ClusterContext.Target(name, "https://" + name),
                "anna",
                "client certificate",
                "shop",
                Path.of("/etc/kube/config"),
                current,
                problem);
    }

    @Override
    public void reach(Contexts contexts, Consumer<Reached> told) {
        told.accept(new Reached.Answers("prod", "v1.36.2", 38, true));
        told.accept(new Reached.Silent(
                "far",
                new SondeException(
                        "SD-2305", "The API server of far does not answer", "connect timed out", "See the VPN.")));
    }

    @Override
    public Look look(Place place, Set<String> namespaces, Consumer<ClusterTree> soFar) {
        SondeException problem = refused;
        if (problem != null && namespaces.isEmpty()) {
            throw problem;
        }
        return new Look(tree, namespaces, null);
    }

    @Override
    public InjectionPlan plan(Place place, ClusterTree known, ClusterScope scope, AgentForm form) {
        List<PodInfo> pods = known.namespaces().stream()
                .flatMap(namespace -> namespace.workloads().stream())
                .flatMap(workload -> workload.pods().stream())
                .toList();
        return new InjectionPlanner(scope, new InjectionOptions(form, "registry.test/agent:1"), PlannedSession.make())
                .plan(pods);
    }

    @Override
    public List<PreflightFinding> preflight(Place place, InjectionPlan plan, Consumer<List<PreflightFinding>> soFar) {
        return findings;
    }

    @Override
    public Opening start(Place place, InjectionPlan plan, Consumer<List<AgentState>> steps)
            throws InterruptedException {
        started.add(plan);
        do {
            steps.accept(plan.agents().stream().map(ScriptedClusters::sent).toList());
        } while (!gate.await(20, TimeUnit.MILLISECONDS));
        SondeException reason = failure;
        if (reason != null) {
            throw reason;
        }
        return session.get();
    }

    private static AgentState sent(PlannedAgent agent) {
        return new AgentState(
                agent.place().node(),
                agent.place().namespace() + "/" + agent.place().pod(),
                Stage.SENT,
                1,
                null);
    }
}
