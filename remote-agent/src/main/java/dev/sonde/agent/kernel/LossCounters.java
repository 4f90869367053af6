package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libbpf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The per-processor loss counters of all objects. Guarded by the lock of its probes. */
final class LossCounters {
    private final Libbpf libbpf;
    private final List<BpfMap> maps;
    private final int processors;
    private final MemorySegment key = Arena.global().allocate(ValueLayout.JAVA_INT);
    private final MemorySegment values;

    LossCounters(Libbpf libbpf, List<BpfMap> maps) {
        this.libbpf = libbpf;
        this.maps = List.copyOf(maps);
        processors = libbpf.possibleProcessors();
        for (BpfMap map : maps) {
            if (map.valueBytes() != Long.BYTES) {
                throw Refusals.mismatch("A loss counter has " + map.valueBytes() + " bytes, not 8");
            }
        }
        values = Arena.global().allocate(8L * Math.max(processors, 1), 8);
    }

    void read(long[] byCause, int causes) {
        for (int cause = 0; cause < causes; cause++) {
            key.set(ValueLayout.JAVA_INT, 0, cause);
            long sum = 0;
            for (BpfMap map : maps) {
                if (libbpf.lookupElement(map.descriptor(), key, values) == 0) {
                    for (int processor = 0; processor < processors; processor++) {
                        sum += values.getAtIndex(ValueLayout.JAVA_LONG, processor);
                    }
                }
            }
            byCause[cause] = sum;
        }
    }
}
