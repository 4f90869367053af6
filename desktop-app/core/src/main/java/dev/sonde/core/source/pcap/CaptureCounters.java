package dev.sonde.core.source.pcap;

import dev.sonde.protocol.v1.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What passed and could not be used, by cause, since it was last taken. Confined to the source's thread. */
final class CaptureCounters {
    private static final String PROBE = "pcap";

    private final Map<String, Count> counts = new LinkedHashMap<>();

    private static final class Count {
        private final String note;
        private long count;
        private long firstNanos;
        private long lastNanos;

        Count(String note, long timeNanos) {
            this.note = note;
            this.firstNanos = timeNanos;
            this.lastNanos = timeNanos;
        }
    }

    void hole(long timeNanos) {
        add("capture_hole", "segments that passed but are not in the capture", 1, timeNanos);
    }

    void cut(long timeNanos) {
        add("capture_cut", "packets cut at the snap length of the capture", 1, timeNanos);
    }

    void add(String cause, String note, long count, long timeNanos) {
        Count c = counts.computeIfAbsent(cause, name -> new Count(note, timeNanos));
        c.count += count;
        c.firstNanos = Math.min(c.firstNanos, timeNanos);
        c.lastNanos = Math.max(c.lastNanos, timeNanos);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Returns what was counted and begins anew. */
    List<Loss> take() {
        List<Loss> losses = new ArrayList<>();
        counts.forEach((cause, c) -> losses.add(Loss.newBuilder()
                .setCause(cause)
                .setProbe(PROBE)
                .setCount(c.count)
                .setFirstNs(c.firstNanos)
                .setLastNs(c.lastNanos)
                .setNote(c.note)
                .build()));
        counts.clear();
        return losses;
    }
}
