package dev.sonde.core.series;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Durations of calls by who asked, and when there were such calls. Not to be changed.
 *
 * @param durations by the name of the client
 * @param versions how many of the calls came from which version of the client, by its name; those of pods only
 * @param firstNanos when the first call began, in Unix nanoseconds; {@link Long#MAX_VALUE} without calls
 * @param lastNanos when the last one began; {@link Long#MIN_VALUE} without calls
 */
public record Callers(
        Map<String, LatencyHistogram> durations,
        Map<String, Map<String, Long>> versions,
        long firstNanos,
        long lastNanos) {
    /** Reads the calls that have a row each, their callers told apart at a grain. Call it in a job. */
    public static Callers of(Snapshot snapshot, Window window, Filter filter, Grain grain, CancelToken cancel) {
        Parties parties = new Parties(snapshot, grain);
        Map<Integer, LatencyHistogram> byPeer = new HashMap<>();
        Map<Integer, Map<Integer, Long>> byPlace = new HashMap<>();
        long[] ends = {Long.MAX_VALUE, Long.MIN_VALUE};
        new Scan(snapshot, window, filter, cancel).exchanges((slice, rows, row) -> {
            ends[0] = Math.min(ends[0], rows.startNanos(row));
            ends[1] = Math.max(ends[1], rows.startNanos(row));
            int client = parties.client(rows.connection(row));
            int place = snapshot.connections().clientPlace(rows.connection(row));
            if (place >= 0) {
                byPlace.computeIfAbsent(client, peer -> new HashMap<>()).merge(place, 1L, Long::sum);
            }
            if (rows.durationNanos(row) >= 0) {
                byPeer.computeIfAbsent(client, peer -> new LatencyHistogram()).add(rows.durationNanos(row));
            }
        });
        Map<String, LatencyHistogram> named = new LinkedHashMap<>();
        byPeer.forEach((peer, own) -> named.computeIfAbsent(parties.name(peer), name -> new LatencyHistogram())
                .add(own));
        return new Callers(Collections.unmodifiableMap(named), versions(snapshot, parties, byPlace), ends[0], ends[1]);
    }

    private static Map<String, Map<String, Long>> versions(
            Snapshot snapshot, Parties parties, Map<Integer, Map<Integer, Long>> byPlace) {
        Map<String, Map<String, Long>> versions = new HashMap<>();
        byPlace.forEach((peer, places) -> places.forEach((place, calls) -> {
            String version = snapshot.place(place).version().name();
            if (!version.isEmpty()) {
                versions.computeIfAbsent(parties.name(peer), name -> new TreeMap<>())
                        .merge(version, calls, Long::sum);
            }
        }));
        return Collections.unmodifiableMap(versions);
    }

    /** Durations of all callers together. */
    public LatencyHistogram all() {
        LatencyHistogram all = new LatencyHistogram();
        durations.values().forEach(all::add);
        return all;
    }
}
