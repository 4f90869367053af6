package dev.sonde.ui.connect;

import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.cluster.scope.ClusterTree.Namespace;
import dev.sonde.core.cluster.scope.ClusterTree.Workload;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.WorkloadRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is picked of a cluster. No display needed. */
final class Picks {
    /** How much of a thing is picked. */
    enum State {
        /** Nothing. */
        NONE,
        /** Something in it. */
        SOME,
        /** All of it, and what comes into it later. */
        ALL
    }

    private final Set<String> namespaces = new HashSet<>();
    private final Set<WorkloadRef> workloads = new HashSet<>();
    private final Map<String, WorkloadRef> pods = new HashMap<>();
    private final Set<String> nodes = new HashSet<>();
    private final Map<String, String> labels = new HashMap<>();
    private String labelled = "";

    /** Picks nothing. */
    void clear() {
        namespaces.clear();
        workloads.clear();
        pods.clear();
        nodes.clear();
        labels.clear();
    }

    /** How much of what a row stands for is picked. */
    State state(ScopeRow row) {
        return switch (row) {
            case ScopeRow.OfNamespace(Namespace namespace, boolean _) -> namespace(namespace.name());
            case ScopeRow.OfWorkload(Workload workload, boolean _) -> workload(workload.ref());
            case ScopeRow.OfPod(PodInfo pod) -> pod(pod);
            case ScopeRow.OfNode(String node, int _) -> nodes.contains(node) ? State.ALL : State.NONE;
            case ScopeRow.OfLabels(String namespace, int _, boolean _) ->
                labelled.equals(namespace) && !labels.isEmpty() ? State.SOME : State.NONE;
            case ScopeRow.OfLabel(String namespace, String key, String value, int _) ->
                labelled.equals(namespace) && value.equals(labels.get(key)) ? State.ALL : State.NONE;
        };
    }

    private State namespace(String name) {
        if (namespaces.contains(name)) {
            return State.ALL;
        }
        boolean some =
                workloads.stream().anyMatch(workload -> workload.namespace().equals(name))
                        || pods.values().stream()
                                .anyMatch(workload -> workload.namespace().equals(name));
        return some ? State.SOME : State.NONE;
    }

    private State workload(WorkloadRef workload) {
        if (namespaces.contains(workload.namespace()) || workloads.contains(workload)) {
            return State.ALL;
        }
        return pods.containsValue(workload) ? State.SOME : State.NONE;
    }

    private State pod(PodInfo pod) {
        return workload(pod.workload()) == State.ALL || pods.containsKey(pod.path()) ? State.ALL : State.NONE;
    }

    /** Picks what a row stands for, or lets go of it; {@code tree} is all of the cluster. */
    void toggle(ScopeRow row, ClusterTree tree) {
        switch (row) {
            case ScopeRow.OfNamespace(Namespace namespace, boolean _) -> toggle(namespace.name());
            case ScopeRow.OfWorkload(Workload workload, boolean _) -> toggle(workload.ref(), tree);
            case ScopeRow.OfPod(PodInfo pod) -> toggle(pod, tree);
            case ScopeRow.OfNode(String node, int _) -> {
                if (!nodes.remove(node)) {
                    nodes.add(node);
                }
            }
            case ScopeRow.OfLabels(String namespace, int _, boolean _) -> {
                if (labelled.equals(namespace)) {
                    labels.clear();
                }
            }
            case ScopeRow.OfLabel(String namespace, String key, String value, int _) -> toggle(namespace, key, value);
        }
    }

    /** Picks a whole namespace, or lets go of it. */
    void toggle(String namespace) {
        boolean was = namespaces.remove(namespace);
        workloads.removeIf(workload -> workload.namespace().equals(namespace));
        pods.values().removeIf(workload -> workload.namespace().equals(namespace));
        if (!was) {
            namespaces.add(namespace);
        }
    }

    private void toggle(WorkloadRef workload, ClusterTree tree) {
        if (namespaces.remove(workload.namespace())) {
            // All but this one.
            find(workload.namespace(), tree)
                    .ifPresent(all -> all.workloads().forEach(other -> workloads.add(other.ref())));
        }
        boolean was = workloads.remove(workload);
        pods.values().removeIf(owner -> owner.equals(workload));
        if (!was) {
            workloads.add(workload);
        }
    }

    private void toggle(PodInfo pod, ClusterTree tree) {
        if (workload(pod.workload()) == State.ALL) {
            toggle(pod.workload(), tree);
            tree.pods()
                    .filter(other -> other.workload().equals(pod.workload()))
                    .forEach(other -> pods.put(other.path(), other.workload()));
        }
        if (pods.remove(pod.path()) == null) {
            pods.put(pod.path(), pod.workload());
        }
    }

    /** Labels are of one namespace, and all of them must fit. */
    private void toggle(String namespace, String key, String value) {
        if (!labelled.equals(namespace)) {
            labels.clear();
            labelled = namespace;
        }
        if (!labels.remove(key, value)) {
            labels.put(key, value);
        }
    }

    private static Optional<Namespace> find(String name, ClusterTree tree) {
        return tree.namespaces().stream()
                .filter(namespace -> namespace.name().equals(name))
                .findFirst();
    }

    /** What is picked in one of the ways to pick; empty where nothing is. */
    Optional<ClusterScope> scope(ScopeWay way) {
        return switch (way) {
            case WORKLOADS ->
                namespaces.isEmpty() && workloads.isEmpty() && pods.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ClusterScope.of(namespaces, workloads, pods.keySet()));
            case NODES -> nodes.isEmpty() ? Optional.empty() : Optional.of(ClusterScope.ofNodes(nodes));
            case LABELS -> labels.isEmpty() ? Optional.empty() : Optional.of(ClusterScope.ofLabels(labelled, labels));
        };
    }
}
