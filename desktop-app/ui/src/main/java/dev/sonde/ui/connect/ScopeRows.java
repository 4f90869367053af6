package dev.sonde.ui.connect;

import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.cluster.scope.ClusterTree.Namespace;
import dev.sonde.core.cluster.scope.ClusterTree.Workload;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.naming.NameOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rows in sight of a cluster, of which most are closed. No display needed, and as quick as the cluster is large.
 *
 * @param rows from top to bottom
 * @param found what the search found, all of the cluster where nothing is searched
 */
record ScopeRows(List<ScopeRow> rows, ClusterTree found) {
    private static final int MOST_LABELS = 200;

    /** Labels that controllers give each of their pods, which nobody picks by. */
    private static final Set<String> OF_CONTROLLERS = Set.of(
            "pod-template-hash",
            "rollouts-pod-template-hash",
            "controller-revision-hash",
            "pod-template-generation",
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            "controller-uid",
            "batch.kubernetes.io/controller-uid");

    /**
     * What is looked for.
     *
     * @param way by what rows are picked
     * @param text typed into the search
     * @param open keys of the rows that are open
     */
    record Query(ScopeWay way, String text, Set<String> open) {
        /** Takes a copy. */
        Query {
            open = Set.copyOf(open);
        }

        boolean isSearch() {
            return !text.isBlank();
        }

        boolean fits(String name) {
            return name.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
        }
    }

    /** Finds them. */
    static ScopeRows of(ClusterTree tree, Query query) {
        List<ScopeRow> rows = new ArrayList<>();
        return switch (query.way) {
            case WORKLOADS -> {
                ClusterTree found = tree.search(query.text);
                found.namespaces().forEach(namespace -> namespace(rows, namespace, query));
                yield new ScopeRows(rows, found);
            }
            case NODES -> {
                nodes(rows, tree, query);
                yield new ScopeRows(rows, tree);
            }
            case LABELS -> {
                tree.namespaces().forEach(namespace -> labels(rows, namespace, query));
                yield new ScopeRows(rows, tree);
            }
        };
    }

    private static void namespace(List<ScopeRow> rows, Namespace namespace, Query query) {
        boolean open = query.isSearch() || query.open.contains(namespace.name());
        rows.add(new ScopeRow.OfNamespace(namespace, open));
        if (!open) {
            return;
        }
        for (Workload workload : namespace.workloads()) {
            ScopeRow closed = new ScopeRow.OfWorkload(workload, false);
            boolean byPods = query.isSearch()
                    && !query.fits(namespace.name())
                    && !query.fits(workload.ref().name());
            if (byPods || query.open.contains(closed.key())) {
                rows.add(new ScopeRow.OfWorkload(workload, true));
                workload.pods().forEach(pod -> rows.add(new ScopeRow.OfPod(pod)));
            } else {
                rows.add(closed);
            }
        }
    }

    private static void nodes(List<ScopeRow> rows, ClusterTree tree, Query query) {
        Map<String, Integer> pods = new HashMap<>();
        for (Namespace namespace : tree.namespaces()) {
            for (Workload workload : namespace.workloads()) {
                workload.pods().forEach(pod -> pods.merge(pod.node(), 1, Integer::sum));
            }
        }
        tree.nodes().stream()
                .filter(query::fits)
                .forEach(node -> rows.add(new ScopeRow.OfNode(node, pods.getOrDefault(node, 0))));
    }

    private static void labels(List<ScopeRow> rows, Namespace namespace, Query query) {
        boolean whole = query.fits(namespace.name());
        boolean open = query.isSearch() || query.open.contains(namespace.name());
        if (!open) {
            rows.add(new ScopeRow.OfLabels(namespace.name(), namespace.podCount(), false));
            return;
        }
        List<ScopeRow.OfLabel> found = counted(namespace).stream()
                .filter(label -> whole || query.fits(label.name()))
                .limit(MOST_LABELS)
                .toList();
        if (whole || !found.isEmpty()) {
            rows.add(new ScopeRow.OfLabels(namespace.name(), namespace.podCount(), true));
            rows.addAll(found);
        }
    }

    /** Labels of a namespace's pods, the most common first. */
    private static List<ScopeRow.OfLabel> counted(Namespace namespace) {
        Map<Map.Entry<String, String>, Integer> counts = new HashMap<>();
        for (Workload workload : namespace.workloads()) {
            for (PodInfo pod : workload.pods()) {
                pod.labels()
                        .entrySet()
                        .forEach(label -> counts.merge(Map.entry(label.getKey(), label.getValue()), 1, Integer::sum));
            }
        }
        return counts.entrySet().stream()
                .filter(label -> !OF_CONTROLLERS.contains(label.getKey().getKey()))
                .map(label -> new ScopeRow.OfLabel(
                        namespace.name(),
                        label.getKey().getKey(),
                        label.getKey().getValue(),
                        label.getValue()))
                .sorted(Comparator.comparingInt((ScopeRow.OfLabel label) -> -label.pods())
                        .thenComparing(ScopeRow::name, NameOrder.NAMES))
                .toList();
    }
}
