package dev.sonde.core.cluster.scope;

import dev.sonde.core.naming.NameOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Namespaces, their workloads, and the pods of those: a picture of one moment. Immutable.
 *
 * @param namespaces sorted by name, those of Kubernetes itself last
 * @param nodes names of the nodes that pods run on, sorted
 * @param podCount pods in all
 * @param complete whether every page has arrived
 */
public record ClusterTree(List<Namespace> namespaces, List<String> nodes, int podCount, boolean complete) {
    /** Nothing yet. */
    public static final ClusterTree EMPTY = new ClusterTree(List.of(), List.of(), 0, false);

    /** The prefix is reserved for namespaces of Kubernetes itself. */
    private static final Comparator<String> USERS_FIRST =
            Comparator.comparing((String name) -> name.startsWith("kube-")).thenComparing(NameOrder.NAMES);

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
                    .sorted(NameOrder.NAMES)
                    .toList();
        }
    }

    /** Sorts pods into their workloads. */
    public static ClusterTree of(Collection<PodInfo> pods, boolean complete) {
        Map<String, Map<WorkloadRef, List<PodInfo>>> byNamespace = new TreeMap<>(USERS_FIRST);
        TreeSet<String> nodes = new TreeSet<>(NameOrder.NAMES);
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
                .map(e -> new Workload(
                        e.getKey(),
                        e.getValue().stream()
                                .sorted(Comparator.comparing(PodInfo::name, NameOrder.NAMES))
                                .toList()))
                .sorted(Comparator.comparing((Workload w) -> w.ref().name(), NameOrder.NAMES)
                        .thenComparing(w -> w.ref().kind()))
                .toList();
        return new Namespace(
                name, sorted, sorted.stream().mapToInt(w -> w.pods().size()).sum());
    }

    /** All pods, workload by workload. */
    public Stream<PodInfo> pods() {
        return namespaces.stream()
                .flatMap(namespace -> namespace.workloads.stream())
                .flatMap(workload -> workload.pods.stream());
    }

    /** What matches a text: a part of the name of a workload, pod, node or namespace, or of a label as {@code key=value}. */
    public ClusterTree search(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return this;
        }
        LabelSearch byLabel = new LabelSearch(wanted);
        List<Namespace> found = new ArrayList<>();
        TreeSet<String> on = new TreeSet<>(NameOrder.NAMES);
        for (Namespace namespace : namespaces) {
            Namespace part = namespace.name.contains(wanted) ? namespace : part(namespace, wanted, byLabel);
            if (part.podCount > 0) {
                found.add(part);
                part.workloads.forEach(workload -> workload.pods.forEach(pod -> on.add(pod.node())));
            }
        }
        on.remove("");
        int count = found.stream().mapToInt(Namespace::podCount).sum();
        return new ClusterTree(List.copyOf(found), List.copyOf(on), count, complete);
    }

    private static Namespace part(Namespace namespace, String wanted, LabelSearch byLabel) {
        List<Workload> workloads = new ArrayList<>();
        int count = 0;
        for (Workload workload : namespace.workloads) {
            List<PodInfo> pods = workload.ref.name().contains(wanted)
                    ? workload.pods
                    : workload.pods.stream()
                            .filter(pod -> pod.name().contains(wanted)
                                    || pod.node().contains(wanted)
                                    || byLabel.matches(pod.labels()))
                            .toList();
            if (!pods.isEmpty()) {
                workloads.add(pods.size() == workload.pods.size() ? workload : new Workload(workload.ref, pods));
                count += pods.size();
            }
        }
        return new Namespace(namespace.name, workloads, count);
    }

    /** Looks at each set of labels once, which all pods of a workload share. Names have no capitals in Kubernetes, labels may. */
    private static final class LabelSearch {
        private final String wanted;
        private final IdentityHashMap<Map<String, String>, Boolean> known = new IdentityHashMap<>();

        LabelSearch(String wanted) {
            this.wanted = wanted;
        }

        boolean matches(Map<String, String> labels) {
            return known.computeIfAbsent(
                    labels,
                    all -> all.entrySet().stream()
                            .anyMatch(label -> (label.getKey() + "=" + label.getValue())
                                    .toLowerCase(Locale.ROOT)
                                    .contains(wanted)));
        }
    }
}
