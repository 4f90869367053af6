package dev.sonde.cli.kube;

import dev.sonde.core.cluster.ClusterConnection;
import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.cluster.scope.ClusterTree.Namespace;
import dev.sonde.core.cluster.scope.ClusterTree.Workload;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.Source;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The clusters of the user's kubeconfig. Keeps a connection to the one that was looked at last. Safe on any thread. */
public final class KubeClusters implements Clusters, AutoCloseable {
    private static final String MAY_NOT = "SD-2309";

    private final String image;
    private final UnaryOperator<Session> took;
    private final Consumer<Session> closer;
    private @Nullable Place connected;
    private @Nullable ClusterConnection connection;

    /**
     * Clusters.
     *
     * @param image the agent's image
     * @param took told of each session that is opened
     * @param closer closes one that is of no use
     */
    public KubeClusters(String image, UnaryOperator<Session> took, Consumer<Session> closer) {
        this.image = image;
        this.took = took;
        this.closer = closer;
    }

    @Override
    public Contexts contexts(Optional<Path> file) {
        List<Path> files = file.map(List::of).orElseGet(Kubeconfig::standardFiles);
        Kubeconfig read = Kubeconfig.read(files);
        return new Contexts(files, read.contexts(), read.problems());
    }

    @Override
    public void reach(Contexts contexts, Consumer<Reached> told) throws InterruptedException {
        List<ClusterContext> usable =
                contexts.contexts().stream().filter(ClusterContext::isUsable).toList();
        new Roll(Kubeconfig.read(contexts.files()), told).call(usable);
    }

    @Override
    public Look look(Place place, Set<String> namespaces, Consumer<ClusterTree> soFar) {
        ClusterConnection to = connection(place);
        try {
            return new Look(to.tree(namespaces, soFar), namespaces, null);
        } catch (SondeException e) {
            if (!e.code().equals(MAY_NOT) || !namespaces.isEmpty()) {
                throw e;
            }
            Set<String> own = Set.of(namespace(place));
            return new Look(to.tree(own, soFar), own, e);
        }
    }

    private static String namespace(Place place) {
        return Kubeconfig.read(place.files())
                .context(place.context())
                .map(ClusterContext::namespace)
                .orElse("default");
    }

    private ClusterConnection connection(Place place) {
        synchronized (this) {
            if (connection != null && place.equals(connected)) {
                return connection;
            }
        }
        // Outside of the lock: a login program may wait for a person, while another context is chosen.
        ClusterConnection made = ClusterConnection.open(Kubeconfig.read(place.files()), place.context());
        synchronized (this) {
            if (connection != null && place.equals(connected)) {
                // Somebody else was there first, and uses that one.
                made.close();
                return connection;
            }
            close();
            connection = made;
            connected = place;
        }
        return made;
    }

    @Override
    public InjectionPlan plan(Place place, ClusterTree tree, ClusterScope scope, AgentForm form) {
        List<PodInfo> pods = new ArrayList<>();
        for (Namespace namespace : tree.namespaces()) {
            for (Workload workload : namespace.workloads()) {
                pods.addAll(workload.pods());
            }
        }
        return connection(place).plan(scope, new InjectionOptions(form, image), pods);
    }

    @Override
    public List<PreflightFinding> preflight(Place place, InjectionPlan plan, Consumer<List<PreflightFinding>> soFar) {
        List<PreflightFinding> found = new ArrayList<>();
        return connection(place).preflight(plan, finding -> {
            found.add(finding);
            soFar.accept(List.copyOf(found));
        });
    }

    @Override
    public Opening start(Place place, InjectionPlan plan, Consumer<List<AgentState>> steps)
            throws InterruptedException {
        ClusterRequest request =
                new ClusterRequest(place.files(), place.context(), plan.scope(), plan.options(), plan, List.of());
        Source source = connection(place).source(request);
        Session session = took.apply(Session.open(source, SessionOptions.defaults()));
        boolean live = false;
        try {
            Beginning.await(session, steps);
            live = true;
        } finally {
            if (!live) {
                closer.accept(session);
            }
        }
        return new Opening(session, "");
    }

    @Override
    public synchronized void close() {
        ClusterConnection open = connection;
        connection = null;
        connected = null;
        if (open != null) {
            open.close();
        }
    }
}
