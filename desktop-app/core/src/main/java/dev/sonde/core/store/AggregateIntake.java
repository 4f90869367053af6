package dev.sonde.core.store;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.google.protobuf.ByteString;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.protocol.latency.LatencySketch;
import dev.sonde.protocol.v1.Aggregates;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of calls without a row each. Owned by the writer. */
final class AggregateIntake {
    private final Directory directory;
    private final Connections connections;
    private final ArrayDeque<AggregateChunk> sealed = new ArrayDeque<>();
    private List<Snapshot.Slice<AggregateChunk>> sealedSlices = List.of();
    private AggregateChunk active = new AggregateChunk();
    private long sealedBytes;
    private long calls;
    private long firstRowNanos;
    private long lastRowNanos;

    AggregateIntake(Directory directory, Connections connections) {
        this.directory = directory;
        this.connections = connections;
    }

    void take(AgentIntake agent, Aggregates told, long baseNanos) throws IOException {
        firstRowNanos = Long.MAX_VALUE;
        lastRowNanos = Long.MIN_VALUE;
        long time = baseNanos;
        for (int i = 0; i < told.getConnectionCount(); i++) {
            time += told.getStartDelta(i);
            long start = agent.unixNanos(time);
            firstRowNanos = Math.min(firstRowNanos, start);
            lastRowNanos = Math.max(lastRowNanos, start);
            int connection = connections.resolve(agent, told.getConnection(i), start);
            boolean clientOnly = (told.getFlags(i) & Rows.ENDS) == ExchangeFlag.AT_CLIENT_VALUE;
            if (clientOnly && connections.serverToldApart(agent, told.getConnection(i), connection)) {
                // These calls are counted at the server: they are counted once.
                continue;
            }
            append(agent, told, i, connection, start);
        }
    }

    long firstRowNanos() {
        return firstRowNanos;
    }

    long lastRowNanos() {
        return lastRowNanos;
    }

    long calls() {
        return calls;
    }

    long bytes() {
        return sealedBytes + active.bytes();
    }

    long oldestEndNanos() {
        return sealed.isEmpty() ? Long.MAX_VALUE : sealed.getFirst().maxStart;
    }

    void dropOldest() {
        AggregateChunk oldest = sealed.removeFirst();
        sealedBytes -= oldest.bytes();
        for (int i = 0; i < oldest.size; i++) {
            calls -= oldest.calls[i];
        }
        publishSealed();
    }

    /** Drops what lies before a moment altogether. */
    void dropBefore(long nanos) {
        while (oldestEndNanos() < nanos) {
            dropOldest();
        }
    }

    List<Snapshot.Slice<AggregateChunk>> slices() {
        return new Slices<>(sealedSlices, new Snapshot.Slice<>(active, active.size));
    }

    void mark(boolean[] used) {
        for (Snapshot.Slice<AggregateChunk> slice : slices()) {
            slice.rows().mark(used, slice.size());
        }
    }

    void move(int[] connectionIds) {
        List<AggregateChunk> moved = new ArrayList<>();
        for (Iterator<AggregateChunk> i = sealed.iterator(); i.hasNext(); ) {
            moved.add(new AggregateChunk(i.next(), connectionIds));
        }
        sealed.clear();
        sealed.addAll(moved);
        active = new AggregateChunk(active, connectionIds);
        publishSealed();
    }

    private void append(AgentIntake agent, Aggregates told, int i, int connection, long start) throws IOException {
        AggregateChunk to = active;
        int row = to.size;
        LatencyHistogram histogram = i < told.getDurationSketchCount() ? histogram(told.getDurationSketch(i)) : null;
        to.start[row] = start;
        to.width[row] = told.getWidthNs(i);
        to.connection[row] = connection;
        int endpoint = agent.string(told.getEndpoint(i));
        to.endpoint[row] = endpoint < 0 ? directory.untold() : endpoint;
        to.status[row] = told.getStatus(i);
        to.protocol[row] = (byte) told.getProtocol(i);
        to.flags[row] = (short) told.getFlags(i);
        to.calls[row] = told.getCalls(i);
        to.requestBytes[row] = told.getRequestBytes(i);
        to.responseBytes[row] = told.getResponseBytes(i);
        to.durations[row] = histogram;
        to.histogramBytes += histogram == null ? 0 : histogram.bytes();
        to.reach(start);
        to.size++;
        calls += told.getCalls(i);
        if (to.size == AggregateChunk.CAPACITY) {
            sealed.addLast(to);
            sealedBytes += to.bytes();
            active = new AggregateChunk();
            publishSealed();
        }
    }

    private static @Nullable LatencyHistogram histogram(ByteString bytes) throws IOException {
        if (bytes.isEmpty()) {
            return null;
        }
        DDSketch sketch = LatencySketch.decode(bytes.toByteArray());
        LatencyHistogram histogram = new LatencyHistogram();
        long left = Math.round(sketch.getCount());
        for (Iterator<Bin> bins = sketch.getPositiveValueStore().getAscendingIterator(); bins.hasNext(); ) {
            Bin bin = bins.next();
            long count = Math.round(bin.getCount());
            if (count > 0) {
                histogram.add(Math.round(sketch.getIndexMapping().value(bin.getIndex())), count);
                left -= count;
            }
        }
        if (left > 0) {
            // The sketch keeps durations of 0 apart from its bins.
            histogram.add(0, left);
        }
        return histogram;
    }

    private void publishSealed() {
        List<Snapshot.Slice<AggregateChunk>> slices = new ArrayList<>(sealed.size());
        sealed.forEach(chunk -> slices.add(new Snapshot.Slice<>(chunk, chunk.size)));
        sealedSlices = List.copyOf(slices);
    }
}
