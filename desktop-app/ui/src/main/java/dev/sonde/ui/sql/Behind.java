package dev.sonde.ui.sql;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Query;
import dev.sonde.ui.workspace.Moment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who asks SQL on behalf of those that a filter asks for and who ask none by themselves: a proxy asks an application, and that asks
 * the database.
 *
 * @param asked whose SQL was asked for
 * @param askers who of those that they call, directly or not, ask SQL in A
 */
record Behind(List<String> asked, List<String> askers) {
    private static final String PROTOCOL = "mysql";

    /** Nobody was asked for. */
    static final Behind NOBODY = new Behind(List.of(), List.of());

    /** Copies both. */
    Behind {
        asked = List.copyOf(asked);
        askers = List.copyOf(askers);
    }

    /** Looks for them among the calls of A. For jobs. */
    static Behind of(Moment moment, CancelToken cancel) {
        Grain grain = moment.state().grain();
        Set<String> asked = moment.filter().terms().stream()
                .filter(term -> !term.negated() && isWho(term.field(), grain))
                .flatMap(term -> term.values().stream())
                .filter(FilterValue.Text.class::isInstance)
                .map(value -> ((FilterValue.Text) value).pattern())
                .collect(Collectors.toCollection(TreeSet::new));
        if (asked.isEmpty()) {
            return NOBODY;
        }
        Query all = Query.of("edges").by(By.of(grain)).in(moment.a());
        List<Edges.Edge> edges = Edges.of(moment.snapshot(), all, cancel).all();
        return new Behind(List.copyOf(asked), askers(asked, edges));
    }

    private static boolean isWho(FilterField field, Grain grain) {
        return field == FilterField.client(grain)
                || field
                        == switch (grain) {
                            case SERVICE -> FilterField.PEER;
                            case WORKLOAD -> FilterField.WORKLOAD;
                            case POD -> FilterField.POD;
                            case NODE -> FilterField.NODE;
                        };
    }

    private static List<String> askers(Set<String> asked, List<Edges.Edge> edges) {
        Set<String> askers = new TreeSet<>();
        Set<String> seen = new HashSet<>(asked);
        Deque<String> next = new ArrayDeque<>(asked);
        while (!next.isEmpty()) {
            String who = next.remove();
            Predicate<Edges.Edge> leaving = edge -> edge.client().name().equals(who);
            edges.stream().filter(leaving).forEach(edge -> {
                if (edge.protocol().equals(PROTOCOL)) {
                    askers.add(who);
                }
                if (seen.add(edge.server().name())) {
                    next.add(edge.server().name());
                }
            });
        }
        askers.removeAll(asked);
        return List.copyOf(askers);
    }
}
