package dev.sonde.core.cluster.facts;

import dev.sonde.core.cluster.scope.PodReader;
import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ClusterEvents;
import dev.sonde.protocol.v1.ClusterFacts;
import dev.sonde.protocol.v1.Strings;
import io.fabric8.kubernetes.api.model.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects facts and events and makes batches of them: of agent 0, whose clock is the workstation's. What says nothing new is
 * left out. Thread-safe.
 */
final class FactBatches {
    private static final int GONE = 1;
    private static final int WARNING = 1;
    private static final int MAX_MESSAGE = 500;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Fact> known = new HashMap<>();
    private final Strangers strangers;
    private final List<String> fresh = new ArrayList<>();
    private int firstFresh = 1;
    private ClusterFacts.Builder facts = ClusterFacts.newBuilder();
    private ClusterEvents.Builder events = ClusterEvents.newBuilder();
    private long base = UnixNanos.now();
    private long lastFact = base;
    private long lastEvent = base;

    /** Collects what is of some namespaces, and of others what is met; of all when none is named. */
    FactBatches(Set<String> namespaces) {
        strangers = new Strangers(namespaces);
    }

    /** Takes an object as it is now. */
    synchronized void add(Fact fact) {
        boolean told = known.containsKey(fact.of().uid());
        if (told || strangers.isAskedFor(fact.of().namespace()) || strangers.isMet(fact)) {
            tell(fact);
        }
    }

    /** Takes note of an address that somebody talks to or from. */
    synchronized void met(String address) {
        strangers.meet(address).forEach(this::tell);
    }

    private void tell(Fact fact) {
        Fact before = known.put(fact.of().uid(), fact);
        if (!fact.equals(before)) {
            row(fact, 0);
        }
    }

    /** Takes note that an object is gone. */
    synchronized void gone(String uid) {
        Fact last = known.remove(uid);
        if (last != null) {
            row(last, GONE);
        } else {
            strangers.gone(uid);
        }
    }

    private void row(Fact fact, int flags) {
        long time = UnixNanos.now();
        facts.addTimeDelta(time - lastFact)
                .addKind(id(fact.of().kind()))
                .addNamespace(id(fact.of().namespace()))
                .addName(id(fact.of().name()))
                .addUid(id(fact.of().uid()))
                .addNode(id(fact.node()))
                .addAddress(id(fact.address()))
                .addOwner(id(fact.owner()))
                .addState(id(fact.state()))
                .addDetail(id(fact.detail()))
                .addFlags(flags);
        lastFact = time;
    }

    /** Takes an event of the API. */
    synchronized void add(Event event) {
        if (!strangers.isAskedFor(text(event.getInvolvedObject().getNamespace()))) {
            return;
        }
        long time = time(event);
        String message = event.getMessage() == null ? "" : event.getMessage();
        events.addTimeDelta(time - lastEvent)
                .addKind(id(text(event.getInvolvedObject().getKind())))
                .addNamespace(id(text(event.getInvolvedObject().getNamespace())))
                .addName(id(text(event.getInvolvedObject().getName())))
                .addReason(id(text(event.getReason())))
                .addMessage(id(message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message))
                .addFlags("Warning".equals(event.getType()) ? WARNING : 0)
                .addCount(event.getCount() == null ? 1 : event.getCount());
        lastEvent = time;
    }

    private static long time(Event event) {
        String last = event.getLastTimestamp() != null ? event.getLastTimestamp() : event.getFirstTimestamp();
        if (last == null && event.getEventTime() != null) {
            last = event.getEventTime().getTime();
        }
        long time = PodReader.unixNanos(last);
        return time == 0 ? UnixNanos.now() : time;
    }

    /** What came since the last batch; null when nothing did. */
    synchronized @Nullable Batch take() {
        if (facts.getKindCount() == 0 && events.getKindCount() == 0) {
            return null;
        }
        Batch.Builder batch = Batch.newBuilder()
                .setBaseNs(base)
                .setClock(Clock.newBuilder().setMonotonicNs(base).setUnixNs(base));
        if (!fresh.isEmpty()) {
            batch.setStrings(Strings.newBuilder().setFirstId(firstFresh).addAllValues(fresh));
            firstFresh += fresh.size();
            fresh.clear();
        }
        if (facts.getKindCount() > 0) {
            batch.setFacts(facts);
        }
        if (events.getKindCount() > 0) {
            batch.setEvents(events);
        }
        facts = ClusterFacts.newBuilder();
        events = ClusterEvents.newBuilder();
        base = UnixNanos.now();
        lastFact = base;
        lastEvent = base;
        return batch.build();
    }

    private int id(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        Integer id = ids.get(text);
        if (id == null) {
            id = ids.size() + 1;
            ids.put(text, id);
            fresh.add(text);
        }
        return id;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
