package dev.sonde.core.store;

import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The session as it was at one revision. Immutable, cheap, and safe on any thread: it shares the store's columns and
 * states how far they may be read.
 */
public final class Snapshot {
    /** A stretch of rows that may be read from 0 up to {@code size}. */
    public record Slice<R extends Rows>(R rows, int size) {
        /** Says whether none of its rows can lie in a window. */
        public boolean misses(Window window) {
            return size == 0 || rows.maxStart < window.fromNanos() || rows.minStart >= window.toNanos();
        }

        /** Says whether all of its rows lie in a window. */
        public boolean within(Window window) {
            return rows.minStart >= window.fromNanos() && rows.maxStart < window.toNanos();
        }
    }

    private final long revision;
    private final Edges edges;
    private final List<Slice<ExchangeChunk>> exchanges;
    private final List<Slice<AggregateChunk>> aggregates;
    private final Names names;
    private final Facts facts;
    private final Computed computed = new Computed();
    /** Made when first asked for, by any thread: all are alike. */
    private @Nullable Snapshot withoutRows;

    /** What of time is in memory. */
    record Edges(long from, long to, boolean evicted, long exchangeCount, long callCount) {}

    /** Strings, peers, processes, places and connections, each with how many of them may be read. */
    record Names(
            Known<String> strings,
            Known<Peer> peers,
            Known<ProcessInfo> processes,
            Places places,
            ConnectionTable connections,
            int connectionCount) {}

    /** Pods, services and nodes, and the namespace that the session is of. */
    record Places(Known<ClusterPlace> known, String home) {}

    /** Agents, losses, notes, and what the cluster said. */
    record Facts(
            List<AgentStatus> agents,
            List<LossInfo> losses,
            Known<LossInfo> reports,
            List<Note> notes,
            Known<ClusterFact> facts,
            Known<ClusterEvent> events,
            UseTable uses,
            List<Waiting> waits) {
        Facts withoutRows() {
            return new Facts(agents, losses, reports, notes, facts, events, UseTable.EMPTY, List.of());
        }
    }

    Snapshot(
            long revision,
            Edges edges,
            List<Slice<ExchangeChunk>> exchanges,
            List<Slice<AggregateChunk>> aggregates,
            Names names,
            Facts facts) {
        this.revision = revision;
        this.edges = edges;
        this.exchanges = exchanges;
        this.aggregates = aggregates;
        this.names = names;
        this.facts = facts;
    }

    /** The same without calls, for what keeps names for long: it does not keep rows from leaving memory. */
    public Snapshot withoutRows() {
        Snapshot bare = withoutRows;
        if (bare == null) {
            bare = new Snapshot(revision, edges, List.of(), List.of(), names, facts.withoutRows());
            withoutRows = bare;
        }
        return bare;
    }

    /**
     * What follows from this snapshot for a question, computed once by who asks first. The last few answers are kept.
     *
     * @param question what else the answer depends on
     */
    public <T> T once(Class<T> type, Object question, Supplier<T> compute) {
        return computed.once(type, question, compute);
    }

    /** Grows with each batch. */
    public long revision() {
        return revision;
    }

    /** Says whether nothing has arrived yet that has a time. */
    public boolean isEmpty() {
        return edges.to == Long.MIN_VALUE;
    }

    /** The time that is in memory, from the first watched moment or the oldest row kept to the live edge. */
    public Window extent() {
        return isEmpty() ? new Window(0, 0) : new Window(edges.from, edges.to);
    }

    /** What was seen up to here has arrived from every agent that runs, in Unix nanoseconds; 0 when empty. */
    public long liveEdgeNanos() {
        return isEmpty() ? 0 : edges.to;
    }

    /** Says whether older rows have left memory; the recording still has them. */
    public boolean evicted() {
        return edges.evicted;
    }

    /** Exchanges that have a row, in memory. */
    public long exchangeCount() {
        return edges.exchangeCount;
    }

    /** Calls in memory: exchanges, and those that were counted without a row each. */
    public long callCount() {
        return edges.callCount;
    }

    /** Exchanges, roughly in the order of time. */
    public List<Slice<ExchangeChunk>> exchanges() {
        return exchanges;
    }

    /** Groups of calls without a row each. */
    public List<Slice<AggregateChunk>> aggregates() {
        return aggregates;
    }

    /** The string with an id; 0 is empty. */
    public String string(int id) {
        return names.strings.get(id);
    }

    /** How many strings there are. */
    public int stringCount() {
        return names.strings.count();
    }

    /** The peer with an id. */
    public Peer peer(int id) {
        return names.peers.get(id);
    }

    /** How many peers there are. */
    public int peerCount() {
        return names.peers.count();
    }

    /** The process at an index. */
    public ProcessInfo process(int index) {
        return names.processes.get(index);
    }

    /** How many processes were seen. */
    public int processCount() {
        return names.processes.count();
    }

    /** The pod, service or node at an index, as {@link ConnectionTable#clientPlace} names one. */
    public ClusterPlace place(int index) {
        return names.places.known.get(index);
    }

    /** How many pods, services and nodes were heard of. */
    public int placeCount() {
        return names.places.known.count();
    }

    /** The namespace of the session, whose objects go by their bare names; empty where it has none. */
    public String home() {
        return names.places.home;
    }

    /** How many facts of the cluster were told. */
    public int factCount() {
        return facts.facts.count();
    }

    /** A fact of the cluster, in the order they were told. */
    public ClusterFact fact(int index) {
        return facts.facts.get(index);
    }

    /** How many events of the cluster were told. */
    public int eventCount() {
        return facts.events.count();
    }

    /** An event of the cluster, in the order they were told. */
    public ClusterEvent event(int index) {
        return facts.events.get(index);
    }

    /** What containers used. */
    public UseTable uses() {
        return facts.uses;
    }

    /** Requests that have waited for more than a second at the end of what is in memory, the oldest first. */
    public List<Waiting> waits() {
        return facts.waits;
    }

    /** Columns of connections; {@link #connectionCount()} of them may be read. */
    public ConnectionTable connections() {
        return names.connections;
    }

    /** How many rows of connections are in memory. */
    public int connectionCount() {
        return names.connectionCount;
    }

    /** How many connections they are: one whose ends were told of as two is one. */
    public long distinctConnectionCount() {
        return IntStream.range(0, names.connectionCount)
                .filter(id -> !names.connections.isSeenAsOther(id))
                .count();
    }

    /** Agents heard of, by number. */
    public List<AgentStatus> agents() {
        return facts.agents;
    }

    /** What was lost, by cause and place. */
    public List<LossInfo> losses() {
        return facts.losses;
    }

    /** How many single reports of loss there are, for charts; {@link #losses()} are their sums. */
    public int lossReportCount() {
        return facts.reports.count();
    }

    /** A single report of loss, roughly in the order of time; its count is 0 when it turned out not to be lost. */
    public LossInfo lossReport(int index) {
        return facts.reports.get(index);
    }

    /** All that was lost of what was watched, whatever the cause. */
    public long lossTotal() {
        return facts.losses.stream()
                .filter(loss -> !loss.cameBefore())
                .mapToLong(LossInfo::count)
                .sum();
    }

    /** What people noted, by the moments that it is about. */
    public List<Note> notes() {
        return facts.notes;
    }

    /** Name of the node of an agent, or empty. */
    public String node(int agent) {
        for (AgentStatus status : facts.agents) {
            if (status.agent() == agent) {
                return status.about().node();
            }
        }
        return "";
    }

    /** Services whose processes were seen, in the order they appeared. */
    public List<Peer> services() {
        Set<Peer> services = new LinkedHashSet<>();
        for (int i = 0; i < names.processes.count(); i++) {
            services.add(names.peers.get(names.processes.get(i).peerId()));
        }
        return new ArrayList<>(services);
    }
}
