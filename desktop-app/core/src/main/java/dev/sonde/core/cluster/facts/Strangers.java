package dev.sonde.core.cluster.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Objects of namespaces that were not asked for: a session is told of one only when its address is met in a connection, so that a
 * peer has a name and a recording has nothing of the rest of the cluster.
 */
final class Strangers {
    private final Set<String> namespaces;
    private final Set<String> met = new HashSet<>();

    /** What each waits under, by its uid. */
    private final Map<String, List<String>> places = new HashMap<>();

    /** By address, and of endpoint slices by their service, then by uid. */
    private final Map<String, Map<String, Fact>> waiting = new HashMap<>();

    /**
     * Knows nobody yet.
     *
     * @param namespaces those that were asked for; all when empty
     */
    Strangers(Set<String> namespaces) {
        this.namespaces = Set.copyOf(namespaces);
    }

    /** Whether all of a namespace is told; what has no namespace is told of always. */
    boolean isAskedFor(String namespace) {
        return namespaces.isEmpty() || namespace.isEmpty() || namespaces.contains(namespace);
    }

    /** Takes a stranger, who waits to be met; true for one who has been met already. */
    boolean isMet(Fact fact) {
        List<String> keys = keys(fact);
        if (keys.stream().anyMatch(met::contains)) {
            return true;
        }
        String uid = fact.of().uid();
        if (!keys.equals(places.get(uid))) {
            gone(uid);
            places.put(uid, keys);
        }
        keys.forEach(
                key -> waiting.computeIfAbsent(key, k -> new LinkedHashMap<>(2)).put(uid, fact));
        return false;
    }

    /** Forgets a stranger who is gone. */
    void gone(String uid) {
        List<String> keys = places.remove(uid);
        for (String key : keys == null ? List.<String>of() : keys) {
            Map<String, Fact> there = waiting.get(key);
            if (there != null && there.remove(uid) != null && there.isEmpty()) {
                waiting.remove(key);
            }
        }
    }

    /** Meets an address: who has it, and of a service the pods behind it, so that it can be named as its workload is. */
    List<Fact> meet(String address) {
        List<Fact> found = new ArrayList<>();
        meet(address, found);
        return found;
    }

    private void meet(String key, List<Fact> found) {
        if (!met.add(key)) {
            return;
        }
        Map<String, Fact> there = waiting.remove(key);
        for (Fact fact : there == null ? List.<Fact>of() : List.copyOf(there.values())) {
            found.add(fact);
            switch (fact.of().kind()) {
                case "Service" ->
                    meet(service(fact.of().namespace(), "Service/" + fact.of().name()), found);
                case "EndpointSlice" -> addresses(fact).forEach(address -> meet(address, found));
                default -> {}
            }
        }
    }

    private static List<String> keys(Fact fact) {
        return fact.of().kind().equals("EndpointSlice")
                ? List.of(service(fact.of().namespace(), fact.owner()))
                : addresses(fact);
    }

    private static String service(String namespace, String owner) {
        return namespace + "/" + owner;
    }

    private static List<String> addresses(Fact fact) {
        return fact.address().isEmpty() ? List.of() : List.of(fact.address().split(",", -1));
    }
}
