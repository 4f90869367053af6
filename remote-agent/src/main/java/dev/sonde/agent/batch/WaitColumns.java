package dev.sonde.agent.batch;

/** Columns of {@code Waits}. Owned by the drain thread. */
final class WaitColumns extends Columns {
    private final Column connection = packed(1);
    private final Column start = packed(2);
    private final Column protocol = packed(3);
    private final Column endpoint = packed(4);
    private final Column flags = packed(5);

    void add(WaitRow row) {
        connection.unsigned(row.connection);
        start.signed(next(row.startNanos));
        protocol.unsigned(row.protocol);
        endpoint.unsigned(row.endpoint);
        flags.unsigned(row.flags);
    }
}
