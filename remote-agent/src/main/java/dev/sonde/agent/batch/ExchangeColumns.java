package dev.sonde.agent.batch;

import dev.sonde.protocol.v1.ExchangeFlag;

/** Columns of {@code Exchanges}. Owned by the drain thread. */
final class ExchangeColumns {
    private final Column connection = new Column();
    private final Column start = new Column();
    private final Column protocol = new Column();
    private final Column endpoint = new Column();
    private final Column status = new Column();
    private final Column flags = new Column();
    private final Column requestBytes = new Column();
    private final Column responseBytes = new Column();
    private final Column serverDuration = new Column();
    private final Column clientDuration = new Column();
    private final Column serverFirstByte = new Column();
    private final Column clientFirstByte = new Column();
    private final Column rows = new Column();
    private final Column requestSequence = new Column();
    private final Column detail = new Column();
    private int count;
    private long previousStart;

    void begin(long baseNanos) {
        connection.clear();
        start.clear();
        protocol.clear();
        endpoint.clear();
        status.clear();
        flags.clear();
        requestBytes.clear();
        responseBytes.clear();
        serverDuration.clear();
        clientDuration.clear();
        serverFirstByte.clear();
        clientFirstByte.clear();
        rows.clear();
        requestSequence.clear();
        detail.clear();
        count = 0;
        previousStart = baseNanos;
    }

    void add(ExchangeRow row) {
        count++;
        connection.unsigned(row.connection);
        start.signed(row.startNanos - previousStart);
        previousStart = row.startNanos;
        protocol.unsigned(row.protocol);
        endpoint.unsigned(row.endpoint);
        status.signed(row.status);
        boolean hasDetail = row.detailLength > 0;
        flags.unsigned(hasDetail ? row.flags | ExchangeFlag.DETAIL_VALUE : row.flags & ~ExchangeFlag.DETAIL_VALUE);
        requestBytes.unsigned(row.requestBytes);
        responseBytes.unsigned(row.responseBytes);
        serverDuration.unsigned(row.serverDurationNanos + 1);
        clientDuration.unsigned(row.clientDurationNanos + 1);
        serverFirstByte.unsigned(row.serverFirstByteNanos + 1);
        clientFirstByte.unsigned(row.clientFirstByteNanos + 1);
        rows.unsigned(row.rows + 1);
        boolean joined = (row.flags & (ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE))
                == (ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE);
        requestSequence.fixed32(joined ? 0 : row.requestSequence);
        if (hasDetail) {
            detail.field(15, row.detail, 0, row.detailLength);
        }
    }

    /** About: most values are small. */
    int bytes() {
        return detail.length() + count * 32;
    }

    int count() {
        return count;
    }

    void write(Column into, int field, Column scratch) {
        if (count == 0) {
            return;
        }
        scratch.clear();
        scratch.field(1, connection);
        scratch.field(2, start);
        scratch.field(3, protocol);
        scratch.field(4, endpoint);
        scratch.field(5, status);
        scratch.field(6, flags);
        scratch.field(7, requestBytes);
        scratch.field(8, responseBytes);
        scratch.field(9, serverDuration);
        scratch.field(10, clientDuration);
        scratch.field(11, serverFirstByte);
        scratch.field(12, clientFirstByte);
        scratch.field(13, rows);
        scratch.field(14, requestSequence);
        scratch.raw(detail);
        into.field(field, scratch);
    }
}
