package dev.sonde.protocol.columns;

import dev.sonde.protocol.v1.Exchanges;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * The columns of {@link Exchanges}, each an array. A row that a column does not have is an {@link IndexOutOfBoundsException}, as it
 * is with the message. Not changed once made.
 */
public final class ExchangeColumns {
    private final int[] connection;
    private final long[] startDelta;
    private final int[] protocol;
    private final int[] endpoint;
    private final int[] status;
    private final int[] flags;
    private final long[] requestBytes;
    private final long[] responseBytes;
    private final long[] serverDurationPlus1;
    private final long[] clientDurationPlus1;
    private final long[] serverFirstBytePlus1;
    private final long[] clientFirstBytePlus1;
    private final long[] rowsPlus1;
    private final int[] requestSequence;
    private final List<String> details;

    /** By the numbers of the message's fields. */
    ExchangeColumns(NumberColumn[] columns, List<String> details) {
        connection = columns[Exchanges.CONNECTION_FIELD_NUMBER].ints();
        startDelta = columns[Exchanges.START_DELTA_FIELD_NUMBER].signedLongs();
        protocol = columns[Exchanges.PROTOCOL_FIELD_NUMBER].ints();
        endpoint = columns[Exchanges.ENDPOINT_FIELD_NUMBER].ints();
        status = columns[Exchanges.STATUS_FIELD_NUMBER].signedInts();
        flags = columns[Exchanges.FLAGS_FIELD_NUMBER].ints();
        requestBytes = columns[Exchanges.REQUEST_BYTES_FIELD_NUMBER].longs();
        responseBytes = columns[Exchanges.RESPONSE_BYTES_FIELD_NUMBER].longs();
        serverDurationPlus1 = columns[Exchanges.SERVER_DURATION_PLUS1_FIELD_NUMBER].longs();
        clientDurationPlus1 = columns[Exchanges.CLIENT_DURATION_PLUS1_FIELD_NUMBER].longs();
        serverFirstBytePlus1 = columns[Exchanges.SERVER_FIRST_BYTE_PLUS1_FIELD_NUMBER].longs();
        clientFirstBytePlus1 = columns[Exchanges.CLIENT_FIRST_BYTE_PLUS1_FIELD_NUMBER].longs();
        rowsPlus1 = columns[Exchanges.ROWS_PLUS1_FIELD_NUMBER].longs();
        requestSequence = columns[Exchanges.REQUEST_SEQUENCE_FIELD_NUMBER].ints();
        this.details = details;
    }

    private ExchangeColumns(Exchanges told) {
        connection = ints(told.getConnectionCount(), told::getConnection);
        startDelta = longs(told.getStartDeltaCount(), told::getStartDelta);
        protocol = ints(told.getProtocolCount(), told::getProtocol);
        endpoint = ints(told.getEndpointCount(), told::getEndpoint);
        status = ints(told.getStatusCount(), told::getStatus);
        flags = ints(told.getFlagsCount(), told::getFlags);
        requestBytes = longs(told.getRequestBytesCount(), told::getRequestBytes);
        responseBytes = longs(told.getResponseBytesCount(), told::getResponseBytes);
        serverDurationPlus1 = longs(told.getServerDurationPlus1Count(), told::getServerDurationPlus1);
        clientDurationPlus1 = longs(told.getClientDurationPlus1Count(), told::getClientDurationPlus1);
        serverFirstBytePlus1 = longs(told.getServerFirstBytePlus1Count(), told::getServerFirstBytePlus1);
        clientFirstBytePlus1 = longs(told.getClientFirstBytePlus1Count(), told::getClientFirstBytePlus1);
        rowsPlus1 = longs(told.getRowsPlus1Count(), told::getRowsPlus1);
        requestSequence = ints(told.getRequestSequenceCount(), told::getRequestSequence);
        details = told.getDetailList();
    }

    /** The columns of a message. */
    public static ExchangeColumns of(Exchanges told) {
        return new ExchangeColumns(told);
    }

    private static int[] ints(int count, IntUnaryOperator value) {
        int[] column = new int[count];
        Arrays.setAll(column, value);
        return column;
    }

    private static long[] longs(int count, IntToLongFunction value) {
        long[] column = new long[count];
        Arrays.setAll(column, value);
        return column;
    }

    /** How many rows there are. */
    public int rows() {
        return connection.length;
    }

    /** {@code connection} of a row. */
    public int connection(int row) {
        return connection[row];
    }

    /** {@code start_delta} of a row. */
    public long startDelta(int row) {
        return startDelta[row];
    }

    /** {@code protocol} of a row. */
    public int protocol(int row) {
        return protocol[row];
    }

    /** {@code endpoint} of a row. */
    public int endpoint(int row) {
        return endpoint[row];
    }

    /** {@code status} of a row. */
    public int status(int row) {
        return status[row];
    }

    /** {@code flags} of a row. */
    public int flags(int row) {
        return flags[row];
    }

    /** {@code request_bytes} of a row. */
    public long requestBytes(int row) {
        return requestBytes[row];
    }

    /** {@code response_bytes} of a row. */
    public long responseBytes(int row) {
        return responseBytes[row];
    }

    /** {@code server_duration_plus1} of a row. */
    public long serverDurationPlus1(int row) {
        return serverDurationPlus1[row];
    }

    /** {@code client_duration_plus1} of a row. */
    public long clientDurationPlus1(int row) {
        return clientDurationPlus1[row];
    }

    /** {@code server_first_byte_plus1} of a row. */
    public long serverFirstBytePlus1(int row) {
        return serverFirstBytePlus1[row];
    }

    /** {@code client_first_byte_plus1} of a row. */
    public long clientFirstBytePlus1(int row) {
        return clientFirstBytePlus1[row];
    }

    /** {@code rows_plus1} of a row. */
    public long rowsPlus1(int row) {
        return rowsPlus1[row];
    }

    /** {@code request_sequence} of a row. */
    public int requestSequence(int row) {
        return requestSequence[row];
    }

    /** {@code detail}, of the rows that have one in their order. */
    public String detail(int index) {
        return details.get(index);
    }
}
