package dev.sonde.protocol.columns;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A batch with its exchanges as columns.
 *
 * @param rest all else of it; its exchanges are not looked at
 * @param exchanges its exchanges, or null where it has none
 */
public record ColumnBatch(Batch rest, @Nullable ExchangeColumns exchanges) {
    private static final int EXCHANGES_TAG = (Batch.EXCHANGES_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    /** A batch that is a message already. */
    public static ColumnBatch of(Batch batch) {
        return new ColumnBatch(batch, batch.hasExchanges() ? ExchangeColumns.of(batch.getExchanges()) : null);
    }

    /** The same with something else told of it. */
    public ColumnBatch with(Batch other) {
        return new ColumnBatch(other, exchanges);
    }

    /** Puts a batch together from the bytes of its parts, as {@link Batch.Builder#mergeFrom(byte[], int, int)} does. */
    public static final class Builder {
        private final Batch.Builder rest = Batch.newBuilder();
        private @Nullable ExchangeReader exchanges;

        /**
         * Adds what a part of an array says.
         *
         * @throws IOException if it is no batch
         */
        public void mergeFrom(byte[] bytes, int from, int length) throws IOException {
            CodedInputStream in = CodedInputStream.newInstance(bytes, from, length);
            int other = 0;
            while (!in.isAtEnd()) {
                int begin = in.getTotalBytesRead();
                int tag = in.readTag();
                if (tag == EXCHANGES_TAG) {
                    rest.mergeFrom(bytes, from + other, begin - other);
                    int rows = in.readRawVarint32();
                    int at = in.getTotalBytesRead();
                    // Refuses a length that is not there.
                    in.skipRawBytes(rows);
                    other = in.getTotalBytesRead();
                    readExchanges(bytes, from + at, rows);
                } else if (!in.skipField(tag)) {
                    throw new InvalidProtocolBufferException("A group ends that did not begin");
                }
            }
            rest.mergeFrom(bytes, from + other, length - other);
        }

        private void readExchanges(byte[] bytes, int from, int length) throws IOException {
            ExchangeReader reader = exchanges;
            if (reader == null) {
                reader = new ExchangeReader();
                exchanges = reader;
            }
            reader.read(bytes, from, length);
        }

        /** The batch. */
        public ColumnBatch build() {
            return new ColumnBatch(rest.build(), exchanges == null ? null : exchanges.columns());
        }
    }
}
