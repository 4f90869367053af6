package dev.sonde.core.cluster.scope;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a cluster is watched. Entries of one kind are alternatives, kinds are joined by AND; an empty kind leaves nothing out.
 *
 * @param namespaces names of namespaces
 * @param workloads workloads as {@code kind/name}, only {@code name}, or {@code namespace/kind/name}; {@code *} is any kind or
 *     name, and {@code pod/name} is that pod, whatever owns it
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

    private static final String ANY = "*";
    private static final int MOST_NAMED = 3;

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

    /** Whole nodes, with whatever runs on them. */
    public static ClusterScope ofNodes(Set<String> nodes) {
        return new ClusterScope(Set.of(), Set.of(), Set.of(), nodes, Map.of());
    }

    /** Pods of a namespace that have all of these labels. */
    public static ClusterScope ofLabels(String namespace, Map<String, String> labels) {
        return new ClusterScope(Set.of(namespace), Set.of(), Set.of(), Set.of(), labels);
    }

    /**
     * What was picked one by one: whole namespaces, workloads and pods, which may lie in different namespaces. What comes into a
     * namespace or workload later belongs to it.
     *
     * @param pods as {@code namespace/name}
     */
    public static ClusterScope of(Set<String> namespaces, Collection<WorkloadRef> workloads, Collection<String> pods) {
        if (workloads.isEmpty() && pods.isEmpty()) {
            return new ClusterScope(namespaces, Set.of(), Set.of(), Set.of(), Map.of());
        }
        Set<String> within = new HashSet<>(namespaces);
        Set<String> picked = new HashSet<>();
        namespaces.forEach(namespace -> picked.add(namespace + "/*/*"));
        for (WorkloadRef workload : workloads) {
            within.add(workload.namespace());
            picked.add(workload.namespace() + "/" + workload.kind() + "/" + workload.name());
        }
        for (String pod : pods) {
            String namespace = pod.substring(0, pod.indexOf('/'));
            within.add(namespace);
            picked.add(namespace + "/pod/" + last(pod));
        }
        return new ClusterScope(within, picked, Set.of(), Set.of(), Map.of());
    }

    /** Says whether a pod is watched. */
    public boolean includes(PodInfo pod) {
        return (namespaces.isEmpty() || namespaces.contains(pod.namespace()))
                && (pods.isEmpty() || pods.contains(pod.name()))
                && (nodes.isEmpty() || nodes.contains(pod.node()))
                && (workloads.isEmpty() || workloads.stream().anyMatch(w -> isWorkload(w, pod)))
                && labels.entrySet().stream()
                        .allMatch(l -> l.getValue().equals(pod.labels().get(l.getKey())));
    }

    /** Whether whole nodes are meant, with whatever runs on them. */
    public boolean isWholeNodes() {
        return namespaces.isEmpty() && workloads.isEmpty() && pods.isEmpty() && labels.isEmpty();
    }

    /** Compares {@code name}, {@code kind/name} or {@code namespace/kind/name}. */
    private static boolean isWorkload(String asked, PodInfo pod) {
        String[] parts = asked.split("/", -1);
        String name = parts[parts.length - 1];
        String kind = parts.length < 2 ? ANY : parts[parts.length - 2].toLowerCase(Locale.ROOT);
        if (parts.length >= 3 && !parts[parts.length - 3].equals(pod.namespace())) {
            return false;
        }
        String whole = KINDS.getOrDefault(kind, kind);
        if (whole.equals("pod") && name.equals(pod.name())) {
            return true;
        }
        return (whole.equals(ANY) || whole.equals(pod.workload().kind().toLowerCase(Locale.ROOT)))
                && (name.equals(ANY) || name.equals(pod.workload().name()));
    }

    /** In words: {@code shop}, {@code shop: checkout, cart}, {@code shop: cart, checkout, web and 4 more}. */
    public String words() {
        String where = namespaces.isEmpty() ? "all namespaces" : listed(namespaces);
        if (isWholeNodes() && !nodes.isEmpty()) {
            return listed(nodes);
        }
        Set<String> named = new TreeSet<>();
        (pods.isEmpty() ? workloads : pods)
                .stream()
                        .map(what ->
                                what.endsWith("/*/*") ? "all of " + what.substring(0, what.indexOf('/')) : last(what))
                        .forEach(named::add);
        labels.forEach((key, value) -> named.add(key + "=" + value));
        return where + (named.isEmpty() ? "" : ": " + listed(named)) + (nodes.isEmpty() ? "" : " on " + listed(nodes));
    }

    private static String listed(Set<String> names) {
        List<String> sorted = names.stream().sorted().toList();
        return sorted.size() <= MOST_NAMED + 1
                ? String.join(", ", sorted)
                : String.join(", ", sorted.subList(0, MOST_NAMED)) + " and " + (sorted.size() - MOST_NAMED) + " more";
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
