package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.Batch;
import java.util.ArrayList;
import java.util.List;

/** Context of batches that must be said again, bounded. Owned by the writer. */
final class RetainedContext {
    private final int limitBytes;
    private final List<Batch> batches = new ArrayList<>();
    private int bytes;
    private int dropped;

    RetainedContext(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    void keep(Batch batch) {
        if (!BatchSplit.hasContext(batch)) {
            return;
        }
        Batch context = BatchSplit.context(batch);
        int size = context.getSerializedSize();
        if (bytes + size > Format.MAX_SECTION_BYTES / 2) {
            dropped++;
            return;
        }
        bytes += size;
        batches.add(context);
    }

    List<Batch> batches() {
        return batches;
    }

    boolean isEmpty() {
        return batches.isEmpty() && dropped == 0;
    }

    boolean isFull() {
        return bytes >= limitBytes;
    }

    /** Whether nothing was dropped. */
    boolean isComplete() {
        return dropped == 0;
    }

    String note() {
        return dropped == 0 ? "" : "; names of later rows were in " + dropped + " of them";
    }

    void clear() {
        batches.clear();
        bytes = 0;
        dropped = 0;
    }
}
