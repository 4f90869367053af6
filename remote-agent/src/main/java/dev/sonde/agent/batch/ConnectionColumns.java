package dev.sonde.agent.batch;

/** Columns of {@code Connections}. Owned by the drain thread. */
final class ConnectionColumns {
    private final Column id = new Column();
    private final Column clientAddress = new Column();
    private final Column clientPort = new Column();
    private final Column serverAddress = new Column();
    private final Column serverPort = new Column();
    private final Column clientProcess = new Column();
    private final Column serverProcess = new Column();
    private final Column flags = new Column();
    private final Column opened = new Column();
    private final Column opaque = new Column();
    private int count;
    private long previousOpened;

    void begin(long baseNanos) {
        id.clear();
        clientAddress.clear();
        clientPort.clear();
        serverAddress.clear();
        serverPort.clear();
        clientProcess.clear();
        serverProcess.clear();
        flags.clear();
        opened.clear();
        opaque.clear();
        count = 0;
        previousOpened = baseNanos;
    }

    void add(ConnectionRow row) {
        count++;
        id.unsigned(row.id);
        clientAddress.unsigned(row.clientAddress);
        clientPort.unsigned(row.clientPort);
        serverAddress.unsigned(row.serverAddress);
        serverPort.unsigned(row.serverPort);
        clientProcess.unsigned(row.clientProcess);
        serverProcess.unsigned(row.serverProcess);
        flags.unsigned(row.flags);
        opened.signed(row.openedNanos - previousOpened);
        previousOpened = row.openedNanos;
        opaque.unsigned(row.opaque);
    }

    int count() {
        return count;
    }

    void write(Column into, int field, Column scratch) {
        if (count == 0) {
            return;
        }
        scratch.clear();
        scratch.field(1, id);
        scratch.field(2, clientAddress);
        scratch.field(3, clientPort);
        scratch.field(4, serverAddress);
        scratch.field(5, serverPort);
        scratch.field(6, clientProcess);
        scratch.field(7, serverProcess);
        scratch.field(8, flags);
        scratch.field(9, opened);
        scratch.field(10, opaque);
        into.field(field, scratch);
    }
}
