package dev.sonde.protocol.recording;

import dev.sonde.protocol.columns.ColumnBatch;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;

/** As what batches are given to whoever reads them. */
interface BatchForm<T> {
    /** As messages. */
    BatchForm<Batch> MESSAGES = new Messages();

    /** With exchanges as columns. */
    BatchForm<ColumnBatch> COLUMNS = new Columns();

    /** Takes the bytes of a batch, part by part. */
    interface Parts<T> {
        /**
         * Adds a part.
         *
         * @throws IOException if it is no batch
         */
        void add(byte[] bytes, int from, int length) throws IOException;

        /** The batch. */
        T batch();
    }

    /** Begins a batch. */
    Parts<T> begin();

    /** A batch that is a message already. */
    T of(Batch batch);

    /** See {@link #MESSAGES}. */
    final class Messages implements BatchForm<Batch> {
        @Override
        public Parts<Batch> begin() {
            Batch.Builder batch = Batch.newBuilder();
            return new Parts<>() {
                @Override
                public void add(byte[] bytes, int from, int length) throws IOException {
                    batch.mergeFrom(bytes, from, length);
                }

                @Override
                public Batch batch() {
                    return batch.build();
                }
            };
        }

        @Override
        public Batch of(Batch batch) {
            return batch;
        }
    }

    /** See {@link #COLUMNS}. */
    final class Columns implements BatchForm<ColumnBatch> {
        @Override
        public Parts<ColumnBatch> begin() {
            ColumnBatch.Builder batch = new ColumnBatch.Builder();
            return new Parts<>() {
                @Override
                public void add(byte[] bytes, int from, int length) throws IOException {
                    batch.mergeFrom(bytes, from, length);
                }

                @Override
                public ColumnBatch batch() {
                    return batch.build();
                }
            };
        }

        @Override
        public ColumnBatch of(Batch batch) {
            return ColumnBatch.of(batch);
        }
    }
}
