package dev.sonde.core.store;

import dev.sonde.protocol.columns.ExchangeColumns;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Rows of exchanges: appends them, and completes those that were told by the agent at the other end. Owned by the writer. */
final class ExchangeIntake {
    private static final int MAX_WAITING = 1 << 20;
    private static final int MAX_HALVES = 1 << 16;

    /** Between the ends of one exchange, clocks' errors and all. */
    private static final long APART_NANOS = 1_000_000_000L;

    private final Directory directory;
    private final Connections connections;
    private final Joiner joiner;

    /** By what they ask instead of their connection: those whose other end may be told of as another connection. */
    private final Joiner halves;

    private final ArrayDeque<ExchangeChunk> sealed = new ArrayDeque<>();
    private List<Snapshot.Slice<ExchangeChunk>> sealedSlices = List.of();
    private ExchangeChunk active = new ExchangeChunk(0);
    private long sealedBytes;
    private long count;
    private long firstRowNanos;
    private long lastRowNanos;

    ExchangeIntake(Directory directory, Connections connections, long joinNanos) {
        this.directory = directory;
        this.connections = connections;
        this.joiner = new Joiner(joinNanos, MAX_WAITING);
        this.halves = new Joiner(joinNanos, MAX_HALVES);
    }

    /** Takes the rows of a batch. */
    void take(AgentIntake agent, ExchangeColumns told, long baseNanos) {
        firstRowNanos = Long.MAX_VALUE;
        lastRowNanos = Long.MIN_VALUE;
        long time = baseNanos;
        int detail = 0;
        int rows = told.rows();
        for (int i = 0; i < rows; i++) {
            time += told.startDelta(i);
            long start = agent.unixNanos(time);
            firstRowNanos = Math.min(firstRowNanos, start);
            lastRowNanos = Math.max(lastRowNanos, start);
            int flags = told.flags(i);
            boolean detailed = (flags & ExchangeFlag.DETAIL_VALUE) != 0;
            int connection = connections.resolve(agent, told.connection(i), start);
            int sequence = told.requestSequence(i);
            int ends = flags & Rows.ENDS;
            boolean oneEnd =
                    sequence != 0 && (ends == ExchangeFlag.AT_CLIENT_VALUE || ends == ExchangeFlag.AT_SERVER_VALUE);
            int other = oneEnd ? connections.otherHalf(connection) : -1;
            boolean half = oneEnd && connections.mayBeHalf(connection);
            boolean known = oneEnd
                    && (complete(joiner.take(connection, sequence), agent, told, i, start)
                            || (other >= 0 && complete(joiner.take(other, sequence), agent, told, i, start))
                            || (half && completeHalf(agent, told, i, connection, start)));
            if (!known) {
                append(agent, told, i, connection, start);
                if (detailed) {
                    active.details.set(active.size, told.detail(detail));
                }
                if (oneEnd) {
                    joiner.remember(connection, sequence, place(active, active.size), start);
                }
                if (half) {
                    halves.remember(asked(agent, told, i), sequence, place(active, active.size), start);
                }
                active.size++;
                count++;
                if (active.size == ExchangeChunk.CAPACITY) {
                    seal();
                }
            }
            if (detailed) {
                detail++;
            }
        }
    }

    /** What tells exchanges apart without their connection, beside the sequence number. */
    private int asked(AgentIntake agent, ExchangeColumns told, int i) {
        return (31 * endpoint(agent, told.endpoint(i)) + (int) told.requestBytes(i)) & 0x3fffffff;
    }

    /** Completes the sight of the other end on another connection, which is then known to be the same. */
    private boolean completeHalf(AgentIntake agent, ExchangeColumns told, int i, int connection, long start) {
        long place = halves.take(asked(agent, told, i), told.requestSequence(i));
        ExchangeChunk chunk = place < 0 ? null : chunk(place >>> ExchangeChunk.SHIFT);
        int row = (int) place & (ExchangeChunk.CAPACITY - 1);
        if (chunk == null
                || Math.abs(chunk.start[row] - start) > APART_NANOS
                || !connections.mayBeHalf(chunk.connection[row])
                || !connections.joinHalves(chunk.connection[row], connection)) {
            return false;
        }
        joiner.take(chunk.connection[row], told.requestSequence(i));
        return complete(place, agent, told, i, start);
    }

    /** Start of the earliest row that was taken last; {@link Long#MAX_VALUE} when there was none. */
    long firstRowNanos() {
        return firstRowNanos;
    }

    /** Start of the latest row that was taken last; {@link Long#MIN_VALUE} when there was none. */
    long lastRowNanos() {
        return lastRowNanos;
    }

    long count() {
        return count;
    }

    long bytes() {
        return sealedBytes + active.bytes() + joiner.bytes() + halves.bytes();
    }

    /** When the oldest stretch that can be dropped ends, or {@link Long#MAX_VALUE} when there is none. */
    long oldestEndNanos() {
        return sealed.isEmpty() ? Long.MAX_VALUE : sealed.getFirst().maxStart;
    }

    /** Drops the oldest stretch. */
    void dropOldest() {
        ExchangeChunk oldest = sealed.removeFirst();
        sealedBytes -= oldest.bytes();
        count -= oldest.size;
        publishSealed();
    }

    List<Snapshot.Slice<ExchangeChunk>> slices() {
        return new Slices<>(sealedSlices, new Snapshot.Slice<>(active, active.size));
    }

    /** Marks the connections that rows refer to. */
    void mark(boolean[] used) {
        for (Snapshot.Slice<ExchangeChunk> slice : slices()) {
            slice.rows().mark(used, slice.size());
        }
    }

    /** Gives connections their new numbers, in copies: snapshots keep the old. */
    void move(int[] connectionIds) {
        ArrayDeque<ExchangeChunk> moved = new ArrayDeque<>();
        sealed.forEach(chunk -> moved.add(new ExchangeChunk(chunk, connectionIds)));
        sealed.clear();
        sealed.addAll(moved);
        active = new ExchangeChunk(active, connectionIds);
        joiner.move(connectionIds);
        publishSealed();
    }

    private void append(AgentIntake agent, ExchangeColumns told, int i, int connection, long start) {
        ExchangeChunk to = active;
        int row = to.size;
        to.start[row] = start;
        to.connection[row] = connection;
        to.endpoint[row] = endpoint(agent, told.endpoint(i));
        to.status[row] = told.status(i);
        to.protocol[row] = (byte) told.protocol(i);
        to.flags[row] = (short) told.flags(i);
        to.requestBytes.append(row, told.requestBytes(i));
        to.responseBytes.append(row, told.responseBytes(i));
        to.serverDuration.append(row, told.serverDurationPlus1(i) - 1);
        to.clientDuration.append(row, told.clientDurationPlus1(i) - 1);
        to.serverFirstByte.append(row, told.serverFirstBytePlus1(i) - 1);
        to.clientFirstByte.append(row, told.clientFirstBytePlus1(i) - 1);
        to.resultRows.append(row, told.rowsPlus1(i) - 1);
        to.reach(start);
    }

    /** Completes the row at a place with the other end's sight of it; false when there is none to complete. */
    private boolean complete(long place, AgentIntake agent, ExchangeColumns told, int i, long start) {
        if (place < 0) {
            return false;
        }
        ExchangeChunk chunk = chunk(place >>> ExchangeChunk.SHIFT);
        if (chunk == null) {
            // The first sight has left memory: this one goes with it, so that it isn't counted as another.
            return true;
        }
        int row = (int) place & (ExchangeChunk.CAPACITY - 1);
        int ends = told.flags(i) & Rows.ENDS;
        if ((chunk.flags[row] & Rows.ENDS & ends) != 0) {
            // The same end twice: a sequence number that came around. It is another exchange.
            return false;
        }
        if (ends == ExchangeFlag.AT_CLIENT_VALUE) {
            chunk.clientDuration.set(row, told.clientDurationPlus1(i) - 1);
            chunk.clientFirstByte.set(row, told.clientFirstBytePlus1(i) - 1);
            chunk.reach(start);
            chunk.start[row] = start;
        } else {
            chunk.serverDuration.set(row, told.serverDurationPlus1(i) - 1);
            chunk.serverFirstByte.set(row, told.serverFirstBytePlus1(i) - 1);
        }
        fill(chunk, row, agent, told, i);
        chunk.flags[row] |= (short) ends;
        return true;
    }

    /** Takes over what only the second sight knows. */
    private void fill(ExchangeChunk chunk, int row, AgentIntake agent, ExchangeColumns told, int i) {
        int flags = chunk.flags[row];
        if (chunk.status[row] < 0 && told.status(i) >= 0) {
            int response = ExchangeFlag.ERROR_VALUE | ExchangeFlag.INCOMPLETE_VALUE;
            chunk.status[row] = told.status(i);
            flags = (flags & ~response) | (told.flags(i) & response);
        }
        int cut = ExchangeFlag.REQUEST_CUT_VALUE;
        if ((flags & cut) != 0 && (told.flags(i) & cut) == 0) {
            int endpoint = endpoint(agent, told.endpoint(i));
            VarHandle.releaseFence();
            chunk.endpoint[row] = endpoint;
            flags &= ~cut;
        }
        chunk.flags[row] = (short) flags;
        if (chunk.resultRows.get(row) < 0) {
            chunk.resultRows.set(row, told.rowsPlus1(i) - 1);
        }
        if (chunk.responseBytes.get(row) < told.responseBytes(i)) {
            chunk.responseBytes.set(row, told.responseBytes(i));
        }
    }

    private int endpoint(AgentIntake agent, int id) {
        int string = agent.string(id);
        return string < 0 ? directory.untold() : string;
    }

    private static long place(ExchangeChunk chunk, int row) {
        return (chunk.number() << ExchangeChunk.SHIFT) | row;
    }

    private @org.jspecify.annotations.Nullable ExchangeChunk chunk(long number) {
        if (number == active.number()) {
            return active;
        }
        if (sealed.isEmpty() || number < sealed.getFirst().number()) {
            return null;
        }
        // Joins reach back seconds: the one looked for is near the end.
        for (Iterator<ExchangeChunk> i = sealed.descendingIterator(); i.hasNext(); ) {
            ExchangeChunk chunk = i.next();
            if (chunk.number() == number) {
                return chunk;
            }
        }
        return null;
    }

    private void seal() {
        active.details.seal();
        sealed.addLast(active);
        sealedBytes += active.bytes();
        active = new ExchangeChunk(active.number() + 1);
        publishSealed();
    }

    private void publishSealed() {
        List<Snapshot.Slice<ExchangeChunk>> slices = new ArrayList<>(sealed.size());
        sealed.forEach(chunk -> slices.add(new Snapshot.Slice<>(chunk, chunk.size)));
        sealedSlices = List.copyOf(slices);
    }
}
