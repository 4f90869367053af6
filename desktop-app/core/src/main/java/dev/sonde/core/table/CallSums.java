package dev.sonde.core.table;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls by owner, endpoint and protocol: what the figures, services, endpoints and statements of a window are sums of. A snapshot's
 * rows are walked once for all who ask. Not changed once made.
 */
final class CallSums {
    private final Map<Key, Stats> groups = new LinkedHashMap<>();
    private final long undecidedCalls;

    /** What calls are told apart by; owners of the same name are one. */
    record Key(String owner, int protocol, int endpoint) {}

    private record Question(Window window, Filter filter, Slowness slowness, By owner, Grain peers) {}

    private CallSums(Snapshot snapshot, Question asked, CancelToken cancel) {
        Dimension owner = Dimension.of(asked.owner(), asked.peers(), snapshot);
        Scan scan = new Scan(snapshot, asked.window(), asked.filter(), cancel);
        Slowness.Threshold slow = asked.slowness().threshold(snapshot);
        Groups.of(scan, owner.key(), Rows::endpoint, Rows::protocol, slow)
                .forEach((id, endpoint, protocol, stats) ->
                        groups.merge(new Key(owner.name().apply(id), protocol, endpoint), stats, Stats::with));
        undecidedCalls = scan.undecidedCalls();
    }

    /**
     * Counts them, or gives what was counted for the same question before.
     *
     * @param owner whose calls are told apart
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    static CallSums of(Snapshot snapshot, Query query, By owner, CancelToken cancel) {
        Question question = new Question(query.window(), query.filter(), query.slow(), owner, query.peers());
        return snapshot.once(CallSums.class, question, () -> new CallSums(snapshot, question, cancel));
    }

    /** All groups. */
    Map<Key, Stats> groups() {
        return Collections.unmodifiableMap(groups);
    }

    /** All calls. */
    Stats all() {
        Stats all = new Stats();
        groups.values().forEach(all::add);
        return all;
    }

    /** Calls by owner. */
    Map<String, Stats> byOwner() {
        Map<String, Stats> owners = new LinkedHashMap<>();
        groups.forEach((key, stats) ->
                owners.computeIfAbsent(key.owner(), name -> new Stats()).add(stats));
        return owners;
    }

    /** Calls by endpoint, whoever owns it. */
    Map<Key, Stats> byEndpoint() {
        Map<Key, Stats> endpoints = new LinkedHashMap<>();
        groups.forEach((key, stats) -> endpoints
                .computeIfAbsent(new Key("", key.protocol(), key.endpoint()), merged -> new Stats())
                .add(stats));
        return endpoints;
    }

    /** Calls that a term of the filter could not decide on. */
    long undecidedCalls() {
        return undecidedCalls;
    }
}
