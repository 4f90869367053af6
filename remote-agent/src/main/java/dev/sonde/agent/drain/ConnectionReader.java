package dev.sonde.agent.drain;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.ConnectionRow;
import dev.sonde.agent.batch.StatsRow;
import dev.sonde.agent.batch.StringTable;
import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.record.CloseRecord;
import dev.sonde.agent.record.OpenRecord;
import dev.sonde.agent.record.OwnerRecord;
import dev.sonde.agent.record.SocketRecord;
import dev.sonde.agent.record.TcpRow;
import org.jspecify.annotations.Nullable;

/** Reads the records of connections and writes their rows. Owned by the drain thread. */
final class ConnectionReader {
    private static final int TCP_CLOSE = 7;
    private static final int MAX_ROWS = 20_000;

    /** Counters that have not changed are told again once in so many times: thousands of idle connections are told of in turns. */
    private static final int REPEATED_ONE_IN = 12;

    private final ConnectionTable connections;
    private final OwnerFinder owners;
    private final ProcessScope scope;
    private final BatchBuilder batch;
    private final SocketRecord socket;
    private final OpenRecord open;
    private final OwnerRecord owner;
    private final CloseRecord close;
    private final TcpRow tcp;
    private final int roleClient;
    private final int roleServer;
    private final SocketNames names;
    private final ConnectionRow row = new ConnectionRow();
    private final StatsRow stats = new StatsRow();
    private long nowNanos;
    private int lives;

    ConnectionReader(
            KernelProbes probes,
            ConnectionTable connections,
            OwnerFinder owners,
            ProcessScope scope,
            BatchBuilder batch) {
        this.connections = connections;
        this.owners = owners;
        this.scope = scope;
        this.batch = batch;
        socket = new SocketRecord(probes.layout("socket_record"));
        open = new OpenRecord(probes.layout("open_record"));
        owner = new OwnerRecord(probes.layout("owner_record"));
        close = new CloseRecord(probes.layout("close_record"));
        tcp = new TcpRow(probes.layout("tcp_row"));
        names = SocketNames.of(probes.form());
        roleClient = probes.constant("ROLE_CLIENT");
        roleServer = probes.constant("ROLE_SERVER");
    }

    void now(long timeNanos) {
        nowNanos = timeNanos;
    }

    void socket(byte[] buffer, int offset) {
        socket.read(buffer, offset);
        SocketEnd end = connections.byCookie(socket.cookie);
        if (end == null && names.areOwn()) {
            end = announced(socket.cookie, socket.tuple);
        }
        if (end == null) {
            Role role = role(socket.role, socket.tuple);
            end = connections.add(socket.cookie, socket.tuple, role, socket.timeNanos, socket.openedBefore != 0);
        }
        end.seen(socket.timeNanos);
        end.watch();
        owners.sought(end, nowNanos);
    }

    void open(byte[] buffer, int offset) {
        open.read(buffer, offset);
        if (names.areElsewhere(open.tuple)) {
            return;
        }
        SocketEnd end = find(open.cookie, open.tuple);
        if (end != null && end.closed() && open.timeNanos > end.lastSeenNanos()) {
            end = null; // the addresses are used again
        }
        if (end == null) {
            if (open.cookie == 0) {
                return; // its first payload names it
            }
            end = connections.add(open.cookie, open.tuple, role(open.role, open.tuple), open.timeNanos, false);
        }
        end.seen(open.timeNanos);
        owners.found(end, open.owner, nowNanos);
    }

    void owner(byte[] buffer, int offset) {
        owner.read(buffer, offset);
        SocketEnd end = connections.byCookie(owner.cookie);
        if (end != null) {
            owners.found(end, owner.owner, nowNanos);
        }
    }

    void close(byte[] buffer, int offset) {
        close.read(buffer, offset);
        if (names.areElsewhere(close.tuple)) {
            return;
        }
        SocketEnd end = find(close.cookie, close.tuple);
        if (end == null) {
            return;
        }
        end.seen(close.timeNanos);
        if (end == end.connection().anyEnd()) {
            stats.connection = end.connection().id();
            stats.timeNanos = close.timeNanos;
            stats.bytesSent = close.bytesSent;
            stats.bytesReceived = close.bytesReceived;
            stats.segmentsSent = Integer.toUnsignedLong(close.segmentsSent);
            stats.retransmits = Integer.toUnsignedLong(close.retransmits);
            stats.roundTripNanos = roundTrip(close.roundTripMicros);
            stats.state = TCP_CLOSE;
            addStats(end.connection());
        }
        connections.close(end);
    }

    /** Takes a row of the iterator over live connections: its counters are told where they have changed. */
    void live(byte[] buffer, int offset, int length) {
        tcp.read(buffer, offset);
        SocketEnd end = find(tcp.cookie, tcp.tuple);
        if (end == null || end.closed() || end != end.connection().anyEnd()) {
            return;
        }
        stats.connection = end.connection().id();
        stats.timeNanos = nowNanos;
        stats.bytesSent = tcp.bytesSent;
        stats.bytesReceived = tcp.bytesReceived;
        stats.segmentsSent = Integer.toUnsignedLong(tcp.segmentsSent);
        stats.retransmits = Integer.toUnsignedLong(tcp.retransmits);
        stats.roundTripNanos = roundTrip(tcp.roundTripMicros);
        stats.state = tcp.state;
        int turn = (end.connection().id() + lives) % REPEATED_ONE_IN;
        if (end.connection().counted(stats.hash()) || turn == 0) {
            addStats(end.connection());
        }
    }

    /** Begins to take the rows of all live connections. */
    void beginLive() {
        lives = (lives + 1) % REPEATED_ONE_IN;
    }

    /** Moves what has changed into the batch. */
    void report() {
        for (int i = 0; i < connections.places(); i++) {
            Connection connection = connections.connectionAt(i);
            if (connection != null && connection.changed()) {
                send(connection);
            }
        }
    }

    /** Sends all again: a new client knows none. */
    void forgetSent() {
        for (int i = 0; i < connections.places(); i++) {
            Connection connection = connections.connectionAt(i);
            if (connection != null) {
                connection.change();
                connection.counted(0);
            }
        }
    }

    /**
     * Moves a connection that goes into the batch, if it has changed, or nobody listens who knows it: its rows in this batch are for
     * another client than the one that was told of it.
     */
    void forgotten(Connection connection, boolean heard) {
        if (!heard && connection.sentWith() != batch.number()) {
            connection.change();
        }
        send(connection);
    }

    /** Moves a connection into the batch, if it has changed. */
    void send(Connection connection) {
        if (!connection.changed() || batch.connectionRows() >= MAX_ROWS || !scope.includes(connection)) {
            return;
        }
        SocketEnd client = connection.client();
        SocketEnd server = connection.server();
        SocketEnd any = connection.anyEnd();
        StringTable strings = batch.strings();
        row.id = connection.id();
        row.clientAddress = strings.intern(any.addressTextOf(Role.CLIENT));
        row.clientPort = any.portOf(Role.CLIENT);
        row.serverAddress = strings.intern(any.addressTextOf(Role.SERVER));
        row.serverPort = any.portOf(Role.SERVER);
        row.clientProcess = client == null ? 0 : client.process();
        row.serverProcess = server == null ? 0 : server.process();
        row.flags = (client != null && client.watched() ? ConnectionRow.CLIENT_WATCHED : 0)
                | (server != null && server.watched() ? ConnectionRow.SERVER_WATCHED : 0)
                | (connection.openedBefore() ? ConnectionRow.OPENED_BEFORE : 0);
        row.openedNanos = connection.openedNanos();
        row.opaque = connection.opaque();
        batch.add(row);
        connection.sent(batch.number());
    }

    private void addStats(Connection connection) {
        if (batch.connectionRows() < MAX_ROWS && scope.includes(connection)) {
            send(connection);
            batch.add(stats);
        }
    }

    /**
     * An end that was told of under the kernel's name for its socket, before the first packet gave it another. A watched one
     * has its own already, and is another connection's.
     */
    private @Nullable SocketEnd announced(long number, Tuple tuple) {
        SocketEnd end = connections.byTuple(tuple);
        if (end == null || end.closed() || end.watched()) {
            return null;
        }
        connections.name(end, number);
        return end;
    }

    private @Nullable SocketEnd find(long cookie, Tuple tuple) {
        SocketEnd end = connections.byCookie(cookie);
        return end != null ? end : connections.byTuple(tuple);
    }

    /** The role of a socket of which the kernel does not know it: opened before the programs were there. */
    private Role role(int known, Tuple tuple) {
        if (known == roleClient) {
            return Role.CLIENT;
        }
        if (known == roleServer) {
            return Role.SERVER;
        }
        Connection connection = connections.connectionOf(tuple);
        if (connection != null) {
            return connection.anyEnd().role() == Role.CLIENT ? Role.SERVER : Role.CLIENT;
        }
        if (owners.listens(tuple.netns(), tuple.localPort())) {
            return Role.SERVER;
        }
        if (owners.listens(tuple.netns(), tuple.remotePort())) {
            return Role.CLIENT;
        }
        // Ports that are given out to clients are high.
        return tuple.localPort() < tuple.remotePort() ? Role.SERVER : Role.CLIENT;
    }

    private static long roundTrip(int micros) {
        return micros == 0 ? -1 : Integer.toUnsignedLong(micros) * 1000;
    }
}
