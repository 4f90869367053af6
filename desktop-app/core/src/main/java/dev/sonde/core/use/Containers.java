package dev.sonde.core.use;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ClusterFact;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.core.use.ContainerLoad.Life;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The containers that the cluster told of, as facts tell of them up to the end of a window. For one thread. */
final class Containers {
    private final Set<String> pods = new HashSet<>();
    private final Map<String, One> byId = new HashMap<>();
    private final Map<List<String>, One> all = new LinkedHashMap<>();
    private final Window window;

    /** A pod, as the last fact of it says. */
    private record Pod(ClusterFact fact, String service) {}

    /** A container of a pod; one that is started again has another id and is the same. */
    static final class One {
        final ContainerLoad.Place place;
        Life life = Life.QUIET;
        boolean isGone;

        One(ContainerLoad.Place place) {
            this.place = place;
        }
    }

    Containers(Snapshot snapshot, Window window, CancelToken cancel) {
        this.window = window;
        Map<String, String> services = new HashMap<>();
        for (int i = 0; i < snapshot.placeCount(); i++) {
            ClusterPlace place = snapshot.place(i);
            if (place.isPod()) {
                services.put(place.of().uid(), place.named(place.workload(), snapshot.home()));
            }
        }
        for (int i = 0; i < snapshot.factCount(); i++) {
            cancel.check();
            ClusterFact fact = snapshot.fact(i);
            if (fact.of().kind().equals("Pod") && fact.unixNanos() < window.toNanos()) {
                take(fact, services.getOrDefault(fact.of().uid(), fact.of().name()));
            }
        }
    }

    private void take(ClusterFact fact, String service) {
        String uid = fact.of().uid();
        if (fact.isGone()) {
            boolean before = fact.unixNanos() < window.fromNanos();
            all.forEach((key, one) -> one.isGone |= before && key.getFirst().equals(uid));
            return;
        }
        Pod pod = new Pod(fact, service);
        boolean isKnown = !pods.add(uid);
        for (String named : words(fact.detail("containers"))) {
            int colon = named.indexOf(':');
            if (colon > 0) {
                byId.put(named.substring(colon + 1), one(uid, pod, named.substring(0, colon)));
            }
        }
        for (String told : words(fact.detail("lives"))) {
            String[] parts = told.split(":", -1);
            if (parts.length == 4) {
                One one = one(uid, pod, parts[0]);
                one.life = life(one.life, parts, fact.unixNanos(), isKnown);
            }
        }
    }

    /** Of name, restarts, how it ended and what it waits for. */
    private Life life(Life before, String[] told, long unixNanos, boolean isKnown) {
        int restarts = told[1].isEmpty() ? 0 : Integer.parseInt(told[1]);
        // What had ended before anybody looked is no news.
        boolean isNews = isKnown && restarts > before.restarts() && unixNanos >= window.fromNanos();
        return new Life(restarts, told[2], told[3], isNews ? (Long) unixNanos : before.restartedNanos());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private One one(String uid, Pod pod, String container) {
        ClusterFact fact = pod.fact();
        return all.computeIfAbsent(
                List.of(uid, container),
                key -> new One(new ContainerLoad.Place(
                        fact.of().namespace(), fact.of().name(), container, fact.owner(), pod.service(), fact.node())));
    }

    /** The container with an id, or null: what only holds a pod's network is none. */
    @Nullable
    One byId(String id) {
        return byId.get(id);
    }

    /** Those that were there in the window, in the order they came. */
    List<One> inWindow() {
        List<One> there = new ArrayList<>(all.values());
        there.removeIf(one -> one.isGone);
        return there;
    }
}
