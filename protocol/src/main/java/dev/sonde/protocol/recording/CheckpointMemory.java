package dev.sonde.protocol.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sonde.protocol.v1.AgentClock;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What checkpoints say, as batches. Whoever goes to another place in a recording needs those of all checkpoints before it, so they
 * are kept, up to a bound. Safe on any thread.
 */
final class CheckpointMemory {
    private static final long MOST_BYTES = 8 << 20;

    private final FrameRead frames;

    @GuardedBy("this")
    private final Map<Long, List<Batch>> known = new HashMap<>();

    @GuardedBy("this")
    private long bytes;

    CheckpointMemory(FrameRead frames) {
        this.frames = frames;
    }

    /** What was said up to a checkpoint since the one before; null if that can't be read from it. */
    @Nullable
    List<Batch> said(long offset) throws IOException {
        synchronized (this) {
            List<Batch> said = known.get(offset);
            if (said != null) {
                return said;
            }
        }
        List<Batch> said = read(offset);
        if (said != null) {
            keep(offset, said);
        }
        return said;
    }

    private @Nullable List<Batch> read(long offset) throws IOException {
        FrameRead.CheckpointFrame frame = frames.checkpoint(offset);
        if (frame == null || frame.checkpoint().getContextIncomplete()) {
            return null;
        }
        List<Batch> said = new ArrayList<>(frame.contexts());
        for (AgentClock clock : frame.checkpoint().getClocksList()) {
            said.add(Batch.newBuilder()
                    .setAgent(clock.getAgent())
                    .setBaseNs(clock.getClock().getMonotonicNs())
                    .setClock(clock.getClock())
                    .build());
        }
        return List.copyOf(said);
    }

    private synchronized void keep(long offset, List<Batch> said) {
        long size = said.stream().mapToLong(Batch::getSerializedSize).sum();
        if (bytes + size <= MOST_BYTES && known.putIfAbsent(offset, said) == null) {
            bytes += size;
        }
    }
}
