package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.LongTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Rest;
import dev.sonde.protocol.v1.Protocol;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Turns that the kernel counted and did not send: calls where their connection can be read, and nothing where it can't (TLS, WebSocket, an
 * unknown protocol), as when all are sent. While nothing of the connection has told which it is they wait a moment; then it goes by what
 * was told last of the same server, and they are calls where that is not known either. Owned by the drain thread.
 */
final class SkippedTurns {
    static final long PATIENCE_NANOS = EndJoiner.PATIENCE_NANOS;
    private static final int MAX_SERVERS = 4096;

    private final RowOutlet outlet;
    private final LongTable<Boolean> readableServers = new LongTable<>(64);
    private final ArrayDeque<Flow> waiting = new ArrayDeque<>();

    SkippedTurns(RowOutlet outlet) {
        this.outlet = outlet;
    }

    /** The kernel has counted so many turns of an end so far; they may be told of twice. */
    void told(Flow flow, int soFar, long timeNanos, long nowNanos) {
        int count = flow.end.sampledAway(soFar);
        if (count == 0) {
            return;
        }
        if (flow.skipped == 0) {
            flow.skippedNanos = timeNanos;
        }
        flow.skipped += count;
        decide(flow);
        if (flow.skipped > 0 && !flow.skippedWait) {
            flow.skippedWait = true;
            flow.skippedDeadlineNanos = nowNanos + PATIENCE_NANOS;
            waiting.addLast(flow);
        }
    }

    /** Payload was read, which may have told what the connection is. */
    void decide(Flow flow) {
        if (flow.skipped == 0 && flow.known) {
            return;
        }
        Boolean readable = readable(flow);
        if (readable == null) {
            return;
        }
        if (!flow.known) {
            flow.known = true;
            learn(server(flow.end), readable);
        }
        count(flow, readable);
    }

    /** Decides what has waited long enough. */
    void tick(long nowNanos) {
        while (!waiting.isEmpty() && waiting.getFirst().skippedDeadlineNanos <= nowNanos) {
            release(waiting.removeFirst());
        }
    }

    /** Decides all that waits. */
    void flush() {
        while (!waiting.isEmpty()) {
            release(waiting.removeFirst());
        }
    }

    /** How many ends have turns that wait. */
    int waiting() {
        return waiting.size();
    }

    /**
     * Nothing more will be told of it, or not soon. Where little was sent of a connection its end says that it is of no known protocol:
     * that counts for less than what others of the same server have told.
     */
    void forget(Flow flow) {
        Boolean readable = readable(flow);
        long server = server(flow.end);
        Boolean others = flow.known ? null : readableServers.get(server);
        if (others != null) {
            readable = others;
        } else if (!flow.known && readable != null) {
            learn(server, readable);
        }
        count(flow, !Boolean.FALSE.equals(readable));
    }

    private void release(Flow flow) {
        flow.skippedWait = false;
        forget(flow);
    }

    private void count(Flow flow, boolean calls) {
        if (calls && flow.skipped > 0) {
            outlet.unseen(flow.end.connection(), flow.end.role(), flow.skipped, flow.skippedNanos);
        }
        flow.skipped = 0;
    }

    private void learn(long server, boolean readable) {
        if (readableServers.size() < MAX_SERVERS || readableServers.get(server) != null) {
            readableServers.put(server, readable);
        }
    }

    /** Null: not known yet. */
    private static @Nullable Boolean readable(Flow flow) {
        if (flow.end.connection().opaque() != 0) {
            return false;
        }
        ConnectionDissector dissector = flow.dissector;
        boolean known =
                dissector == null ? flow.end.rest() == Rest.HTTP : dissector.protocol() != Protocol.PROTOCOL_UNKNOWN;
        return known ? true : null;
    }

    private static long server(SocketEnd end) {
        return end.role() == Role.SERVER ? end.tuple().localKey() : end.tuple().remoteKey();
    }
}
