package dev.sonde.core.waiting;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that have been asked and have not answered, by whom. Cheap: there are a few thousand requests at most. */
public final class AllAwaited {
    private AllAwaited() {}

    /**
     * Finds them: first those that wait for nobody themselves, and of those the ones with the most requests.
     *
     * @param untilNanos only requests that were sent before this moment
     */
    public static List<Awaited> of(Snapshot snapshot, long untilNanos, Filter filter, Grain grain) {
        List<Waiting> waits = snapshot.waits();
        Parties parties = new Parties(snapshot, grain);
        StateFilter kept = StateFilter.ofWaits(filter, snapshot, waits);
        Map<String, String> behind = new HashMap<>();
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (int i = 0; i < waits.size(); i++) {
            Waiting wait = waits.get(i);
            String client = parties.party(parties.client(wait.connection())).name();
            String server = parties.party(parties.server(wait.connection())).name();
            if (!client.equals(server)) {
                behind.putIfAbsent(client, server);
            }
            if (wait.startNanos() < untilNanos && kept.keeps(i)) {
                sums.computeIfAbsent(server, name -> new Sum(wait)).requests++;
            }
        }
        List<Awaited> all = new ArrayList<>();
        sums.forEach((server, sum) -> all.add(new Awaited(
                server,
                sum.requests,
                sum.first.startNanos(),
                Labels.endpoint(snapshot, sum.first.endpoint()),
                last(behind, server))));
        all.sort(Comparator.comparing((Awaited one) -> one.behind() != null)
                .thenComparing(Comparator.comparingInt(Awaited::requests).reversed()));
        return all;
    }

    /** Whom someone waits for in the end: the last of the chain. */
    private static @Nullable String last(Map<String, String> behind, String server) {
        Set<String> seen = new HashSet<>(Set.of(server));
        String last = behind.get(server);
        for (String next = last; next != null && seen.add(next); next = behind.get(next)) {
            last = next;
        }
        return last;
    }

    /** Requests that wait for one server; the list of them begins with the oldest. */
    private static final class Sum {
        final Waiting first;
        int requests;

        Sum(Waiting first) {
            this.first = first;
        }
    }
}
