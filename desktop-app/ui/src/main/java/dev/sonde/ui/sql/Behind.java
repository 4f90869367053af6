package dev.sonde.ui.sql;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Labels;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Query;
import dev.sonde.ui.workspace.GrainWords;
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
 * Who asks SQL on behalf of those that a filter asks for, and of whom there is no statement: a proxy asks an application, and that
 * asks the database; or the filter keeps what an application answers, which is no SQL.
 *
 * @param asked whose SQL was asked for
 * @param askers who asks SQL in A: of those who answer, or of those that they call, directly or not
 */
record Behind(List<String> asked, List<String> askers) {
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
        Set<String> answering = named(moment.filter(), List.of(FilterField.server(grain)));
        Set<String> asking = named(moment.filter(), List.of(FilterField.client(grain), GrainWords.atEitherEnd(grain)));
        Set<String> all = new TreeSet<>(answering);
        all.addAll(asking);
        if (all.isEmpty()) {
            return NOBODY;
        }
        Query calls = Query.of("edges").by(By.of(grain)).in(moment.a());
        List<Edges.Edge> edges = Edges.of(moment.snapshot(), calls, cancel).all();
        all.removeIf(name -> edges.stream().noneMatch(edge -> isAt(edge, name)));
        List<String> askers = askers(all, edges);
        // Who is known to ask SQL has none here for what else the filter says.
        return askers.stream().anyMatch(asking::contains) ? NOBODY : new Behind(List.copyOf(all), askers);
    }

    private static boolean isAt(Edges.Edge edge, String name) {
        return edge.client().name().equals(name) || edge.server().name().equals(name);
    }

    private static Set<String> named(Filter filter, List<FilterField> fields) {
        return filter.terms().stream()
                .filter(term -> !term.negated() && fields.contains(term.field()))
                .flatMap(term -> term.values().stream())
                .filter(FilterValue.Text.class::isInstance)
                .map(value -> ((FilterValue.Text) value).pattern())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> askers(Set<String> asked, List<Edges.Edge> edges) {
        Set<String> askers = new TreeSet<>();
        Set<String> seen = new HashSet<>(asked);
        Deque<String> next = new ArrayDeque<>(asked);
        while (!next.isEmpty()) {
            String who = next.remove();
            Predicate<Edges.Edge> leaving = edge -> edge.client().name().equals(who);
            edges.stream().filter(leaving).forEach(edge -> {
                if (edge.protocol().equals(Labels.MYSQL)) {
                    askers.add(who);
                }
                if (seen.add(edge.server().name())) {
                    next.add(edge.server().name());
                }
            });
        }
        return List.copyOf(askers);
    }
}
