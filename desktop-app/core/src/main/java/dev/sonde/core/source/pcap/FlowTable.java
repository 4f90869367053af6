package dev.sonde.core.source.pcap;

import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.Workspace;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connections of a capture, bounded in number and in what waits: beyond that the longest silent one is ended, which
 * is counted where it was still open. Confined to the source's thread.
 */
final class FlowTable {
    private static final int MOST_FLOWS = 1 << 16;
    private static final long SWEEP_NANOS = 1_000_000_000L;

    /** A connection that was closed this long ago gets no late packets any more (RFC 9293: 2 MSL). */
    private static final long FORGET_CLOSED_NANOS = 120_000_000_000L;

    private final Workspace workspace = new Workspace(DissectorOptions.ROOMY);
    private final Map<Key, Flow> flows = new LinkedHashMap<>(1024, 0.75f, true);
    private final BatchColumns columns;
    private final CaptureCounters counters;
    private int lastId;
    private long nextSweepNanos;

    FlowTable(BatchColumns columns, CaptureCounters counters) {
        this.columns = columns;
        this.counters = counters;
    }

    /** Both ends, the lesser first. */
    private record Key(long a1, long a2, long b1, long b2, int ports) {
        static Key of(Segment s) {
            ByteBuffer b = ByteBuffer.wrap(s.addresses);
            long s1 = b.getLong(0);
            long s2 = b.getLong(8);
            long t1 = b.getLong(16);
            long t2 = b.getLong(24);
            int order = Long.compare(s1, t1);
            if (order == 0) {
                order = Long.compare(s2, t2);
            }
            if (order == 0) {
                order = Integer.compare(s.sourcePort, s.targetPort);
            }
            return order <= 0
                    ? new Key(s1, s2, t1, t2, s.sourcePort << 16 | s.targetPort)
                    : new Key(t1, t2, s1, s2, s.targetPort << 16 | s.sourcePort);
        }
    }

    void take(Segment s) {
        Key key = Key.of(s);
        Flow flow = flows.get(key);
        if (flow != null && flow.tcp().isSucceededBy(s, flow.senderOf(s))) {
            flow.end(false);
            flow = null;
        }
        if (flow == null) {
            flow = new Flow(++lastId, s, workspace, columns, counters);
            flows.put(key, flow);
            if (flows.size() > MOST_FLOWS) {
                evictOldest();
            }
        }
        flow.tcp().take(s, flow.senderOf(s));
        sweep(s.timeNanos);
    }

    private void evictOldest() {
        Iterator<Flow> oldest = flows.values().iterator();
        Flow flow = oldest.next();
        oldest.remove();
        if (!flow.tcp().closed()) {
            counters.add(
                    "connection_table_full",
                    "open connections given up for newer ones",
                    1,
                    flow.tcp().lastNanos());
        }
        flow.end(false);
    }

    private void sweep(long now) {
        boolean clockWentBack = nextSweepNanos - now > 2 * SWEEP_NANOS;
        if (now < nextSweepNanos && !clockWentBack) {
            return;
        }
        nextSweepNanos = now + SWEEP_NANOS;
        Iterator<Flow> all = flows.values().iterator();
        while (all.hasNext()) {
            Flow flow = all.next();
            flow.tcp().silentUntil(now);
            if (flow.tcp().closed() && now - flow.tcp().lastNanos() > FORGET_CLOSED_NANOS) {
                all.remove();
                flow.end(false);
            }
        }
    }

    /** Ends all connections, because the capture ends. */
    void endAll() {
        flows.values().forEach(flow -> flow.end(true));
        flows.clear();
    }
}
