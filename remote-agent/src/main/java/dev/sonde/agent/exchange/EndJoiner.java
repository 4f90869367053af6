package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.ExchangeRow;
import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.protocol.v1.ExchangeFlag;
import org.jspecify.annotations.Nullable;

/**
 * Makes one row of the two sights of an exchange whose both ends are watched: the server's end was dissected, the client's
 * adds its times. They are the same exchange when they are of the same connection and their requests begin with the same
 * TCP sequence number. A row waits a moment for the other sight and then goes with what is known.
 *
 * <p>Owned by the drain thread; allocates only until it has as many rows as ever waited at once.
 */
final class EndJoiner {
    /** Longest wait for the client's sight: it comes with the same or the next drain. */
    static final long PATIENCE_NANOS = 150_000_000L;

    static final int MAX_WAITING = 4096;

    private final RowOutlet outlet;
    private final FlowTable flows;
    private @Nullable WaitingRow oldest;
    private @Nullable WaitingRow newest;
    private @Nullable WaitingRow free;
    private int waiting;

    EndJoiner(RowOutlet outlet, FlowTable flows) {
        this.outlet = outlet;
        this.flows = flows;
    }

    /** A row to fill, for {@link #complete}. */
    WaitingRow row() {
        WaitingRow row = free;
        if (row == null) {
            return new WaitingRow();
        }
        free = row.nextOfFlow;
        row.nextOfFlow = null;
        return row;
    }

    /** Takes a row as the dissected end saw it: sends it, or keeps it until the other end's sight is there. */
    void complete(Flow flow, WaitingRow row, long nowNanos) {
        Connection connection = flow.end.connection();
        SocketEnd client = connection.client();
        if (client == null || client == flow.end || !client.watched() || join(row.row, flows.of(client))) {
            send(flow, row);
            return;
        }
        if (waiting >= MAX_WAITING && oldest != null) {
            release(oldest);
        }
        row.flow = flow;
        row.deadlineNanos = nowNanos + PATIENCE_NANOS;
        row.older = newest;
        if (newest != null) {
            newest.newer = row;
        } else {
            oldest = row;
        }
        newest = row;
        row.nextOfFlow = flow.waiting;
        flow.waiting = row;
        waiting++;
    }

    /** Sends a row as it is. */
    void sendNow(Flow flow, WaitingRow row) {
        send(flow, row);
    }

    /** Takes note that a client's end saw or settled an exchange: a row may be waiting for it. */
    void sighted(Flow client, int sequence) {
        SocketEnd server = client.end.connection().server();
        if (server == null) {
            return;
        }
        for (WaitingRow row = flows.of(server).waiting; row != null; row = row.nextOfFlow) {
            if (Integer.toUnsignedLong(sequence - row.row.requestSequence) < Math.max(1, row.row.requestBytes)) {
                if (join(row.row, client)) {
                    release(row);
                }
                return;
            }
        }
    }

    /** Sends what has waited long enough. */
    void expire(long nowNanos) {
        while (oldest != null && oldest.deadlineNanos <= nowNanos) {
            release(oldest);
        }
    }

    /** Sends what waits at an end that is forgotten. */
    void forget(Flow flow) {
        while (flow.waiting != null) {
            release(flow.waiting);
        }
    }

    /** Sends all that waits. */
    void flush() {
        while (oldest != null) {
            release(oldest);
        }
    }

    int waiting() {
        return waiting;
    }

    /**
     * Adds the client's times.
     *
     * @return whether nothing more is to come
     */
    private static boolean join(ExchangeRow row, Flow client) {
        Sights sights = client.sights;
        int at = sights == null ? -1 : sights.find(row.requestSequence);
        if (sights == null || at < 0) {
            return false;
        }
        long start = sights.start(at);
        row.flags |= ExchangeFlag.AT_CLIENT_VALUE;
        row.startNanos = Math.min(start, row.startNanos);
        row.clientFirstByteNanos = row.serverFirstByteNanos < 0 ? -1 : Math.max(0, sights.first(at) - start);
        if (row.serverDurationNanos < 0) {
            sights.remove(at);
            return true;
        }
        int rest = sights.rest(at, row.requestBytes);
        long last = rest < 0
                ? sights.last(at, row.responseBytes)
                : sights.last(rest, row.responseBytes - sights.firstBytes(at));
        if (last == Sights.UNKNOWN) {
            // More of the response is to come; what is known goes if it does not.
            long soFar = sights.lastSoFar(rest < 0 ? at : rest);
            row.clientDurationNanos = soFar == Sights.UNKNOWN ? ExchangeRow.UNKNOWN : Math.max(0, soFar - start);
            return false;
        }
        row.clientDurationNanos = Math.max(0, last - start);
        if (rest < 0 && sights.isPart(at, row.requestBytes)) {
            // Unless what the client sent behind the answer is nobody's, the rest is still to come.
            return false;
        }
        sights.remove(at);
        return true;
    }

    private void release(WaitingRow row) {
        Flow flow = row.flow;
        if (flow == null) {
            throw new IllegalStateException("a row that does not wait");
        }
        if (row.older == null) {
            oldest = row.newer;
        } else {
            row.older.newer = row.newer;
        }
        if (row.newer == null) {
            newest = row.older;
        } else {
            row.newer.older = row.older;
        }
        row.older = null;
        row.newer = null;
        unlink(flow, row);
        waiting--;
        send(flow, row);
    }

    private static void unlink(Flow flow, WaitingRow row) {
        WaitingRow at = flow.waiting;
        if (at == row) {
            flow.waiting = row.nextOfFlow;
            return;
        }
        while (at != null && at.nextOfFlow != row) {
            at = at.nextOfFlow;
        }
        if (at != null) {
            at.nextOfFlow = row.nextOfFlow;
        }
    }

    private void send(Flow flow, WaitingRow row) {
        outlet.send(flow.end.connection(), row.row);
        row.flow = null;
        row.nextOfFlow = free;
        free = row;
    }
}
