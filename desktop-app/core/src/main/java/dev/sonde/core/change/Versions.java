package dev.sonde.core.change;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers the revisions of workloads that pods are of: all pods of a revision have one number. Of a workload with one revision only
 * there is none to tell: it says no more than the workload does. Belongs to one thread.
 */
final class Versions {
    private final Snapshot snapshot;
    private final Map<Integer, Integer> ofPlace = new HashMap<>();
    private final Map<Revision, Integer> numbers = new HashMap<>();

    private final Map<Workload, Set<String>> revisions = new HashMap<>();

    private record Workload(String namespace, String owner) {
        static Workload of(ClusterPlace place) {
            return new Workload(place.namespace(), place.owner());
        }
    }

    private record Revision(Workload of, String name) {}

    Versions(Snapshot snapshot) {
        this.snapshot = snapshot;
        for (int i = 0; i < snapshot.placeCount(); i++) {
            ClusterPlace place = snapshot.place(i);
            if (!place.version().revision().isEmpty()) {
                revisions
                        .computeIfAbsent(Workload.of(place), w -> new HashSet<>())
                        .add(place.version().revision());
            }
        }
    }

    /** The number of a pod's revision, or -1 where it has none. */
    int of(int place) {
        return place < 0 ? -1 : ofPlace.computeIfAbsent(place, this::number);
    }

    private int number(int index) {
        ClusterPlace place = snapshot.place(index);
        Workload workload = Workload.of(place);
        String name = place.version().revision();
        if (name.isEmpty() || revisions.getOrDefault(workload, Set.of()).size() < 2) {
            return -1;
        }
        Revision revision = new Revision(workload, name);
        return numbers.computeIfAbsent(revision, r -> numbers.size());
    }

    /** The trait of a pod's revision, at the side of calls that a field asks about. */
    static Trait trait(Trait.Kind kind, ClusterPlace place, String service, FilterField side) {
        return new Trait(
                kind,
                service + " " + place.version().name(),
                List.of(
                        FilterTerm.is(side, service),
                        FilterTerm.is(FilterField.VERSION, place.version().revision())));
    }
}
