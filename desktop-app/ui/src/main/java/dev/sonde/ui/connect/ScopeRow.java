package dev.sonde.ui.connect;

import dev.sonde.core.cluster.scope.ClusterTree.Namespace;
import dev.sonde.core.cluster.scope.ClusterTree.Workload;
import dev.sonde.core.cluster.scope.PodInfo;

/** A row of what can be picked of a cluster. */
sealed interface ScopeRow {
    /** A namespace. */
    record OfNamespace(Namespace namespace, boolean open) implements ScopeRow {}

    /** A workload in its namespace. */
    record OfWorkload(Workload workload, boolean open) implements ScopeRow {}

    /** A pod of its workload. */
    record OfPod(PodInfo pod) implements ScopeRow {}

    /** A node with so many pods. */
    record OfNode(String node, int pods) implements ScopeRow {}

    /** A namespace of whose pods the labels follow. */
    record OfLabels(String namespace, int pods, boolean open) implements ScopeRow {}

    /** A label that so many pods have. */
    record OfLabel(String namespace, String key, String value, int pods) implements ScopeRow {}

    /** The row's name among all rows of a cluster. */
    default String key() {
        return switch (this) {
            case OfNamespace(Namespace namespace, boolean _) -> namespace.name();
            case OfWorkload(Workload workload, boolean _) ->
                workload.ref().namespace() + "/" + workload.ref().kind() + "/"
                        + workload.ref().name();
            case OfPod(PodInfo pod) -> pod.path();
            case OfNode(String node, int _) -> node;
            case OfLabels(String namespace, int _, boolean _) -> namespace;
            case OfLabel(String namespace, String key, String value, int _) -> namespace + "/" + key + "=" + value;
        };
    }

    /** What it is called. */
    default String name() {
        return switch (this) {
            case OfNamespace(Namespace namespace, boolean _) -> namespace.name();
            case OfWorkload(Workload workload, boolean _) -> workload.ref().name();
            case OfPod(PodInfo pod) -> pod.name();
            case OfNode(String node, int _) -> node;
            case OfLabels(String namespace, int _, boolean _) -> namespace;
            case OfLabel(String _, String key, String value, int _) -> key + "=" + value;
        };
    }

    /** What it is. */
    default String kind() {
        return switch (this) {
            case OfNamespace _, OfLabels _ -> "Namespace";
            case OfWorkload(Workload workload, boolean _) -> workload.ref().kind();
            case OfPod(PodInfo pod) -> pod.isRunning() ? "Pod" : pod.phase();
            case OfNode _ -> "Node";
            case OfLabel _ -> "Label";
        };
    }

    /** How many pods belong to it. */
    default int pods() {
        return switch (this) {
            case OfNamespace(Namespace namespace, boolean _) -> namespace.podCount();
            case OfWorkload(Workload workload, boolean _) -> workload.pods().size();
            case OfPod _ -> 1;
            case OfNode(String _, int pods) -> pods;
            case OfLabels(String _, int pods, boolean _) -> pods;
            case OfLabel(String _, String _, String _, int pods) -> pods;
        };
    }

    /** How far it is indented, in steps. */
    default int depth() {
        return switch (this) {
            case OfNamespace _, OfLabels _, OfNode _ -> 0;
            case OfWorkload _, OfLabel _ -> 1;
            case OfPod _ -> 2;
        };
    }

    /** Whether other rows can be shown beneath it. */
    default boolean canOpen() {
        return this instanceof OfNamespace || this instanceof OfWorkload || this instanceof OfLabels;
    }

    /** Whether other rows are shown beneath it. */
    default boolean isOpen() {
        return switch (this) {
            case OfNamespace(Namespace _, boolean open) -> open;
            case OfWorkload(Workload _, boolean open) -> open;
            case OfLabels(String _, int _, boolean open) -> open;
            case OfPod _, OfNode _, OfLabel _ -> false;
        };
    }
}
