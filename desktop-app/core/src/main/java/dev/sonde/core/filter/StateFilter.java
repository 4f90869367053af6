package dev.sonde.core.filter;

import dev.sonde.core.store.ClusterFact;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Filter} made ready for rows that are not calls: connections, processes, nodes. What a term asks that such a row
 * has no answer to is not applied, and named by {@link #notApplied()}. Belongs to one thread.
 */
public final class StateFilter {
    private final IntPredicate[] tests;
    private final List<FilterTerm> notApplied;

    private StateFilter(IntPredicate[] tests, List<FilterTerm> notApplied) {
        this.tests = tests;
        this.notApplied = notApplied;
    }

    /** For connections, by their index in the snapshot: services, processes, nodes, addresses and ports. */
    public static StateFilter ofConnections(Filter filter, Snapshot snapshot) {
        return of(filter, new ConnectionTerms(snapshot)::ofConnection);
    }

    /** For requests that have no response yet, by their index in a list: as connections, and by what they ask for. */
    public static StateFilter ofWaits(Filter filter, Snapshot snapshot, List<Waiting> waits) {
        ConnectionTerms connections = new ConnectionTerms(snapshot);
        return of(filter, term -> {
            var text = TextMatcher.of(term.values());
            return switch (term.field()) {
                case PROTOCOL ->
                    index -> text.test(Labels.protocol(waits.get(index).protocol()));
                case ENDPOINT ->
                    index ->
                            text.test(Labels.endpoint(snapshot, waits.get(index).endpoint()));
                default -> {
                    IntPredicate asked = connections.ofConnection(term);
                    yield asked == null
                            ? null
                            : index -> asked.test(waits.get(index).connection());
                }
            };
        });
    }

    /** For processes, by their index in the snapshot: their service, executable, pid, container and node. */
    public static StateFilter ofProcesses(Filter filter, Snapshot snapshot) {
        return of(filter, new ConnectionTerms(snapshot)::ofProcess);
    }

    /** For nodes, by the number of their agent. */
    public static StateFilter ofAgents(Filter filter, Snapshot snapshot) {
        ConnectionTerms terms = new ConnectionTerms(snapshot);
        return of(filter, term -> term.field() == FilterField.NODE ? terms.node(term) : null);
    }

    /** For names of nodes, by their index in a list. */
    public static StateFilter ofNodes(Filter filter, List<String> nodes) {
        return of(filter, term -> {
            var text = TextMatcher.of(term.values());
            return term.field() == FilterField.NODE ? index -> text.test(nodes.get(index)) : null;
        });
    }

    /** For objects of a cluster, by their index: namespaces, and names of pods, nodes and workloads. */
    public static StateFilter ofObjects(Filter filter, IntFunction<ClusterFact.Of> objects) {
        return of(filter, term -> {
            var text = TextMatcher.of(term.values());
            return switch (term.field()) {
                case NAMESPACE -> index -> text.test(objects.apply(index).namespace());
                case POD -> index -> isKind(objects.apply(index), "Pod", text);
                case NODE -> index -> isKind(objects.apply(index), "Node", text);
                case WORKLOAD -> index -> text.test(objects.apply(index).name());
                default -> null;
            };
        });
    }

    /**
     * For rows that have texts, by their index.
     *
     * @param texts the texts that a term of a field asks of, or null where rows have none
     */
    public static StateFilter ofTexts(Filter filter, Function<FilterField, @Nullable IntFunction<String>> texts) {
        return of(filter, term -> {
            IntFunction<String> of = texts.apply(term.field());
            var text = TextMatcher.of(term.values());
            return of == null ? null : index -> text.test(of.apply(index));
        });
    }

    /** For rows that no term can be asked of. */
    public static StateFilter ofNothing(Filter filter) {
        return of(filter, term -> null);
    }

    private static boolean isKind(ClusterFact.Of object, String kind, Predicate<String> name) {
        return object.kind().equals(kind) && name.test(object.name());
    }

    private static StateFilter of(Filter filter, Function<FilterTerm, @Nullable IntPredicate> asks) {
        List<IntPredicate> tests = new ArrayList<>();
        List<FilterTerm> notApplied = new ArrayList<>();
        for (FilterTerm term : filter.terms()) {
            IntPredicate test = asks.apply(term);
            if (test == null) {
                notApplied.add(term);
            } else {
                tests.add(term.negated() ? test.negate() : test);
            }
        }
        return new StateFilter(tests.toArray(IntPredicate[]::new), List.copyOf(notApplied));
    }

    /** Says whether the row at an index is kept by all terms that can be asked of it. */
    public boolean keeps(int index) {
        for (IntPredicate test : tests) {
            if (!test.test(index)) {
                return false;
            }
        }
        return true;
    }

    /** Terms that can't be asked of such rows. */
    public List<FilterTerm> notApplied() {
        return notApplied;
    }
}
