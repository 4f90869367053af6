package dev.sonde.core.table;

import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Peer;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.store.Snapshot;
import org.jspecify.annotations.Nullable;

/** A request of a connection, answered or not: when, what, and who at both ends. Null is not known. Immutable and cheap to make. */
public abstract sealed class ConnectionRow permits ExchangeRow, WaitRow {
    private final Snapshot names;
    private final int connection;

    /**
     * Makes one.
     *
     * @param names what ids mean: a snapshot that keeps no rows, since this one may be kept for long
     * @param connection index in the snapshot's table
     */
    ConnectionRow(Snapshot names, int connection) {
        this.names = names;
        this.connection = connection;
    }

    /** When it began, in Unix nanoseconds. */
    public abstract long startNanos();

    /** Name of the protocol: {@code http}, {@code mysql}, {@code unknown}. */
    public abstract String protocol();

    /** Route, statement or command. */
    public abstract String endpoint();

    /** What sets it apart from others of its endpoint where that is known, else the endpoint. */
    public String summary() {
        return endpoint();
    }

    /** Index of its connection in the snapshot's table. */
    public final int connection() {
        return connection;
    }

    /** What ids mean. */
    final Snapshot names() {
        return names;
    }

    /** Who asked. */
    public final Peer client() {
        return names.peer(connections().clientPeer(connection));
    }

    /** Who answered. */
    public final Peer server() {
        return names.peer(connections().serverPeer(connection));
    }

    /** Who asked, at a grain. */
    public final Party client(Grain grain) {
        Parties parties = new Parties(names, grain);
        return parties.party(parties.client(connection));
    }

    /** Who answered, at a grain. */
    public final Party server(Grain grain) {
        Parties parties = new Parties(names, grain);
        return parties.party(parties.server(connection));
    }

    /** The process that asked. */
    public final @Nullable ProcessInfo clientProcess() {
        return process(connections().clientProcess(connection));
    }

    /** The process that answered. */
    public final @Nullable ProcessInfo serverProcess() {
        return process(connections().serverProcess(connection));
    }

    /** The client's address. */
    public final String clientAddress() {
        return names.string(connections().clientAddress(connection));
    }

    /** The client's port. */
    public final int clientPort() {
        return connections().clientPort(connection);
    }

    /** The server's address. */
    public final String serverAddress() {
        return names.string(connections().serverAddress(connection));
    }

    /** The server's port. */
    public final int serverPort() {
        return connections().serverPort(connection);
    }

    /** Name of the node that saw it. */
    public final String node() {
        return names.node(connections().agent(connection));
    }

    private ConnectionTable connections() {
        return names.connections();
    }

    private @Nullable ProcessInfo process(int index) {
        return index < 0 ? null : names.process(index);
    }
}
