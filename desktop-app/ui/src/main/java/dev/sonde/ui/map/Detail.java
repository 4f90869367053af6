package dev.sonde.ui.map;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.Series;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.series.Signal;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.workspace.Buckets;
import dev.sonde.ui.workspace.Known;
import dev.sonde.ui.workspace.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector says.
 *
 * @param element the selection, or null for the whole map
 * @param course its latency over time, or null
 * @param endpoints what is asked most
 * @param failures statuses of failed calls and how often, as text; empty where none failed
 * @param edges edges at a node, of an island, or the worst of the map
 */
record Detail(
        @Nullable Element element,
        @Nullable Line course,
        List<Endpoint> endpoints,
        String failures,
        List<CallGraph.Edge> edges) {
    /** The whole map, of which nothing is known yet. */
    static final Detail NONE = new Detail(null, null, List.of(), "", List.of());

    private static final int BUCKETS = 80;
    private static final int ENDPOINTS = 6;
    private static final int EDGES = 8;

    /** An endpoint of the selection. */
    record Endpoint(
            String name, long calls, long errors, @Nullable Long p99, double share) {}

    static Detail of(Moment moment, CallNetwork network, CancelToken cancel) {
        Element element =
                Element.of(network.calls(), moment.state().selection()).orElse(null);
        if (element == null) {
            return new Detail(null, null, List.of(), "", worst(network.edges().toList()));
        }
        Filter filter = moment.filter();
        for (FilterTerm term : element.terms(network.calls().grain())) {
            filter = filter.and(term);
        }
        Table table = Tables.run(
                moment.snapshot(), Query.of("endpoints").in(moment.a()).where(filter), cancel);
        List<CallGraph.Edge> edges = new ArrayList<>();
        if (element instanceof Element.OfNode(CallGraph.Node node)) {
            edges.addAll(network.arriving(node.name()));
            network.leaving(node.name()).stream()
                    .filter(edge -> !edges.contains(edge))
                    .forEach(edges::add);
        } else if (element instanceof Element.OfIsland(CallGraph.Island island)) {
            edges.addAll(network.touching(island.nodes()));
        }
        return new Detail(element, course(moment, filter, cancel), endpoints(table), failures(table), worst(edges));
    }

    private static List<CallGraph.Edge> worst(List<CallGraph.Edge> edges) {
        return edges.stream()
                .sorted(Comparator.comparing((CallGraph.Edge edge) -> edge.health())
                        .thenComparing(edge -> Objects.requireNonNullElse(
                                edge.calls().now().latency().p99(), -1L))
                        .reversed()
                        .thenComparing(CallGraph.Edge::id))
                .limit(EDGES)
                .toList();
    }

    private static Line course(Moment moment, Filter filter, CancelToken cancel) {
        Window aligned = Buckets.align(moment.extent(), BUCKETS);
        int count = Buckets.count(aligned, moment.extent(), BUCKETS);
        SeriesRequest request = new SeriesRequest(aligned, filter, count);
        Series series = Series.of(moment.snapshot(), request, Set.of(Signal.P99), Slowness.DEFAULT, cancel);
        double[] values = Known.values(request, moment.span().known(), i -> series.value(Signal.P99, i));
        long step = (aligned.toNanos() - aligned.fromNanos()) / count;
        return new Line("p99", Token.SERIES_1, aligned.fromNanos(), step, values);
    }

    private static List<Endpoint> endpoints(Table table) {
        long all = 0;
        for (int row = 0; row < table.rowCount(); row++) {
            all += table.count(row, "calls");
        }
        List<Endpoint> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(ENDPOINTS, table.rowCount()); row++) {
            long calls = table.count(row, "calls");
            rows.add(new Endpoint(
                    String.valueOf(table.value(row, "endpoint")),
                    calls,
                    table.count(row, "errors"),
                    table.known(row, "p99_ns"),
                    all == 0 ? 0 : (double) calls / all));
        }
        return rows;
    }

    /** Statuses of the endpoints that failed: 4xx and 5xx of HTTP, error codes of SQL. */
    private static String failures(Table table) {
        TreeMap<String, Long> statuses = new TreeMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            boolean http = String.valueOf(table.value(row, "protocol")).equals("http");
            if (table.count(row, "errors") > 0 && table.value(row, "statuses") instanceof Map<?, ?> counts) {
                counts.forEach((status, calls) -> {
                    boolean failed = http ? status.toString().compareTo("4") >= 0 : !status.equals("0");
                    if (failed
                            && calls instanceof Long number
                            && Character.isDigit(status.toString().charAt(0))) {
                        statuses.merge(status.toString(), number, Long::sum);
                    }
                });
            }
        }
        return statuses.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(4)
                .map(entry -> entry.getKey() + " × " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
