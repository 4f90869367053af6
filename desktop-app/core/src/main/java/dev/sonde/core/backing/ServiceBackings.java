package dev.sonde.core.backing;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ClusterFact;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the Services of a cluster at the end of a window. Immutable.
 *
 * @param all those that a filter keeps, first those that have nobody
 * @param notApplied terms of the filter that can't be asked of Services
 */
public record ServiceBackings(List<ServiceBacking> all, List<FilterTerm> notApplied) {
    /** Copies the lists. */
    public ServiceBackings {
        all = List.copyOf(all);
        notApplied = List.copyOf(notApplied);
    }

    /**
     * Finds them. Call it in a job.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static ServiceBackings of(Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        Facts facts = new Facts(window);
        for (int i = 0; i < snapshot.factCount(); i++) {
            cancel.check();
            ClusterFact fact = snapshot.fact(i);
            if (fact.unixNanos() < window.toNanos()) {
                facts.take(fact);
            }
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < snapshot.placeCount(); i++) {
            ClusterPlace place = snapshot.place(i);
            if (place.kind().equals("Service")) {
                names.put(place.of().uid(), place.named(place.name(), snapshot.home()));
            }
        }
        List<ServiceBacking> there = facts.backings(names);
        StateFilter kept = StateFilter.ofTexts(filter, field -> text(field, there));
        List<ServiceBacking> all = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            if (kept.keeps(i)) {
                all.add(there.get(i));
            }
        }
        all.sort(Comparator.comparing(ServiceBacking::isBare)
                .thenComparing(ServiceBacking::wasBare)
                .reversed());
        return new ServiceBackings(all, kept.notApplied());
    }

    /** A Service is no pod and on no node: who asks for those does not ask for it. */
    private static @Nullable IntFunction<String> text(FilterField field, List<ServiceBacking> there) {
        return switch (field) {
            case NAMESPACE, SERVER_NAMESPACE ->
                index -> there.get(index).fact().of().namespace();
            case SERVICE, PEER -> index -> there.get(index).name();
            case WORKLOAD, SERVER_WORKLOAD ->
                index -> there.get(index).fact().of().name();
            case POD, SERVER_POD, NODE, SERVER_NODE -> index -> "";
            default -> null;
        };
    }

    /** Those that have nobody behind them, then those that had nobody for a time of the window. */
    public List<ServiceBacking> troubled() {
        return all.stream().filter(ServiceBacking::wasBare).toList();
    }

    /** Services and their slices of endpoints, as facts tell of them one after the other. */
    private static final class Facts {
        private static final Pattern READY = Pattern.compile("(\\d+) of (\\d+) ready");

        private final Map<String, ClusterFact> services = new LinkedHashMap<>();
        private final Map<String, Slices> slices = new HashMap<>();
        private final Window window;

        Facts(Window window) {
            this.window = window;
        }

        void take(ClusterFact fact) {
            switch (fact.of().kind()) {
                case "Service" -> {
                    if (fact.isGone()) {
                        services.remove(fact.of().uid());
                    } else {
                        services.put(fact.of().uid(), fact);
                    }
                }
                case "EndpointSlice" -> {
                    String service = fact.owner().substring(fact.owner().indexOf('/') + 1);
                    slices.computeIfAbsent(path(fact, service), key -> new Slices())
                            .take(fact);
                }
                default -> {}
            }
        }

        private static String path(ClusterFact fact, String name) {
            return fact.of().namespace() + "/" + name;
        }

        List<ServiceBacking> backings(Map<String, String> names) {
            List<ServiceBacking> found = new ArrayList<>();
            services.forEach((uid, service) -> {
                Slices of = slices.get(path(service, service.of().name()));
                String name = names.getOrDefault(uid, service.of().name());
                found.add(new ServiceBacking(service, name, of == null ? null : of.endpoints(window)));
            });
            return found;
        }

        /** Those of one Service. One that has addresses of two families has the same pods in slices of each. */
        private static final class Slices {
            private final Map<String, Count> byUid = new HashMap<>();
            private boolean hadSome;
            private @Nullable Long noneSinceNanos;
            private @Nullable Long noneUntilNanos;

            private record Count(String family, int ready, int all) {}

            void take(ClusterFact fact) {
                Matcher told = READY.matcher(fact.state());
                if (told.matches()) {
                    int ready = Integer.parseInt(told.group(1));
                    byUid.put(
                            fact.of().uid(), new Count(fact.detail("family"), ready, Integer.parseInt(told.group(2))));
                } else {
                    byUid.remove(fact.of().uid());
                }
                boolean hasSome = byUid.values().stream().anyMatch(slice -> slice.ready > 0);
                if (hasSome && noneSinceNanos != null && noneUntilNanos == null) {
                    noneUntilNanos = fact.unixNanos();
                } else if (!hasSome && hadSome && (noneSinceNanos == null || noneUntilNanos != null)) {
                    noneSinceNanos = fact.unixNanos();
                    noneUntilNanos = null;
                }
                hadSome |= hasSome;
            }

            ServiceBacking.Endpoints endpoints(Window window) {
                Map<String, Count> families = new HashMap<>();
                byUid.values()
                        .forEach(slice -> families.merge(
                                slice.family, slice, (a, b) -> new Count(a.family, a.ready + b.ready, a.all + b.all)));
                int ready =
                        families.values().stream().mapToInt(Count::ready).max().orElse(0);
                int all = families.values().stream().mapToInt(Count::all).max().orElse(0);
                boolean over = noneUntilNanos != null && noneUntilNanos < window.fromNanos();
                return new ServiceBacking.Endpoints(
                        ready, all, over ? null : noneSinceNanos, over ? null : noneUntilNanos);
            }
        }
    }
}
