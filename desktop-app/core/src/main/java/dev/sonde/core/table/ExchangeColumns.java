package dev.sonde.core.table;

import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.ProcessInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the table of exchanges. */
final class ExchangeColumns {
    static final List<Column> COLUMNS = List.of(
            new Column("start", ColumnType.TIME),
            new Column("protocol", ColumnType.TEXT),
            new Column("client", ColumnType.TEXT),
            new Column("client_pid", ColumnType.INTEGER),
            new Column("client_address", ColumnType.TEXT),
            new Column("client_port", ColumnType.INTEGER),
            new Column("server", ColumnType.TEXT),
            new Column("server_pid", ColumnType.INTEGER),
            new Column("server_address", ColumnType.TEXT),
            new Column("server_port", ColumnType.INTEGER),
            new Column("endpoint", ColumnType.TEXT),
            new Column("status", ColumnType.INTEGER),
            new Column("error", ColumnType.BOOL),
            new Column("duration_ns", ColumnType.NANOS),
            new Column("first_byte_ns", ColumnType.NANOS),
            new Column("client_duration_ns", ColumnType.NANOS),
            new Column("server_duration_ns", ColumnType.NANOS),
            new Column("request_bytes", ColumnType.BYTES),
            new Column("response_bytes", ColumnType.BYTES),
            new Column("seen_at", ColumnType.TEXT),
            new Column("tls", ColumnType.BOOL),
            new Column("summary", ColumnType.TEXT),
            new Column("rows", ColumnType.INTEGER),
            new Column("network_ns", ColumnType.NANOS),
            new Column("node", ColumnType.TEXT));

    /** Those that are known before there is a response: since when, and who asks whom for what. */
    static final List<Column> OF_REQUEST = COLUMNS.subList(0, 11);

    private ExchangeColumns() {}

    static int indexOf(String name) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (COLUMNS.get(i).name().equals(name)) {
                return i;
            }
        }
        throw QueryErrors.unknownColumn("exchanges", name, COLUMNS);
    }

    /** Gives a number of a row, {@link Long#MIN_VALUE} when it is not known. */
    @FunctionalInterface
    interface NumberOf {
        long of(ExchangeChunk rows, int row);
    }

    /** How a column is read without an object for each row, or null where it can't be. */
    static @Nullable NumberOf number(int column) {
        return switch (column) {
            case 0 -> ExchangeChunk::startNanos;
            case 13 -> known(ExchangeChunk::durationNanos);
            case 14 -> known(ExchangeChunk::firstByteNanos);
            case 15 -> known(ExchangeChunk::clientDurationNanos);
            case 16 -> known(ExchangeChunk::serverDurationNanos);
            case 17 -> known(ExchangeChunk::requestBytes);
            case 18 -> known(ExchangeChunk::responseBytes);
            case 22 -> known(ExchangeChunk::resultRows);
            default -> null;
        };
    }

    private static NumberOf known(NumberOf column) {
        return (rows, row) -> {
            long value = column.of(rows, row);
            return value < 0 ? Long.MIN_VALUE : value;
        };
    }

    /** What a row says in a column of {@link #OF_REQUEST}. */
    static @Nullable Object ofRequest(ConnectionRow row, int column) {
        return switch (column) {
            case 0 -> row.startNanos();
            case 1 -> row.protocol();
            case 2 -> row.client().name();
            case 3 -> pid(row.clientProcess());
            case 4 -> row.clientAddress();
            case 5 -> (long) row.clientPort();
            case 6 -> row.server().name();
            case 7 -> pid(row.serverProcess());
            case 8 -> row.serverAddress();
            case 9 -> (long) row.serverPort();
            case 10 -> row.endpoint();
            default -> throw new IndexOutOfBoundsException(column);
        };
    }

    static @Nullable Object value(ExchangeRow row, int column) {
        return switch (column) {
            case 11 -> number(row.status());
            case 12 -> row.error();
            case 13 -> row.durationNanos();
            case 14 -> row.firstByteNanos();
            case 15 -> row.clientDurationNanos();
            case 16 -> row.serverDurationNanos();
            case 17 -> row.requestBytes();
            case 18 -> row.responseBytes();
            case 19 -> row.seenAt();
            case 20 -> row.tls();
            case 21 -> row.summary();
            case 22 -> row.resultRows();
            case 23 -> row.networkNanos();
            case 24 -> row.node();
            default -> ofRequest(row, column);
        };
    }

    private static @Nullable Long pid(@Nullable ProcessInfo process) {
        return process == null ? null : (Long) (long) process.pid();
    }

    private static @Nullable Long number(@Nullable Integer value) {
        return value == null ? null : (Long) value.longValue();
    }
}
