package dev.sonde.protocol.columns;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.sonde.protocol.v1.Exchanges;
import java.io.IOException;

/**
 * Reads {@link Exchanges} into arrays: the generated parser makes a list of each column, value by value, which would then be copied.
 * What is no column of numbers is left to it.
 */
final class ExchangeReader {
    /** Fields from 1 to this are columns of numbers. */
    private static final int LAST = Exchanges.REQUEST_SEQUENCE_FIELD_NUMBER;

    private final NumberColumn[] columns = new NumberColumn[LAST + 1];
    private final Exchanges.Builder rest = Exchanges.newBuilder();

    ExchangeReader() {
        for (int i = 0; i <= LAST; i++) {
            columns[i] = new NumberColumn();
        }
    }

    /** Adds what a part of an array says. */
    void read(byte[] bytes, int from, int length) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, from, length);
        int seen = 0;
        while (!in.isAtEnd()) {
            int begin = in.getTotalBytesRead();
            int tag = in.readTag();
            int values = valuesOf(in, tag);
            if (values < 0) {
                continue;
            }
            readRest(bytes, from + seen, from + begin);
            seen = in.getTotalBytesRead();
            readColumn(WireFormat.getTagFieldNumber(tag), bytes, from + values, from + seen);
        }
        readRest(bytes, from + seen, from + length);
    }

    /** Goes over a field; says where its numbers begin, or -1 where it is no column of numbers. */
    private static int valuesOf(CodedInputStream in, int tag) throws IOException {
        int field = WireFormat.getTagFieldNumber(tag);
        boolean column = field >= 1 && field <= LAST;
        int begin = in.getTotalBytesRead();
        if (column && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            int length = in.readRawVarint32();
            begin = in.getTotalBytesRead();
            // Refuses a length that is not there.
            in.skipRawBytes(length);
            return begin;
        }
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("A group ends that did not begin");
        }
        // Numbers may also come one by one.
        return column && WireFormat.getTagWireType(tag) == wireType(field) ? begin : -1;
    }

    private static int wireType(int field) {
        return field == Exchanges.REQUEST_SEQUENCE_FIELD_NUMBER
                ? WireFormat.WIRETYPE_FIXED32
                : WireFormat.WIRETYPE_VARINT;
    }

    private void readColumn(int field, byte[] bytes, int from, int to) throws InvalidProtocolBufferException {
        NumberColumn column = columns[field];
        if (wireType(field) == WireFormat.WIRETYPE_FIXED32) {
            column.fixed(bytes, from, to);
        } else {
            // Columns have the same rows; of the first one a row takes a byte at least.
            int rows = field == 1 ? to - from : columns[1].count();
            column.expect(Math.min(rows, to - from));
            column.varints(bytes, from, to);
        }
    }

    private void readRest(byte[] bytes, int from, int to) throws IOException {
        if (to > from) {
            rest.mergeFrom(bytes, from, to - from);
        }
    }

    /** What was read. */
    ExchangeColumns columns() {
        return new ExchangeColumns(columns, rest.getDetailList());
    }
}
