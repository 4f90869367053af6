package dev.sonde.agent.batch;

/** Columns of {@code Connections}. Owned by the drain thread. */
final class ConnectionColumns extends Columns {
    private final Column id = packed(1);
    private final Column clientAddress = packed(2);
    private final Column clientPort = packed(3);
    private final Column serverAddress = packed(4);
    private final Column serverPort = packed(5);
    private final Column clientProcess = packed(6);
    private final Column serverProcess = packed(7);
    private final Column flags = packed(8);
    private final Column opened = packed(9);
    private final Column opaque = packed(10);

    void add(ConnectionRow row) {
        id.unsigned(row.id);
        clientAddress.unsigned(row.clientAddress);
        clientPort.unsigned(row.clientPort);
        serverAddress.unsigned(row.serverAddress);
        serverPort.unsigned(row.serverPort);
        clientProcess.unsigned(row.clientProcess);
        serverProcess.unsigned(row.serverProcess);
        flags.unsigned(row.flags);
        opened.signed(next(row.openedNanos));
        opaque.unsigned(row.opaque);
    }
}
