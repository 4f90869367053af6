package dev.sonde.protocol.recording;

import dev.sonde.protocol.columns.ColumnBatch;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * As what batches are given to whoever reads them.
 *
 * @param begun begins a batch
 * @param converted makes one of a batch that is a message already
 */
record BatchForm<T>(Supplier<Parts<T>> begun, Function<Batch, T> converted) {
    /** As messages. */
    static final BatchForm<Batch> MESSAGES = new BatchForm<>(
            () -> {
                Batch.Builder batch = Batch.newBuilder();
                return new Parts<>(batch::mergeFrom, batch::build);
            },
            batch -> batch);

    /** With exchanges as columns. */
    static final BatchForm<ColumnBatch> COLUMNS = new BatchForm<>(
            () -> {
                ColumnBatch.Builder batch = new ColumnBatch.Builder();
                return new Parts<>(batch::mergeFrom, batch::build);
            },
            ColumnBatch::of);

    /** Takes the bytes of a batch, part by part. */
    record Parts<T>(Merge merged, Supplier<T> built) {
        /**
         * Adds a part.
         *
         * @throws IOException if it is no batch
         */
        void add(byte[] bytes, int from, int length) throws IOException {
            merged.add(bytes, from, length);
        }

        /** The batch. */
        T batch() {
            return built.get();
        }
    }

    /** Adds a part of an array. */
    interface Merge {
        /** See {@link Parts#add}. */
        void add(byte[] bytes, int from, int length) throws IOException;
    }

    /** Begins a batch. */
    Parts<T> begin() {
        return begun.get();
    }

    /** A batch that is a message already. */
    T of(Batch batch) {
        return converted.apply(batch);
    }
}
