package dev.sonde.core.store;

import static dev.sonde.core.store.ConnectionTable.BOTH_WATCHED;
import static dev.sonde.core.store.ConnectionTable.CLIENT_WATCHED;
import static dev.sonde.core.store.ConnectionTable.SERVER_WATCHED;

import dev.sonde.protocol.v1.ConnectionStats;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;

/** Connections of the session: an agent's ids become the session's, and both ends' agents mean the same one. */
final class Connections {
    /** As {@code TCP_CLOSE} in include/net/tcp_states.h. */
    private static final int STATE_CLOSE = 7;

    private static final int OPENED_BEFORE = 4;
    /** Two agents' openings of one connection differ by the clocks' error at most; ports come back later than this. */
    private static final long SAME_OPENING_NANOS = 5_000_000_000L;

    /** What opened later than this after a connection closed is another one, whatever the clocks. */
    private static final long CLOCKS_NANOS = 100_000_000L;

    private final Directory directory;
    private Map<Tuple, Integer> byTuple = new HashMap<>();

    /** Connections of which one end was told only, by the client's address and port. */
    private Map<Long, Integer> byClient = new HashMap<>();

    private final Halves halves = new Halves();
    private ConnectionTable table = new ConnectionTable(256);
    private int count;

    private record Tuple(long addresses, int ports) {}

    Connections(Directory directory) {
        this.directory = directory;
    }

    /** The connection that the other end of one was told as, or -1. */
    int otherHalf(int id) {
        return halves.other(id);
    }

    /** Says whether the other end may be told of as another connection, because the client's address was replaced on the way. */
    boolean mayBeHalf(int id) {
        return halves.isCandidate(table, id);
    }

    /** Says that two connections are the ends of one; false when they can't be. */
    boolean joinHalves(int one, int other) {
        VarHandle.releaseFence();
        return halves.join(table, one, other);
    }

    void take(AgentIntake agent, dev.sonde.protocol.v1.Connections told, long baseNanos) {
        long time = baseNanos;
        for (int i = 0; i < told.getIdCount(); i++) {
            time += told.getOpenedDelta(i);
            int id = agent.connections.get(told.getId(i));
            if (id < 0) {
                id = find(agent, told, i, agent.unixNanos(time));
                agent.connections.put(told.getId(i), id);
            }
            know(agent, told, i, id);
            boolean clientsEnd = (told.getFlags(i) & BOTH_WATCHED) == CLIENT_WATCHED;
            if (clientsEnd || agent.clientEnds.get(told.getId(i)) >= 0) {
                agent.clientEnds.put(told.getId(i), clientsEnd ? id : -1);
            }
        }
    }

    /** The session's number of an agent's connection; one that was never told is there without its addresses. */
    int resolve(AgentIntake agent, int agentsId, long timeNanos) {
        int id = agent.connections.get(agentsId);
        if (id < 0) {
            int address = directory.untold();
            id = add(address, address, 0, timeNanos);
            agent.connections.put(agentsId, id);
        }
        return id;
    }

    void take(AgentIntake agent, ConnectionStats told, long baseNanos) {
        long time = baseNanos;
        for (int i = 0; i < told.getConnectionCount(); i++) {
            time += told.getTimeDelta(i);
            int id = resolve(agent, told.getConnection(i), agent.unixNanos(time));
            if (serverToldApart(agent, told.getConnection(i), id)) {
                continue;
            }
            boolean clients = table.agents[id] >>> 16 == 0 && (table.flags[id] & CLIENT_WATCHED) != 0;
            table.clientBytes[id] = clients ? told.getBytesSent(i) : told.getBytesReceived(i);
            table.serverBytes[id] = clients ? told.getBytesReceived(i) : told.getBytesSent(i);
            table.segmentsSent[id] = told.getSegmentsSent(i);
            table.retransmits[id] = told.getRetransmits(i);
            if (told.getSrttNsPlus1(i) != 0) {
                table.srtt[id] = told.getSrttNsPlus1(i) - 1;
            }
            table.state[id] = told.getState(i);
            if (told.getState(i) == STATE_CLOSE) {
                table.closed[id] = agent.unixNanos(time);
            }
        }
    }

    /** A process is another peer than before: so are its connections. */
    void renamed(int process, int peer) {
        VarHandle.releaseFence();
        for (int id = 0; id < count; id++) {
            if (table.clientProcess[id] == process) {
                table.clientPeer[id] = peer;
            }
            if (table.serverProcess[id] == process) {
                table.serverPeer[id] = peer;
            }
        }
    }

    /** Says whether it is known to have ended. */
    boolean isClosed(int id) {
        return table.closed[id] >= 0;
    }

    /** Says whether the server's end is told of by another agent, or by this one as another connection: what was asked is counted there. */
    boolean serverToldApart(AgentIntake agent, int agentsId, int id) {
        int server = table.agents[id] >>> 16;
        return server != 0 && (server != agent.agent || agent.clientEnds.get(agentsId) >= 0);
    }

    ConnectionTable table() {
        return table;
    }

    int count() {
        return count;
    }

    long bytes() {
        return table.bytes() + 72L * byTuple.size() + 64L * byClient.size();
    }

    /**
     * Keeps those that rows refer to and those that are still open, in a new table.
     *
     * @param used marks, by id
     * @return new ids by old ones, -1 for what is gone
     */
    int[] compact(boolean[] used) {
        int[] moved = new int[count];
        int kept = 0;
        for (int id = 0; id < count; id++) {
            moved[id] = used[id] || table.closed[id] < 0 ? kept++ : -1;
        }
        ConnectionTable smaller = new ConnectionTable(Integer.highestOneBit(Math.max(128, kept)) * 2);
        for (int id = 0; id < count; id++) {
            if (moved[id] >= 0) {
                smaller.copy(table, id, moved[id]);
            }
        }
        Map<Tuple, Integer> tuples = new HashMap<>();
        byTuple.forEach((tuple, id) -> {
            if (moved[id] >= 0) {
                tuples.put(tuple, moved[id]);
            }
        });
        Map<Long, Integer> clients = new HashMap<>();
        byClient.forEach((key, id) -> {
            if (moved[id] >= 0) {
                clients.put(key, moved[id]);
            }
        });
        halves.move(moved, smaller);
        byClient = clients;
        byTuple = tuples;
        table = smaller;
        count = kept;
        return moved;
    }

    private int find(AgentIntake agent, dev.sonde.protocol.v1.Connections told, int i, long openedNanos) {
        int client = address(agent, told.getClientAddress(i));
        int server = address(agent, told.getServerAddress(i));
        int ports = (told.getClientPort(i) << 16) | (told.getServerPort(i) & 0xffff);
        Tuple tuple = new Tuple(((long) client << 32) | server, ports);
        Integer known = byTuple.get(tuple);
        if (known != null && isOtherEnd(known, agent, openedNanos, told.getFlags(i))) {
            table.opened[known] = Math.min(table.opened[known], openedNanos);
            return known;
        }
        int translated = otherEndOf(client, ports >>> 16, openedNanos, told.getFlags(i));
        if (translated >= 0) {
            joinTranslated(told, i, translated, server, ports & 0xffff);
            byTuple.put(tuple, translated);
            return translated;
        }
        int id = add(client, server, ports, openedNanos);
        byTuple.put(tuple, id);
        if (isOneEnd(told.getFlags(i))) {
            byClient.put(clientKey(client, ports >>> 16), id);
        }
        return id;
    }

    private static boolean isOneEnd(int flags) {
        int ends = flags & BOTH_WATCHED;
        return ends == CLIENT_WATCHED || ends == SERVER_WATCHED;
    }

    private static long clientKey(int address, int port) {
        return ((long) address << 16) | (port & 0xffff);
    }

    /**
     * The connection whose other end this is although the server's address differs, because a service's address was translated
     * on the way; or -1. The same client's port is open to one server only, as far as one end each was seen.
     */
    private int otherEndOf(int client, int port, long openedNanos, int flags) {
        if (!isOneEnd(flags)) {
            return -1;
        }
        Integer known = byClient.get(clientKey(client, port));
        if (known == null) {
            return -1;
        }
        boolean complements = ((flags ^ table.flags[known]) & BOTH_WATCHED) == BOTH_WATCHED;
        return complements && isOfItsTime(known, openedNanos, flags) ? known : -1;
    }

    private boolean isOfItsTime(int id, long openedNanos, int flags) {
        boolean before = ((flags | table.flags[id]) & OPENED_BEFORE) != 0;
        boolean sameTime = before || Math.abs(openedNanos - table.opened[id]) < SAME_OPENING_NANOS;
        // A short one has closed before the other end's agent tells of it.
        boolean lived = table.closed[id] < 0 || openedNanos < table.closed[id] + CLOCKS_NANOS;
        return sameTime && lived;
    }

    /** The server's own address is kept: it says who answered. */
    private void joinTranslated(dev.sonde.protocol.v1.Connections told, int i, int id, int server, int port) {
        if ((told.getFlags(i) & CLIENT_WATCHED) != 0) {
            return;
        }
        table.serverAddress[id] = server;
        table.ports[id] = (table.ports[id] & 0xffff0000) | port;
        table.serverPlace[id] = -1;
        table.serverPeer[id] = directory.peer(Peer.Kind.ADDRESS, withPort(directory.text(server), port));
    }

    /** Looks again for who is at the ends, after more became known of the cluster. */
    void resolvePlaces() {
        VarHandle.releaseFence();
        for (int id = 0; id < count; id++) {
            locate(id);
            halves.tell(table, id);
        }
    }

    private void locate(int id) {
        ClusterPlaces places = directory.places();
        if (places.isEmpty()) {
            return;
        }
        int client = table.clientProcess[id] < 0 ? -1 : directory.placeOf(table.clientProcess[id]);
        if (client < 0) {
            client = places.byAddress(directory.text(table.clientAddress[id]), table.opened[id]);
        }
        int server = table.serverProcess[id] < 0 ? -1 : directory.placeOf(table.serverProcess[id]);
        if (server < 0) {
            server = places.byAddress(directory.text(table.serverAddress[id]), table.opened[id]);
        }
        if (client >= 0) {
            table.clientPlace[id] = client;
            if (table.clientProcess[id] < 0) {
                table.clientPeer[id] = directory.peerOfPlace(client);
            }
        }
        if (server >= 0) {
            table.serverPlace[id] = server;
            if (table.serverProcess[id] < 0) {
                table.serverPeer[id] = directory.peerOfPlace(server);
            }
        }
    }

    /**
     * Says whether an agent tells of an end that nobody has told of, or another agent before it: the next agent of a node tells anew of
     * each end that was open. An end that it has told of itself is another connection's, which has the same addresses again.
     */
    private boolean isOtherEnd(int id, AgentIntake agent, long openedNanos, int flags) {
        int ends = flags & BOTH_WATCHED;
        boolean toldClient = (table.agents[id] & 0xffff) == agent.agent && ends != SERVER_WATCHED;
        boolean toldServer = table.agents[id] >>> 16 == agent.agent && ends != CLIENT_WATCHED;
        return table.agents[id] != 0 && !toldClient && !toldServer && isOfItsTime(id, openedNanos, flags);
    }

    private int address(AgentIntake agent, int id) {
        int string = agent.string(id);
        return string < 0 ? directory.untold() : string;
    }

    private int add(int client, int server, int ports, long openedNanos) {
        if (count == table.capacity()) {
            table = table.grown();
        }
        int id = count++;
        table.clear(id);
        table.clientAddress[id] = client;
        table.serverAddress[id] = server;
        table.ports[id] = ports;
        table.opened[id] = openedNanos;
        table.clientPeer[id] = directory.peer(Peer.Kind.ADDRESS, directory.text(client));
        table.serverPeer[id] = directory.peer(Peer.Kind.ADDRESS, withPort(directory.text(server), ports & 0xffff));
        return id;
    }

    private static String withPort(String address, int port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    private void know(AgentIntake agent, dev.sonde.protocol.v1.Connections told, int i, int id) {
        // Readers may know this connection already: what its columns will name must be there before.
        VarHandle.releaseFence();
        int flags = told.getFlags(i);
        table.flags[id] |= flags;
        if ((flags & CLIENT_WATCHED) != 0) {
            table.agents[id] = (table.agents[id] & 0xffff0000) | agent.agent;
        }
        if ((flags & SERVER_WATCHED) != 0) {
            table.agents[id] = (table.agents[id] & 0xffff) | (agent.agent << 16);
        }
        if ((flags & BOTH_WATCHED) == 0 && table.agents[id] == 0) {
            table.agents[id] = agent.agent;
        }
        int client = told.getClientProcess(i) == 0 ? -1 : agent.processes.get(told.getClientProcess(i));
        if (client >= 0) {
            table.clientProcess[id] = client;
            table.clientPeer[id] = directory.peerOf(client);
        }
        int server = told.getServerProcess(i) == 0 ? -1 : agent.processes.get(told.getServerProcess(i));
        if (server >= 0) {
            table.serverProcess[id] = server;
            table.serverPeer[id] = directory.peerOf(server);
        }
        if (told.getOpaque(i) != 0) {
            table.opaque[id] = address(agent, told.getOpaque(i));
        }
        locate(id);
        halves.tell(table, id);
    }
}
