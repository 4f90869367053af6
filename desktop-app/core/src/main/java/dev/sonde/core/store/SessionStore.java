package dev.sonde.core.store;

import dev.sonde.protocol.columns.ColumnBatch;
import dev.sonde.protocol.columns.ExchangeColumns;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.protocol.v1.Process;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The session in memory.
 *
 * <p>One thread, the writer, calls {@link #accept}. Any thread calls {@link #snapshot} and {@link #revision}.
 *
 * <p>Rows are columns of primitives. When they, the connections and the strings use more than the settings allow, the
 * oldest rows leave memory; {@link Snapshot#extent} then begins later.
 */
public final class SessionStore {
    /** An agent whose word is older than this against the others' does not hold the live edge back any longer. */
    private static final long SILENT_NANOS = 5_000_000_000L;

    private static final int MAX_AGENTS = 0x7fff;

    private final StoreSettings settings;
    private final Directory directory = new Directory();
    private int runs;
    private final Connections connections = new Connections(directory);
    private final ExchangeIntake exchanges;
    private final AggregateIntake aggregates = new AggregateIntake(directory, connections);
    private final ClusterIntake cluster = new ClusterIntake(directory);
    private final UseIntake uses;
    private final Losses losses = new Losses();
    private final NoteBook notes = new NoteBook();
    private final TreeMap<Integer, AgentIntake> agents = new TreeMap<>();
    private long evictedUntil = Long.MIN_VALUE;
    private long revision;
    private long compactAbove;
    private volatile Snapshot snapshot;

    /** Makes an empty store. */
    public SessionStore(StoreSettings settings) {
        this.settings = settings;
        this.exchanges =
                new ExchangeIntake(directory, connections, settings.joinWithin().toNanos());
        this.uses = new UseIntake(directory, settings.maxBytes());
        this.compactAbove = settings.maxBytes() / 4;
        this.snapshot = newSnapshot();
    }

    /**
     * Takes a batch. Only on the writer's thread. What can't be understood is counted as loss ({@code bad_batch}), never
     * thrown.
     */
    public void accept(Batch batch) {
        accept(ColumnBatch.of(batch));
    }

    /** Takes a batch whose exchanges are columns, as {@link #accept(Batch)} takes one. */
    public void accept(ColumnBatch columns) {
        Batch batch = columns.rest();
        int number = batch.getAgent();
        if (batch.hasNotes()) {
            takeNotes(batch);
        } else if (number < 0 || number > MAX_AGENTS) {
            losses.add(new LossInfo("bad_batch", new LossInfo.Place("", "stream"), 1, 0, 0, "agent " + number));
        } else {
            AgentIntake agent = agent(number, batch);
            try {
                take(agent, columns);
            } catch (RuntimeException | IOException e) {
                lost(agent, "bad_batch", 1, agent.unixNanos(batch.getBaseNs()), String.valueOf(e.getMessage()));
            }
        }
        evict();
        revision++;
        snapshot = newSnapshot();
    }

    /**
     * Says that what was before a moment is not in memory although it happened. Only on the writer's thread, or before it
     * begins.
     */
    public void forgetBefore(long unixNanos) {
        evictedUntil = Math.max(evictedUntil, unixNanos);
        snapshot = newSnapshot();
    }

    /** Notes are people's, and come by themselves. */
    private void takeNotes(Batch batch) {
        try {
            notes.take(batch.getNotes());
        } catch (IndexOutOfBoundsException e) {
            losses.add(new LossInfo("bad_batch", new LossInfo.Place("", "notes"), 1, 0, 0, "columns of notes differ"));
        }
    }

    /** The session as of the last batch taken. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** Grows with each batch: tells cheaply whether a new snapshot would differ. */
    public long revision() {
        return snapshot.revision();
    }

    /** Heap that rows, connections and strings use, as the store counts it. Only on the writer's thread. */
    long bytes() {
        long bytes = exchanges.bytes()
                + aggregates.bytes()
                + connections.bytes()
                + directory.bytes()
                + cluster.bytes()
                + uses.bytes();
        for (AgentIntake agent : agents.values()) {
            bytes += agent.connections.bytes();
        }
        return bytes;
    }

    private AgentIntake agent(int number, Batch batch) {
        AgentIntake known = agents.get(number);
        if (known == null || (batch.getSequence() == 1 && known.wasBefore(batch))) {
            // Number 1 again is a new connection to the agent: its ids begin anew.
            known = new AgentIntake(number, runs++);
            agents.put(number, known);
        }
        if (batch.getSequence() == 1) {
            known.greeted(batch.getBaseNs());
        }
        return known;
    }

    private void take(AgentIntake agent, ColumnBatch columns) throws IOException {
        Batch batch = columns.rest();
        long before = agent.lastSequence();
        AgentIntake.Arrival arrival = agent.arrived(batch.getSequence());
        if (arrival == AgentIntake.Arrival.DUPLICATE) {
            return;
        }
        if (batch.hasClock()) {
            agent.clock(batch.getClock());
        }
        if (batch.hasAgentInfo()) {
            agent.about = AgentStatus.About.of(batch.getAgentInfo());
        }
        long now = agent.unixNanos(batch.getBaseNs());
        if (arrival == AgentIntake.Arrival.AFTER_GAP) {
            long from = agent.completeUntilNanos() == 0 ? now : agent.completeUntilNanos();
            long holes = batch.getSequence() - before - 1;
            losses.add(new LossInfo("stream_gap", stream(agent), holes, Math.min(from, now), now, "batches"));
        } else if (arrival == AgentIntake.Arrival.LATE) {
            losses.takeBack("stream_gap", stream(agent), 1);
        }
        if (batch.hasStrings()) {
            agent.strings(batch.getStrings());
            for (int i = 0; i < batch.getStrings().getValuesCount(); i++) {
                agent.string(
                        batch.getStrings().getFirstId() + i,
                        directory.string(batch.getStrings().getValues(i)));
            }
        }
        takeCluster(agent, batch);
        batch.getProcessesList().forEach(process -> take(agent, process));
        takeRows(agent, batch, columns.exchanges());
        batch.getLossesList().forEach(loss -> take(agent, loss));
        if (batch.hasHealth()) {
            agent.cost = agent.cost.plus(batch.getHealth());
        }
        if (batch.hasEnd()) {
            agent.end = new AgentStatus.End(
                    Math.max(agent.completeUntilNanos(), now), batch.getEnd().getReason());
        }
    }

    private void takeCluster(AgentIntake agent, Batch batch) {
        if (batch.hasEvents()) {
            cluster.take(agent, batch.getEvents(), batch.getBaseNs());
        }
        if (batch.hasFacts()) {
            cluster.take(agent, batch.getFacts(), batch.getBaseNs());
        }
        if (directory.places().takeChanged()) {
            for (int process = 0; process < directory.processCount(); process++) {
                if (directory.rename(process)) {
                    connections.renamed(process, directory.peerOf(process));
                }
            }
            connections.resolvePlaces();
        }
    }

    private void takeRows(AgentIntake agent, Batch batch, @Nullable ExchangeColumns told) throws IOException {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        if (batch.hasConnections()) {
            connections.take(agent, batch.getConnections(), batch.getBaseNs());
        }
        if (told != null) {
            exchanges.take(agent, told, batch.getBaseNs());
            first = exchanges.firstRowNanos();
            last = exchanges.lastRowNanos();
        }
        if (batch.hasAggregates()) {
            aggregates.take(agent, batch.getAggregates(), batch.getBaseNs());
            first = Math.min(first, aggregates.firstRowNanos());
            last = Math.max(last, aggregates.lastRowNanos());
        }
        if (batch.hasConnectionStats()) {
            connections.take(agent, batch.getConnectionStats(), batch.getBaseNs());
        }
        if (batch.hasContainerUses()) {
            uses.take(agent, batch.getContainerUses(), batch.getBaseNs());
        }
        if (batch.hasWaits()) {
            agent.waits.take(agent, batch.getWaits(), batch.getBaseNs());
        }
        agent.seen(batch, first, last == Long.MIN_VALUE ? last : last + 1);
    }

    private void take(AgentIntake agent, Process told) {
        int known = agent.processes.get(told.getRef());
        int peerBefore = known < 0 ? -1 : directory.peerOf(known);
        int index = directory.process(agent, known, told);
        agent.processes.put(told.getRef(), index);
        if (known >= 0 && directory.peerOf(index) != peerBefore) {
            connections.renamed(index, directory.peerOf(index));
        }
    }

    private void take(AgentIntake agent, Loss told) {
        losses.add(new LossInfo(
                told.getCause(),
                new LossInfo.Place(
                        told.getNode().isEmpty() ? agent.node() : told.getNode(), told.getAgent(), told.getProbe()),
                told.getCount(),
                agent.unixNanos(told.getFirstNs()),
                agent.unixNanos(told.getLastNs()),
                told.getNote()));
    }

    private void lost(AgentIntake agent, String cause, long count, long nanos, String note) {
        losses.add(new LossInfo(cause, stream(agent), count, nanos, nanos, note));
    }

    private static LossInfo.Place stream(AgentIntake agent) {
        return new LossInfo.Place(agent.node(), "stream");
    }

    private void evict() {
        while (bytes() > settings.maxBytes()) {
            long oldest = Math.min(exchanges.oldestEndNanos(), aggregates.oldestEndNanos());
            if (oldest == Long.MAX_VALUE) {
                break;
            }
            if (oldest == exchanges.oldestEndNanos()) {
                exchanges.dropOldest();
            } else {
                aggregates.dropOldest();
            }
            evictedUntil = Math.max(evictedUntil, oldest + 1);
            aggregates.dropBefore(evictedUntil);
        }
        if (connections.bytes() > compactAbove) {
            compactConnections();
        }
    }

    private void compactConnections() {
        boolean[] used = new boolean[connections.count()];
        exchanges.mark(used);
        aggregates.mark(used);
        int[] moved = connections.compact(used);
        exchanges.move(moved);
        aggregates.move(moved);
        for (AgentIntake agent : agents.values()) {
            agent.connections = agent.connections.mapped(moved);
            agent.clientEnds = agent.clientEnds.mapped(moved);
        }
        // Next time when they have doubled: the work stays a small share of the intake.
        compactAbove = Math.max(settings.maxBytes() / 4, connections.bytes() * 2);
    }

    private Snapshot newSnapshot() {
        Snapshot.Edges edges = edges();
        List<AgentStatus> statuses = new ArrayList<>(agents.size());
        agents.values().stream().filter(agent -> agent.agent > 0).forEach(agent -> statuses.add(agent.status()));
        return new Snapshot(
                revision,
                edges,
                exchanges.slices(),
                aggregates.slices(),
                directory.names(connections.table(), connections.count()),
                new Snapshot.Facts(
                        List.copyOf(statuses),
                        losses.sums(),
                        losses.reports(),
                        notes.inOrder(),
                        cluster.facts(),
                        cluster.events(),
                        uses.table(),
                        WaitIntake.of(agents.values(), connections, edges.to() - SILENT_NANOS)));
    }

    private Snapshot.Edges edges() {
        long from = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (AgentIntake agent : agents.values()) {
            // Agent 0 is the workstation: what it knows of before anything is watched is no watched time.
            from = agent.agent == 0 ? from : Math.min(from, agent.firstNanos());
            if (agent.completeUntilNanos() != 0) {
                latest = Math.max(latest, agent.completeUntilNanos());
            }
        }
        long edge = latest;
        for (AgentIntake agent : agents.values()) {
            long until = agent.completeUntilNanos();
            if (agent.end == null && until != 0 && until > latest - SILENT_NANOS) {
                edge = Math.min(edge, until);
            }
        }
        boolean evicted = evictedUntil != Long.MIN_VALUE;
        from = Math.min(Math.max(from, evictedUntil), edge);
        long rows = exchanges.count();
        return new Snapshot.Edges(from, edge, evicted, rows, rows + aggregates.calls());
    }
}
