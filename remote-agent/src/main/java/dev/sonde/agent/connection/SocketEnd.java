package dev.sonde.agent.connection;

import dev.sonde.dissectors.Rest;
import org.jspecify.annotations.Nullable;

/** One watched end of a connection. Owned by the drain thread. */
public final class SocketEnd {
    private long cookie;
    private final int slot;
    private final Tuple tuple;
    private final Connection connection;
    private final Role role;
    private int process;
    private ScopeSight scope = ScopeSight.UNKNOWN;
    private boolean guessedOwner;
    private long lastSeenNanos;
    private int sampledAway;
    private boolean counts;
    private int unread;
    private @Nullable Rest rest;
    private boolean watched;
    private boolean closed;
    private boolean forgotten;

    SocketEnd(long cookie, int slot, Tuple tuple, Connection connection, Role role) {
        this.cookie = cookie;
        this.slot = slot;
        this.tuple = tuple;
        this.connection = connection;
        this.role = role;
    }

    /** The kernel's name of the socket, or 0. */
    public long cookie() {
        return cookie;
    }

    void name(long newCookie) {
        cookie = newCookie;
    }

    /** A small number that no other live end has: an index into arrays of what else is kept of it. */
    public int slot() {
        return slot;
    }

    /** Its addresses. */
    public Tuple tuple() {
        return tuple;
    }

    /** What it is an end of. */
    public Connection connection() {
        return connection;
    }

    /** Client or server; never unknown. */
    public Role role() {
        return role;
    }

    /** Ref of the owner, or 0. */
    public int process() {
        return process;
    }

    /** Whether its connection belongs to what was asked for, by a filter by process. */
    public ScopeSight scope() {
        return scope;
    }

    /** Says whether it does. That it does stands until the filter changes. */
    public void scope(ScopeSight sight) {
        if (scope != ScopeSight.IN) {
            scope = sight;
        }
    }

    /** The filter changed: nothing is known. */
    public void forgetScope() {
        scope = ScopeSight.UNKNOWN;
    }

    /** Whether the owner is known and not only taken from the listener. */
    public boolean ownerIsCertain() {
        return process != 0 && !guessedOwner;
    }

    /**
     * Says whose it is.
     *
     * @param guessed whether it was taken from the listener, and may still be corrected
     */
    public void owner(int newProcess, boolean guessed) {
        if (newProcess != 0 && (process == 0 || guessedOwner)) {
            guessedOwner = guessed;
            if (process != newProcess) {
                process = newProcess;
                connection.change();
            }
        }
    }

    /** When the last record about it was taken, in the clock of the records. */
    public long lastSeenNanos() {
        return lastSeenNanos;
    }

    /** Notes that a record about it came. */
    public void seen(long timeNanos) {
        lastSeenNanos = timeNanos;
    }

    /** Whether its exchanges are seen, and not only that it exists. */
    public boolean watched() {
        return watched;
    }

    /** Notes that its exchanges are seen, from now on: what the kernel counts of them begins anew. */
    public void watch() {
        sampledAway = 0;
        counts = false;
        unread = 0;
        if (!watched) {
            watched = true;
            connection.change();
        }
    }

    /**
     * Takes note of how many exchanges the kernel has counted and not sent so far. It may say so twice, and two CPUs may say it
     * in either order. A server's end that is told of late counts again what was taken from the client's until then.
     *
     * @return how many of them are new
     */
    public int sampledAway(int soFar) {
        SocketEnd client = connection.client();
        if (!counts && client != null && client != this) {
            sampledAway = Math.min(client.sampledAway, soFar);
        }
        counts = true;
        int added = soFar - sampledAway;
        if (added <= 0) {
            return 0;
        }
        sampledAway = soFar;
        return added;
    }

    /**
     * Takes note of how many requests of it the kernel has counted so far of which it sent nothing.
     *
     * @return how many of them are new
     */
    public int unread(int soFar) {
        int added = soFar - unread;
        if (added <= 0) {
            return 0;
        }
        unread = soFar;
        return added;
    }

    /** What is known of its payload while nothing else is kept to read it, or null. */
    public @Nullable Rest rest() {
        return rest;
    }

    /** Says what is known of its payload. */
    public void rest(@Nullable Rest known) {
        rest = known;
    }

    /** Whether nothing more comes of it. */
    public boolean closed() {
        return closed;
    }

    /** A number for the address of an end, this or the other; equal for equal addresses. */
    public long addressOf(Role which) {
        return which == role ? tuple.localAddressHash() : tuple.remoteAddressHash();
    }

    /** The port of an end, this or the other. */
    public int portOf(Role which) {
        return which == role ? tuple.localPort() : tuple.remotePort();
    }

    /** Text of the address of an end, this or the other. */
    public String addressTextOf(Role which) {
        return which == role ? tuple.localText() : tuple.remoteText();
    }

    void markClosed() {
        closed = true;
    }

    boolean forgotten() {
        return forgotten;
    }

    void forget() {
        closed = true;
        forgotten = true;
    }
}
