package dev.sonde.core.cluster.scope;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What of a cluster is watched. Entries of one kind are alternatives, kinds are joined by AND; an empty kind leaves nothing out.
 *
 * @param namespaces names of namespaces
 * @param workloads workloads as {@code kind/name}, or only {@code name}
 * @param pods names of pods, in the namespaces
 * @param nodes names of nodes
 * @param labels labels that pods must have, all of them
 */
public record ClusterScope(
        Set<String> namespaces,
        Set<String> workloads,
        Set<String> pods,
        Set<String> nodes,
        Map<String, String> labels) {
    /** All of the cluster. */
    public static final ClusterScope ALL = new ClusterScope(Set.of(), Set.of(), Set.of(), Set.of(), Map.of());

    /** Short names of kinds as {@code kubectl} takes them. */
    private static final Map<String, String> KINDS = Map.of(
            "deploy",
            "deployment",
            "deployments",
            "deployment",
            "sts",
            "statefulset",
            "statefulsets",
            "statefulset",
            "ds",
            "daemonset",
            "daemonsets",
            "daemonset",
            "jobs",
            "job",
            "cj",
            "cronjob",
            "po",
            "pod");

    /** Takes copies. */
    public ClusterScope {
        namespaces = Set.copyOf(namespaces);
        workloads = Set.copyOf(workloads);
        pods = Set.copyOf(pods);
        nodes = Set.copyOf(nodes);
        labels = Map.copyOf(labels);
    }

    /** One pod. */
    public static ClusterScope ofPod(String namespace, String pod) {
        return new ClusterScope(Set.of(namespace), Set.of(), Set.of(pod), Set.of(), Map.of());
    }

    /** All of a namespace. */
    public static ClusterScope ofNamespace(String namespace) {
        return new ClusterScope(Set.of(namespace), Set.of(), Set.of(), Set.of(), Map.of());
    }

    /** Workloads, which may lie in several namespaces. */
    public static ClusterScope ofWorkloads(List<WorkloadRef> chosen) {
        Set<String> namespaces = Set.copyOf(
                chosen.stream().map(WorkloadRef::namespace).distinct().toList());
        Set<String> names = Set.copyOf(chosen.stream()
                .map(w -> w.namespace() + "/" + w.kind() + "/" + w.name())
                .toList());
        return new ClusterScope(namespaces, names, Set.of(), Set.of(), Map.of());
    }

    /** Says whether a pod is watched. */
    public boolean includes(PodInfo pod) {
        return (namespaces.isEmpty() || namespaces.contains(pod.namespace()))
                && (pods.isEmpty() || pods.contains(pod.name()))
                && (nodes.isEmpty() || nodes.contains(pod.node()))
                && (workloads.isEmpty() || workloads.stream().anyMatch(w -> isWorkload(w, pod.workload())))
                && labels.entrySet().stream()
                        .allMatch(l -> l.getValue().equals(pod.labels().get(l.getKey())));
    }

    /** Whether whole nodes are meant, with whatever runs on them. */
    public boolean isWholeNodes() {
        return namespaces.isEmpty() && workloads.isEmpty() && pods.isEmpty() && labels.isEmpty();
    }

    /** Compares {@code name}, {@code kind/name} or {@code namespace/kind/name}. */
    private static boolean isWorkload(String asked, WorkloadRef workload) {
        String[] parts = asked.split("/", -1);
        String name = parts[parts.length - 1];
        if (!name.equals(workload.name())) {
            return false;
        }
        if (parts.length >= 2) {
            String kind = parts[parts.length - 2].toLowerCase(Locale.ROOT);
            if (!KINDS.getOrDefault(kind, kind).equals(workload.kind().toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return parts.length < 3 || parts[0].equals(workload.namespace());
    }

    /** In words: {@code shop}, {@code shop: checkout, cart}. */
    public String words() {
        String where = namespaces.isEmpty() ? "all namespaces" : String.join(", ", sorted(namespaces));
        Set<String> what = !pods.isEmpty() ? pods : workloads;
        String named = what.isEmpty()
                ? ""
                : ": "
                        + String.join(
                                ", ",
                                sorted(what).stream().map(ClusterScope::last).toList());
        return where + named + (nodes.isEmpty() ? "" : " on " + String.join(", ", sorted(nodes)));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
