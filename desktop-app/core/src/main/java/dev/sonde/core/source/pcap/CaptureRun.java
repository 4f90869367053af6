package dev.sonde.core.source.pcap;

import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One pass over a capture. Confined to the source's thread. */
final class CaptureRun {
    private final PacketOrder reader;
    private final SourceListener listener;
    private final CapturedPacket packet = new CapturedPacket();
    private final Segment segment = new Segment();
    private final CaptureCounters counters = new CaptureCounters();
    private final BatchColumns columns = new BatchColumns(counters);
    private final FlowTable flows = new FlowTable(columns, counters);
    private final Fragments fragments = new Fragments(counters);
    private long nowNanos;
    private long packets;
    private long segments;
    private long unsupported;
    private int unsupportedLink;
    private boolean live;
    private boolean cut;

    CaptureRun(CaptureReader reader, SourceListener listener) {
        this.reader = new PacketOrder(reader);
        this.listener = listener;
    }

    /** Takes one packet; false at the end of the file. */
    boolean step() throws IOException {
        if (!reader.next(packet)) {
            return false;
        }
        packets++;
        nowNanos = Math.max(nowNanos, packet.timeNanos);
        if (columns.isDue(packet.timeNanos)) {
            deliver();
        }
        columns.beginAt(packet.timeNanos);
        take(packet);
        return true;
    }

    private void take(CapturedPacket packet) {
        long time = packet.timeNanos;
        switch (SegmentParser.parse(packet, segment)) {
            case SEGMENT -> {
                segments++;
                flows.take(segment);
            }
            case FRAGMENT -> {
                CapturedPacket whole = fragments.take(packet, segment.networkFrom);
                if (whole != null) {
                    take(whole);
                }
            }
            case CUT -> counters.add("capture_cut", "packets cut at the snap length of the capture", 1, time);
            case MALFORMED -> counters.add("malformed_packet", "packets that contradict themselves", 1, time);
            case UNSUPPORTED_LINK -> {
                unsupported++;
                unsupportedLink = packet.linkType;
                counters.add("unsupported_link", "packets of a kind of interface that can't be read", 1, time);
            }
            case OTHER -> {}
        }
    }

    private void deliver() {
        var batch = columns.take(nowNanos);
        if (!live) {
            batch.setAgentInfo(CaptureSource.describe("capture: reading", null));
        }
        listener.batch(batch.build());
        goLive();
    }

    private void goLive() {
        if (!live) {
            live = true;
            listener.state(new SourceState.Live());
        }
    }

    /**
     * Ends all connections and delivers the last batch.
     *
     * @param missing why the file's rest could not be read, or null
     */
    void finish(@Nullable String missing) {
        fragments.end(nowNanos);
        flows.endAll();
        cut = missing != null;
        if (missing != null) {
            counters.add("capture_file_cut", missing, 1, nowNanos);
        }
        String attach = String.format(
                Locale.ROOT,
                "capture: %d packets, %d of TCP, %d of other protocols",
                packets,
                segments,
                packets - segments);
        listener.batch(columns.last(nowNanos, CaptureSource.describe(attach, missing)));
        goLive();
    }

    boolean onlyUnsupportedLinks() {
        return unsupported > 0 && unsupported == packets;
    }

    /** How the source ends. */
    String ending() {
        if (cut) {
            return CaptureSource.CUT;
        }
        return packets > 0 && segments == 0
                ? CaptureSource.WITHOUT_TCP + " (of " + packets + "), as far as its tunnels can be looked into"
                : "end of the capture";
    }

    int unsupportedLink() {
        return unsupportedLink;
    }
}
