package dev.sonde.agent.batch;

import dev.sonde.protocol.v1.ExchangeFlag;

/** Columns of {@code Exchanges}. Owned by the drain thread. */
final class ExchangeColumns extends Columns {
    private static final int BOTH_ENDS = ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE;

    private final Column connection = packed(1);
    private final Column start = packed(2);
    private final Column protocol = packed(3);
    private final Column endpoint = packed(4);
    private final Column status = packed(5);
    private final Column flags = packed(6);
    private final Column requestBytes = packed(7);
    private final Column responseBytes = packed(8);
    private final Column serverDuration = packed(9);
    private final Column clientDuration = packed(10);
    private final Column serverFirstByte = packed(11);
    private final Column clientFirstByte = packed(12);
    private final Column rows = packed(13);
    private final Column requestSequence = packed(14);
    private final Column detail = fields();

    void add(ExchangeRow row) {
        connection.unsigned(row.connection);
        start.signed(next(row.startNanos));
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
        requestSequence.fixed32((row.flags & BOTH_ENDS) == BOTH_ENDS ? 0 : row.requestSequence);
        if (hasDetail) {
            detail.field(15, row.detail, 0, row.detailLength);
        }
    }

    /** About: most values are small. */
    int bytes() {
        return detail.length() + count() * 32;
    }
}
