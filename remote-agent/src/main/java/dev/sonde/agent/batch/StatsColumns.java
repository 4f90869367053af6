package dev.sonde.agent.batch;

/** Columns of {@code ConnectionStats}. Owned by the drain thread. */
final class StatsColumns extends Columns {
    private final Column connection = packed(1);
    private final Column time = packed(2);
    private final Column sent = packed(3);
    private final Column received = packed(4);
    private final Column segments = packed(5);
    private final Column retransmits = packed(6);
    private final Column roundTrip = packed(7);
    private final Column state = packed(8);

    void add(StatsRow row) {
        connection.unsigned(row.connection);
        time.signed(next(row.timeNanos));
        sent.unsigned(row.bytesSent);
        received.unsigned(row.bytesReceived);
        segments.unsigned(row.segmentsSent);
        retransmits.unsigned(row.retransmits);
        roundTrip.unsigned(row.roundTripNanos + 1);
        state.unsigned(row.state);
    }
}
