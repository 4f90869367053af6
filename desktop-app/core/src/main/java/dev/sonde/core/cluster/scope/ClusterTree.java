package dev.sonde.core.cluster.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Namespaces, their workloads, and the pods of those: a picture of one moment. Immutable.
 *
 * @param namespaces sorted by name
 * @param nodes names of the nodes that pods run on, sorted
 * @param podCount pods in all
 * @param complete whether every page has arrived
 */
public record ClusterTree(List<Namespace> namespaces, List<String> nodes, int podCount, boolean complete) {
    /** Nothing yet. */
    public static final ClusterTree EMPTY = new ClusterTree(List.of(), List.of(), 0, false);

    /** One namespace with its workloads, sorted by name. */
    public record Namespace(String name, List<Workload> workloads, int podCount) {}

    /** One workload with its pods. */
    public record Workload(WorkloadRef ref, List<PodInfo> pods) {
        /** Names of the nodes that its pods run on, sorted. */
        public List<String> nodes() {
            return pods.stream()
                    .map(PodInfo::node)
                    .filter(node -> !node.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** Sorts pods into their workloads. */
    public static ClusterTree of(Collection<PodInfo> pods, boolean complete) {
        Map<String, Map<WorkloadRef, List<PodInfo>>> byNamespace = new TreeMap<>();
        TreeSet<String> nodes = new TreeSet<>();
        for (PodInfo pod : pods) {
            byNamespace
                    .computeIfAbsent(pod.namespace(), n -> new LinkedHashMap<>())
                    .computeIfAbsent(pod.workload(), w -> new ArrayList<>())
                    .add(pod);
            if (!pod.node().isEmpty()) {
                nodes.add(pod.node());
            }
        }
        List<Namespace> namespaces = new ArrayList<>();
        byNamespace.forEach((name, workloads) -> namespaces.add(namespace(name, workloads)));
        return new ClusterTree(List.copyOf(namespaces), List.copyOf(nodes), pods.size(), complete);
    }

    private static Namespace namespace(String name, Map<WorkloadRef, List<PodInfo>> workloads) {
        List<Workload> sorted = workloads.entrySet().stream()
                .map(e -> new Workload(e.getKey(), List.copyOf(e.getValue())))
                .sorted(Comparator.comparing((Workload w) -> w.ref().name())
                        .thenComparing(w -> w.ref().kind()))
                .toList();
        return new Namespace(
                name, sorted, sorted.stream().mapToInt(w -> w.pods().size()).sum());
    }

    /** What matches a text: a part of the name of a workload, pod, node or namespace, or of a label as {@code key=value}. */
    public ClusterTree search(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return this;
        }
        List<PodInfo> found = new ArrayList<>();
        for (Namespace namespace : namespaces) {
            for (Workload workload : namespace.workloads) {
                boolean whole = contains(namespace.name, wanted) || contains(workload.ref.name(), wanted);
                for (PodInfo pod : workload.pods) {
                    if (whole || matches(pod, wanted)) {
                        found.add(pod);
                    }
                }
            }
        }
        return of(found, complete);
    }

    private static boolean matches(PodInfo pod, String wanted) {
        return contains(pod.name(), wanted)
                || contains(pod.node(), wanted)
                || pod.labels().entrySet().stream().anyMatch(l -> contains(l.getKey() + "=" + l.getValue(), wanted));
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
