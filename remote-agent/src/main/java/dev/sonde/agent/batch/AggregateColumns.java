package dev.sonde.agent.batch;

/** Columns of {@code Aggregates}. Owned by the drain thread. */
final class AggregateColumns extends Columns {
    private final Column connection = packed(1);
    private final Column start = packed(2);
    private final Column width = packed(3);
    private final Column protocol = packed(4);
    private final Column endpoint = packed(5);
    private final Column status = packed(6);
    private final Column flags = packed(7);
    private final Column calls = packed(8);
    private final Column requestBytes = packed(9);
    private final Column responseBytes = packed(10);
    private final Column sketches = fields();

    void add(AggregateRow row) {
        connection.unsigned(row.connection);
        start.signed(next(row.startNanos));
        width.unsigned(row.widthNanos);
        protocol.unsigned(row.protocol);
        endpoint.unsigned(row.endpoint);
        status.signed(row.status);
        flags.unsigned(row.flags);
        calls.unsigned(row.calls);
        requestBytes.unsigned(row.requestBytes);
        responseBytes.unsigned(row.responseBytes);
        sketches.field(11, row.sketch, 0, row.sketch.length);
    }
}
