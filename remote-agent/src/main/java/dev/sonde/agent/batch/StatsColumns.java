package dev.sonde.agent.batch;

/** Columns of {@code ConnectionStats}. Owned by the drain thread. */
final class StatsColumns {
    private final Column connection = new Column();
    private final Column time = new Column();
    private final Column sent = new Column();
    private final Column received = new Column();
    private final Column segments = new Column();
    private final Column retransmits = new Column();
    private final Column roundTrip = new Column();
    private final Column state = new Column();
    private int count;
    private long previousTime;

    void begin(long baseNanos) {
        connection.clear();
        time.clear();
        sent.clear();
        received.clear();
        segments.clear();
        retransmits.clear();
        roundTrip.clear();
        state.clear();
        count = 0;
        previousTime = baseNanos;
    }

    void add(StatsRow row) {
        count++;
        connection.unsigned(row.connection);
        time.signed(row.timeNanos - previousTime);
        previousTime = row.timeNanos;
        sent.unsigned(row.bytesSent);
        received.unsigned(row.bytesReceived);
        segments.unsigned(row.segmentsSent);
        retransmits.unsigned(row.retransmits);
        roundTrip.unsigned(row.roundTripNanos + 1);
        state.unsigned(row.state);
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
        scratch.field(2, time);
        scratch.field(3, sent);
        scratch.field(4, received);
        scratch.field(5, segments);
        scratch.field(6, retransmits);
        scratch.field(7, roundTrip);
        scratch.field(8, state);
        into.field(field, scratch);
    }
}
