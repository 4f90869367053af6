package dev.sonde.agent.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All connections that are known, by socket cookie and by addresses. The two ends of a local connection are found by
 * their mirrored addresses and become one connection. Bounded in the number of ends. Owned by the drain thread.
 */
public final class ConnectionTable {
    private final int maxEnds;
    private final Listener listener;
    private final LongTable<SocketEnd> byCookie = new LongTable<>(256);
    private final LongTable<Connection> byTuple = new LongTable<>(256);
    private final List<SocketEnd> closing = new ArrayList<>();
    private final ArrayDeque<Integer> freeSlots = new ArrayDeque<>();
    private int slots;
    private int ends;
    private int nextId = 1;
    private int sweep;

    /** Hears when an end is forgotten. */
    public interface Listener {
        /**
         * Everything that is kept about this end is to be finished; its slot is used again afterwards.
         *
         * @param evicted whether it was forgotten for want of room or because it was idle, not because it closed
         */
        void forgotten(SocketEnd end, boolean evicted);
    }

    /** Makes an empty table. */
    public ConnectionTable(int maxEnds, Listener listener) {
        this.maxEnds = maxEnds;
        this.listener = listener;
    }

    /** Finds an end by the kernel's name for its socket. */
    public @Nullable SocketEnd byCookie(long cookie) {
        return cookie == 0 ? null : byCookie.get(cookie);
    }

    /** Finds an end by its own addresses. */
    public @Nullable SocketEnd byTuple(Tuple tuple) {
        Connection connection = byTuple.get(tuple.connectionKey());
        if (connection == null) {
            return null;
        }
        SocketEnd client = connection.client();
        if (client != null && client.tuple().same(tuple)) {
            return client;
        }
        SocketEnd server = connection.server();
        return server != null && server.tuple().same(tuple) ? server : null;
    }

    /** Finds a connection of which these addresses are an end, watched or not. */
    public @Nullable Connection connectionOf(Tuple tuple) {
        Connection connection = byTuple.get(tuple.connectionKey());
        return connection != null && fits(connection, tuple) ? connection : null;
    }

    /**
     * Adds an end that is not known yet. What had the same place before is forgotten: the addresses are used again.
     *
     * @param role must not be unknown
     */
    public SocketEnd add(long cookie, Tuple tuple, Role role, long timeNanos, boolean openedBefore) {
        while (ends >= maxEnds && forgetOldest()) {
            // one is enough, unless all were closed already
        }
        Connection connection = byTuple.get(tuple.connectionKey());
        if (connection != null && !accepts(connection, tuple, role)) {
            forget(connection, false);
            connection = null;
        }
        if (connection == null) {
            connection = new Connection(nextId++, tuple.connectionKey(), timeNanos, openedBefore);
            byTuple.put(connection.key(), connection);
        }
        Integer free = freeSlots.poll();
        SocketEnd end = new SocketEnd(cookie, free == null ? slots++ : free, tuple.copy(), connection, role);
        end.seen(timeNanos);
        connection.place(end);
        if (cookie != 0) {
            byCookie.put(cookie, end);
        }
        ends++;
        return end;
    }

    /** Gives an end the name by which the records to come call it. */
    public void name(SocketEnd end, long cookie) {
        if (byCookie.get(end.cookie()) == end) {
            byCookie.remove(end.cookie());
        }
        end.name(cookie);
        byCookie.put(cookie, end);
    }

    /** Notes that a socket is gone; it is forgotten at the next {@link #forgetClosed}, when late records have come. */
    public void close(SocketEnd end) {
        if (!end.closed()) {
            end.markClosed();
            closing.add(end);
        }
    }

    /** Forgets ends that were closed before a time. */
    public void forgetClosed(long beforeNanos) {
        int kept = 0;
        for (int i = 0; i < closing.size(); i++) {
            SocketEnd end = closing.get(i);
            if (end.lastSeenNanos() >= beforeNanos || !end.connection().closed()) {
                closing.set(kept++, end);
            } else {
                forget(end.connection(), false);
            }
        }
        closing.subList(kept, closing.size()).clear();
    }

    /** Forgets some connections of which nothing was heard since a time; looks at a few at each call. */
    public void forgetIdle(long beforeNanos, int looks) {
        for (int i = 0; i < looks && byTuple.size() > 0; i++) {
            sweep = (sweep + 1) & (byTuple.capacity() - 1);
            Connection connection = byTuple.at(sweep);
            if (connection != null && lastSeen(connection) < beforeNanos) {
                forget(connection, true);
            }
        }
    }

    /** Ends that are known. */
    public int size() {
        return ends;
    }

    /** Bound of {@link SocketEnd#slot()} so far. */
    public int slots() {
        return slots;
    }

    /** Places for {@link #connectionAt}. */
    public int places() {
        return byTuple.capacity();
    }

    /** The connection at a place, or null. */
    public @Nullable Connection connectionAt(int place) {
        return byTuple.at(place);
    }

    /**
     * Forgets the connection that has been silent for the longest, of some that are looked at.
     *
     * @return whether there was one
     */
    public boolean forgetOldest() {
        Connection oldest = null;
        for (int looked = 0, seen = 0; looked < byTuple.capacity() && seen < 16; looked++) {
            sweep = (sweep + 1) & (byTuple.capacity() - 1);
            Connection connection = byTuple.at(sweep);
            if (connection != null) {
                seen++;
                if (oldest == null || lastSeen(connection) < lastSeen(oldest)) {
                    oldest = connection;
                }
            }
        }
        if (oldest == null) {
            return false;
        }
        forget(oldest, !oldest.closed());
        return true;
    }

    private void forget(Connection connection, boolean evicted) {
        if (byTuple.get(connection.key()) == connection) {
            byTuple.remove(connection.key());
        }
        // What the server's end had open is finished by this, and joined with what the client's end knows.
        forget(connection.server(), evicted);
        forget(connection.client(), evicted);
    }

    private void forget(@Nullable SocketEnd end, boolean evicted) {
        if (end == null || end.forgotten()) {
            return;
        }
        if (end.cookie() != 0 && byCookie.get(end.cookie()) == end) {
            byCookie.remove(end.cookie());
        }
        listener.forgotten(end, evicted);
        end.forget();
        freeSlots.push(end.slot());
        ends--;
    }

    private static boolean accepts(Connection connection, Tuple tuple, Role role) {
        return connection.end(role) == null
                && !connection.closed()
                && connection.anyEnd().tuple().mirrors(tuple);
    }

    private static boolean fits(Connection connection, Tuple tuple) {
        Tuple known = connection.anyEnd().tuple();
        return known.mirrors(tuple) || known.same(tuple);
    }

    private static long lastSeen(Connection connection) {
        SocketEnd client = connection.client();
        SocketEnd server = connection.server();
        long seen = client == null ? Long.MIN_VALUE : client.lastSeenNanos();
        return server == null ? seen : Math.max(seen, server.lastSeenNanos());
    }
}
