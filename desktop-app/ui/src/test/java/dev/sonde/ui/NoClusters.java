package dev.sonde.ui;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.source.AgentState;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A kubeconfig that names no context. */
class NoClusters implements Clusters {
    @Override
    public Contexts contexts(Optional<Path> file) {
        return new Contexts(List.of(Path.of("/home/anna/.kube/config")), List.of(), List.of());
    }

    @Override
    public void reach(Contexts contexts, Consumer<Reached> told) throws InterruptedException {}

    @Override
    public Look look(Place place, Set<String> namespaces, Consumer<ClusterTree> soFar) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InjectionPlan plan(Place place, ClusterTree tree, ClusterScope scope, AgentForm form) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PreflightFinding> preflight(Place place, InjectionPlan plan, Consumer<List<PreflightFinding>> soFar) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Opening start(Place place, InjectionPlan plan, Consumer<List<AgentState>> steps)
            throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
