package dev.sonde.core.change;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the revisions of workloads that pods are of: all pods of a revision have one number. Belongs to one thread. */
final class Versions {
    private final Snapshot snapshot;
    private final Map<Integer, Integer> ofPlace = new HashMap<>();
    private final Map<Revision, Integer> numbers = new HashMap<>();

    private record Revision(String namespace, String owner, String revision) {}

    Versions(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The number of a pod's revision, or -1 where it has none. */
    int of(int place) {
        return place < 0 ? -1 : ofPlace.computeIfAbsent(place, this::number);
    }

    private int number(int index) {
        ClusterPlace place = snapshot.place(index);
        if (place.version().revision().isEmpty()) {
            return -1;
        }
        Revision revision =
                new Revision(place.namespace(), place.owner(), place.version().revision());
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
