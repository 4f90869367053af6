package dev.sonde.core.store;

import java.util.Arrays;

/**
 * Connections of a session, as columns. A value of -1 is not known. What is known of a connection may grow while it is
 * read; that a connection is there does not change.
 */
public final class ConnectionTable {
    static final int COLUMNS_BYTES = 13 * 4 + 7 * 8;

    /** In {@link #flags}, as agents tell: the ends that they see. */
    static final int CLIENT_WATCHED = 1;

    static final int SERVER_WATCHED = 2;
    static final int BOTH_WATCHED = CLIENT_WATCHED | SERVER_WATCHED;

    /** In {@link #flags}, beside the bits that agents tell. */
    static final int SEEN_AS_OTHER = 1 << 16;

    final int[] clientAddress;
    final int[] serverAddress;
    final int[] ports;
    final int[] clientProcess;
    final int[] serverProcess;
    final int[] clientPeer;
    final int[] serverPeer;
    final int[] clientPlace;
    final int[] serverPlace;
    final int[] opaque;
    final int[] flags;
    final int[] agents;
    final int[] state;
    final long[] opened;
    final long[] closed;
    final long[] clientBytes;
    final long[] serverBytes;
    final long[] segmentsSent;
    final long[] retransmits;
    final long[] srtt;

    ConnectionTable(int capacity) {
        clientAddress = new int[capacity];
        serverAddress = new int[capacity];
        ports = new int[capacity];
        clientProcess = new int[capacity];
        serverProcess = new int[capacity];
        clientPeer = new int[capacity];
        serverPeer = new int[capacity];
        clientPlace = new int[capacity];
        serverPlace = new int[capacity];
        opaque = new int[capacity];
        flags = new int[capacity];
        agents = new int[capacity];
        state = new int[capacity];
        opened = new long[capacity];
        closed = new long[capacity];
        clientBytes = new long[capacity];
        serverBytes = new long[capacity];
        segmentsSent = new long[capacity];
        retransmits = new long[capacity];
        srtt = new long[capacity];
    }

    private ConnectionTable(ConnectionTable o, int capacity) {
        clientAddress = Arrays.copyOf(o.clientAddress, capacity);
        serverAddress = Arrays.copyOf(o.serverAddress, capacity);
        ports = Arrays.copyOf(o.ports, capacity);
        clientProcess = Arrays.copyOf(o.clientProcess, capacity);
        serverProcess = Arrays.copyOf(o.serverProcess, capacity);
        clientPeer = Arrays.copyOf(o.clientPeer, capacity);
        serverPeer = Arrays.copyOf(o.serverPeer, capacity);
        clientPlace = Arrays.copyOf(o.clientPlace, capacity);
        serverPlace = Arrays.copyOf(o.serverPlace, capacity);
        opaque = Arrays.copyOf(o.opaque, capacity);
        flags = Arrays.copyOf(o.flags, capacity);
        agents = Arrays.copyOf(o.agents, capacity);
        state = Arrays.copyOf(o.state, capacity);
        opened = Arrays.copyOf(o.opened, capacity);
        closed = Arrays.copyOf(o.closed, capacity);
        clientBytes = Arrays.copyOf(o.clientBytes, capacity);
        serverBytes = Arrays.copyOf(o.serverBytes, capacity);
        segmentsSent = Arrays.copyOf(o.segmentsSent, capacity);
        retransmits = Arrays.copyOf(o.retransmits, capacity);
        srtt = Arrays.copyOf(o.srtt, capacity);
    }

    ConnectionTable grown() {
        return new ConnectionTable(this, capacity() * 2);
    }

    int capacity() {
        return flags.length;
    }

    long bytes() {
        return (long) COLUMNS_BYTES * capacity();
    }

    void clear(int id) {
        clientProcess[id] = -1;
        serverProcess[id] = -1;
        clientPlace[id] = -1;
        serverPlace[id] = -1;
        agents[id] = 0;
        state[id] = 0;
        flags[id] = 0;
        opaque[id] = 0;
        closed[id] = -1;
        clientBytes[id] = -1;
        serverBytes[id] = -1;
        segmentsSent[id] = -1;
        retransmits[id] = -1;
        srtt[id] = -1;
    }

    void copy(ConnectionTable from, int source, int target) {
        clientAddress[target] = from.clientAddress[source];
        serverAddress[target] = from.serverAddress[source];
        ports[target] = from.ports[source];
        clientProcess[target] = from.clientProcess[source];
        serverProcess[target] = from.serverProcess[source];
        clientPeer[target] = from.clientPeer[source];
        serverPeer[target] = from.serverPeer[source];
        clientPlace[target] = from.clientPlace[source];
        serverPlace[target] = from.serverPlace[source];
        opaque[target] = from.opaque[source];
        flags[target] = from.flags[source];
        agents[target] = from.agents[source];
        state[target] = from.state[source];
        opened[target] = from.opened[source];
        closed[target] = from.closed[source];
        clientBytes[target] = from.clientBytes[source];
        serverBytes[target] = from.serverBytes[source];
        segmentsSent[target] = from.segmentsSent[source];
        retransmits[target] = from.retransmits[source];
        srtt[target] = from.srtt[source];
    }

    /** String id of the client's address. */
    public int clientAddress(int id) {
        return clientAddress[id];
    }

    /** String id of the server's address. */
    public int serverAddress(int id) {
        return serverAddress[id];
    }

    /** The client's port. */
    public int clientPort(int id) {
        return ports[id] >>> 16;
    }

    /** The server's port. */
    public int serverPort(int id) {
        return ports[id] & 0xffff;
    }

    /** Index of the client's process in {@link Snapshot#process}, or -1. */
    public int clientProcess(int id) {
        return clientProcess[id];
    }

    /** Index of the server's process in {@link Snapshot#process}, or -1. */
    public int serverProcess(int id) {
        return serverProcess[id];
    }

    /** Id of the client as a {@link Peer}. */
    public int clientPeer(int id) {
        return clientPeer[id];
    }

    /** Id of the server as a {@link Peer}. */
    public int serverPeer(int id) {
        return serverPeer[id];
    }

    /** Index of the client's pod or node in {@link Snapshot#place}, or -1. */
    public int clientPlace(int id) {
        return clientPlace[id];
    }

    /** Index of the server's pod, service or node in {@link Snapshot#place}, or -1. */
    public int serverPlace(int id) {
        return serverPlace[id];
    }

    /** String id of why payload can't be read, or 0 when it can. */
    public int opaque(int id) {
        return opaque[id];
    }

    /** Bits: 1 the client's socket is watched, 2 the server's, 4 opened before the agent was attached. */
    public int flags(int id) {
        return flags[id];
    }

    /** Says whether it is the client's sight of a connection that is here a second time, as its server sees it. */
    public boolean isSeenAsOther(int id) {
        return (flags[id] & SEEN_AS_OTHER) != 0;
    }

    /** Number of the agent that sees the server's end, else of the one that sees the client's, else 0. */
    public int agent(int id) {
        int packed = agents[id];
        return packed >>> 16 != 0 ? packed >>> 16 : packed & 0xffff;
    }

    /** Number of the agent that sees the server's end, or 0. */
    public int serverAgent(int id) {
        return agents[id] >>> 16;
    }

    /** Number of the agent that sees the client's end, where {@link #flags} has 1. */
    public int clientAgent(int id) {
        return agents[id] & 0xffff;
    }

    /** When it was opened, or first seen where {@link #flags} has 4, in Unix nanoseconds. */
    public long openedNanos(int id) {
        return opened[id];
    }

    /** When it was closed, in Unix nanoseconds, or -1. */
    public long closedNanos(int id) {
        return closed[id];
    }

    /** Bytes that its client sent, or -1. */
    public long clientBytes(int id) {
        return clientBytes[id];
    }

    /** Bytes that its server sent, or -1. */
    public long serverBytes(int id) {
        return serverBytes[id];
    }

    /** Segments that its watched end sent, or -1. */
    public long segmentsSent(int id) {
        return segmentsSent[id];
    }

    /** Segments that its watched end sent again, or -1. */
    public long retransmits(int id) {
        return retransmits[id];
    }

    /** Smoothed round trip time as TCP last measured it, in nanoseconds, or -1. */
    public long srttNanos(int id) {
        return srtt[id];
    }

    /** TCP state as in include/net/tcp_states.h, 1 established … 7 close; 0 when not told. */
    public int state(int id) {
        return state[id];
    }
}
