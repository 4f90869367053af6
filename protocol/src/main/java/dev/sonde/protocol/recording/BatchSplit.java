package dev.sonde.protocol.recording;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits batches into context (what later rows refer to) and rows, and puts them together again.
 *
 * <p>Protocol Buffers make the second half trivial: parsing two messages one after the other merges them.
 */
final class BatchSplit {
    private BatchSplit() {}

    static boolean hasContext(Batch batch) {
        return batch.hasStrings()
                || batch.hasAgentInfo()
                || batch.hasConnections()
                || batch.hasFacts()
                || batch.getProcessesCount() > 0;
    }

    /** The part of a batch that later rows refer to; sequence 0. Empty when there is none. */
    static Batch context(Batch batch) {
        if (!hasContext(batch)) {
            return Batch.getDefaultInstance();
        }
        Batch.Builder context = Batch.newBuilder()
                .setAgent(batch.getAgent())
                .setBaseNs(batch.getBaseNs())
                .addAllProcesses(batch.getProcessesList());
        if (batch.hasClock()) {
            context.setClock(batch.getClock());
        }
        if (batch.hasStrings()) {
            context.setStrings(batch.getStrings());
        }
        if (batch.hasAgentInfo()) {
            context.setAgentInfo(batch.getAgentInfo());
        }
        if (batch.hasConnections()) {
            context.setConnections(batch.getConnections());
        }
        if (batch.hasFacts()) {
            context.setFacts(batch.getFacts());
        }
        return context.build();
    }

    /** The rest. */
    static Batch rows(Batch batch) {
        if (!hasContext(batch)) {
            return batch;
        }
        return batch.toBuilder()
                .clearStrings()
                .clearAgentInfo()
                .clearConnections()
                .clearFacts()
                .clearProcesses()
                .build();
    }

    /** Writes batches one after the other, each after its length. */
    static byte[] encode(List<Batch> batches) throws IOException {
        int size = 0;
        for (Batch batch : batches) {
            size += CodedOutputStream.computeMessageSizeNoTag(batch);
        }
        byte[] bytes = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (Batch batch : batches) {
            out.writeMessageNoTag(batch);
        }
        out.checkNoSpaceLeft();
        return bytes;
    }

    /**
     * Reads batches, each put together from its two halves.
     *
     * @param context as {@link #encode} wrote it, or null when there is none
     * @throws IOException if it is not what {@code encode} writes
     */
    static <T> List<T> decode(byte @Nullable [] context, byte[] rows, BatchForm<T> form) throws IOException {
        Parts first = context == null || context.length == 0 ? null : new Parts(context);
        Parts second = new Parts(rows);
        List<T> batches = new ArrayList<>();
        while (second.hasMore()) {
            BatchForm.Parts<T> batch = form.begin();
            if (first != null) {
                first.addTo(batch);
            }
            second.addTo(batch);
            batches.add(batch.batch());
        }
        return batches;
    }

    /** What {@link #encode} wrote, part by part, parsed from the array that holds it without a copy. */
    private static final class Parts {
        private final byte[] bytes;
        private final CodedInputStream lengths;

        Parts(byte[] bytes) {
            this.bytes = bytes;
            lengths = CodedInputStream.newInstance(bytes);
        }

        boolean hasMore() throws IOException {
            return !lengths.isAtEnd();
        }

        void addTo(BatchForm.Parts<?> batch) throws IOException {
            int length = lengths.readRawVarint32();
            int from = lengths.getTotalBytesRead();
            // Refuses a length that is not there.
            lengths.skipRawBytes(length);
            batch.add(bytes, from, length);
        }
    }
}
