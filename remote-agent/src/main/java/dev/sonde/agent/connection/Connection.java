package dev.sonde.agent.connection;

import org.jspecify.annotations.Nullable;

/** A TCP connection of which at least one end is watched. Owned by the drain thread. */
public final class Connection {
    private final int id;
    private final long key;
    private final long openedNanos;
    private final boolean openedBefore;
    private @Nullable SocketEnd client;
    private @Nullable SocketEnd server;
    private int opaque;
    private int counters;
    private long sentWith = -1;
    private boolean changed = true;

    Connection(int id, long key, long openedNanos, boolean openedBefore) {
        this.id = id;
        this.key = key;
        this.openedNanos = openedNanos;
        this.openedBefore = openedBefore;
    }

    /** The agent's number of it, from 1; never used again. */
    public int id() {
        return id;
    }

    long key() {
        return key;
    }

    /** When it was opened or first seen. */
    public long openedNanos() {
        return openedNanos;
    }

    /** Whether it was open before the agent was attached. */
    public boolean openedBefore() {
        return openedBefore;
    }

    /** The client's end, or null when it is not watched. */
    public @Nullable SocketEnd client() {
        return client;
    }

    /** The server's end, or null when it is not watched. */
    public @Nullable SocketEnd server() {
        return server;
    }

    /** The end of a role, or null. */
    public @Nullable SocketEnd end(Role role) {
        return role == Role.CLIENT ? client : server;
    }

    /** An end that is there: the server's where both are. */
    public SocketEnd anyEnd() {
        SocketEnd end = server != null ? server : client;
        if (end == null) {
            throw new IllegalStateException("a connection without ends");
        }
        return end;
    }

    /** Whether both ends are watched. */
    public boolean bothEnds() {
        return client != null && server != null;
    }

    /** String id of why payload can't be read, or 0. */
    public int opaque() {
        return opaque;
    }

    /** Says why payload can't be read. */
    public void opaque(int reason) {
        if (opaque != reason) {
            opaque = reason;
            change();
        }
    }

    /** Takes note of what its counters say, as a number; returns whether it is another one than the last time. */
    public boolean counted(int newCounters) {
        boolean changes = counters != newCounters;
        counters = newCounters;
        return changes;
    }

    void place(SocketEnd end) {
        if (end.role() == Role.CLIENT) {
            client = end;
        } else {
            server = end;
        }
        change();
    }

    /** Whether all its watched ends are closed. */
    boolean closed() {
        SocketEnd c = client;
        SocketEnd s = server;
        return (c == null || c.closed()) && (s == null || s.closed());
    }

    /** Notes that it has to be sent (again). */
    public void change() {
        changed = true;
    }

    /** Whether it has to be sent (again). */
    public boolean changed() {
        return changed;
    }

    /** Notes that it was sent, with the batch of this number. */
    public void sent(long batch) {
        changed = false;
        sentWith = batch;
    }

    /** The number of the batch that it was sent with last. */
    public long sentWith() {
        return sentWith;
    }
}
