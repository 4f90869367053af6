package dev.sonde.agent.batch;

/** Columns of {@code Aggregates}. Owned by the drain thread. */
final class AggregateColumns {
    private final Column connection = new Column();
    private final Column start = new Column();
    private final Column width = new Column();
    private final Column protocol = new Column();
    private final Column endpoint = new Column();
    private final Column status = new Column();
    private final Column flags = new Column();
    private final Column calls = new Column();
    private final Column requestBytes = new Column();
    private final Column responseBytes = new Column();
    private final Column sketches = new Column();
    private int count;
    private long previousStart;

    void begin(long baseNanos) {
        connection.clear();
        start.clear();
        width.clear();
        protocol.clear();
        endpoint.clear();
        status.clear();
        flags.clear();
        calls.clear();
        requestBytes.clear();
        responseBytes.clear();
        sketches.clear();
        count = 0;
        previousStart = baseNanos;
    }

    void add(AggregateRow row) {
        count++;
        connection.unsigned(row.connection);
        start.signed(row.startNanos - previousStart);
        previousStart = row.startNanos;
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
        scratch.field(3, width);
        scratch.field(4, protocol);
        scratch.field(5, endpoint);
        scratch.field(6, status);
        scratch.field(7, flags);
        scratch.field(8, calls);
        scratch.field(9, requestBytes);
        scratch.field(10, responseBytes);
        scratch.raw(sketches);
        into.field(field, scratch);
    }
}
