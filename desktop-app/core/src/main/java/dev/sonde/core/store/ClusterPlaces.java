package dev.sonde.core.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which pod, service or node had an address at a time, and which pod has a uid. Addresses are used again, so each remembers who
 * had it when. Owned by the writer; the list it hands out can be read on any thread.
 */
final class ClusterPlaces {
    /** Some pods more than the largest clusters have, several times over. */
    private static final int MAX_PLACES = 1 << 19;

    private final Map<String, Integer> byUid = new HashMap<>();
    private final Map<String, List<Held>> byAddress = new HashMap<>();
    private final Map<String, Set<String>> workloadsOfService = new HashMap<>();
    private final Map<String, List<String>> endpointsOfService = new HashMap<>();
    private Known<ClusterPlace> places = Known.of(new ClusterPlace[64]);
    private String home = "";
    private boolean changed;

    /** An address in somebody's hands. */
    private static final class Held {
        final int place;
        final long from;
        long until = Long.MAX_VALUE;

        Held(int place, long from) {
            this.place = place;
            this.from = from;
        }
    }

    /** Takes a fact. */
    void take(ClusterFact fact) {
        switch (fact.of().kind()) {
            case "Scope" -> home = fact.of().namespace();
            case "Pod", "Service", "Node" -> place(fact);
            case "EndpointSlice" -> endpoints(fact);
            default -> {}
        }
    }

    private void place(ClusterFact fact) {
        Integer known = byUid.get(fact.of().uid());
        if (fact.isGone()) {
            if (known != null) {
                release(known, fact.unixNanos());
            }
            return;
        }
        ClusterPlace.Version version = new ClusterPlace.Version(fact.detail("revision"), fact.detail("version"));
        ClusterPlace now = new ClusterPlace(
                fact.of(),
                fact.owner(),
                fact.node(),
                version,
                known == null ? "" : places.get(known).service());
        int place;
        if (known == null) {
            if (places.count() >= MAX_PLACES) {
                return;
            }
            place = places.count();
            places = places.plus(now);
            byUid.put(fact.of().uid(), place);
            changed = true;
        } else {
            place = known;
            changed |= !places.get(place).equals(now);
            places.replace(place, now);
        }
        if (!fact.address().isEmpty()) {
            for (String address : fact.address().split(",", -1)) {
                hold(address, place, fact.unixNanos());
            }
        }
    }

    private void hold(String address, int place, long from) {
        List<Held> holders = byAddress.computeIfAbsent(address, a -> new ArrayList<>(1));
        if (!holders.isEmpty()) {
            Held last = holders.getLast();
            if (last.place == place && last.until == Long.MAX_VALUE) {
                return;
            }
            last.until = Math.min(last.until, from);
        }
        holders.add(new Held(place, from));
        workloadsOfService.clear();
        changed = true;
    }

    private void release(int place, long at) {
        for (List<Held> holders : byAddress.values()) {
            Held last = holders.getLast();
            if (last.place == place) {
                last.until = Math.min(last.until, at);
            }
        }
    }

    private void endpoints(ClusterFact slice) {
        String service = slice.of().namespace() + "/"
                + slice.owner().substring(slice.owner().indexOf('/') + 1);
        endpointsOfService.put(service, List.of(slice.address().split(",", -1)));
        workloadsOfService.remove(service);
        changed = true;
    }

    /** Whether places or addresses came since this was asked last. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        if (was) {
            findShared();
        }
        return was;
    }

    /** Pods that answer for a service together with pods of other workloads. One that no longer does is still known by it. */
    private void findShared() {
        endpointsOfService.forEach((key, addresses) -> {
            if (workloads(key).size() > 1) {
                String service = key.substring(key.indexOf('/') + 1);
                for (String address : addresses) {
                    int pod = byAddress(address, Long.MAX_VALUE);
                    if (pod >= 0 && places.get(pod).isPod()) {
                        places.replace(pod, places.get(pod).behind(service));
                    }
                }
            }
        });
    }

    boolean isEmpty() {
        return places.count() == 0;
    }

    /** The pod with a uid, or -1. */
    int byUid(String uid) {
        Integer place = byUid.get(uid);
        return place == null ? -1 : place;
    }

    /** Who had an address at a time, or who has had it first when that was later; -1 when nobody is known. */
    int byAddress(String address, long unixNanos) {
        List<Held> holders = byAddress.get(address);
        if (holders == null) {
            return -1;
        }
        for (int i = holders.size() - 1; i >= 0; i--) {
            if (holders.get(i).from <= unixNanos) {
                return holders.get(i).place;
            }
        }
        return holders.getFirst().place;
    }

    ClusterPlace get(int place) {
        return places.get(place);
    }

    Known<ClusterPlace> all() {
        return places;
    }

    /** What a place is called as a peer: a pod by its workload, a service by the one workload behind it. */
    String peerName(int index) {
        ClusterPlace place = places.get(index);
        String name = place.isPod() ? place.workload() : onlyWorkload(place);
        return place.named(name, home);
    }

    /** The namespace of the session, or empty. */
    String home() {
        return home;
    }

    Peer.Kind peerKind(int index) {
        ClusterPlace place = places.get(index);
        return switch (place.kind()) {
            case "Pod" -> Peer.Kind.WORKLOAD;
            case "Service" -> workloads(place).size() == 1 ? Peer.Kind.WORKLOAD : Peer.Kind.SERVICE;
            default -> Peer.Kind.NODE;
        };
    }

    private String onlyWorkload(ClusterPlace place) {
        Set<String> behind = place.kind().equals("Service") ? workloads(place) : Set.of();
        return behind.size() == 1 ? behind.iterator().next() : place.name();
    }

    private Set<String> workloads(ClusterPlace service) {
        return workloads(service.namespace() + "/" + service.name());
    }

    private Set<String> workloads(String service) {
        return workloadsOfService.computeIfAbsent(service, k -> {
            Set<String> behind = new HashSet<>();
            for (String address : endpointsOfService.getOrDefault(k, List.of())) {
                int pod = byAddress(address, Long.MAX_VALUE);
                if (pod >= 0 && places.get(pod).isPod()) {
                    behind.add(places.get(pod).workload());
                }
            }
            return behind;
        });
    }

    long bytes() {
        return 400L * places.count() + 120L * byAddress.size();
    }
}
