package dev.sonde.agent.drain;

import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.LongTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.owner.ProcessTable;
import dev.sonde.agent.record.OwnerRow;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose sockets are: from records, from the listener where a connection is too short to be found, and by
 * walking over all processes, at the beginning and now and then while owners are unknown. Owned by the drain thread.
 */
final class OwnerFinder {
    private static final int TCP_LISTEN = 10;
    private static final long MIN_WALK_NANOS = 250_000_000L;
    private static final long MAX_WALK_NANOS = 8_000_000_000L;

    private final KernelProbes probes;
    private final ConnectionTable connections;
    private final ProcessTable processes;
    private final OwnerRow row;
    private final LongTable<Listener> listeners = new LongTable<>(64);
    private boolean wanted;
    private long walkNanos = MIN_WALK_NANOS;
    private long lastWalkNanos = Long.MIN_VALUE / 2;
    private int foundInWalk;
    private long nowNanos;

    private record Listener(int tgid) {}

    OwnerFinder(KernelProbes probes, ConnectionTable connections, ProcessTable processes) {
        this.probes = probes;
        this.connections = connections;
        this.processes = processes;
        row = new OwnerRow(probes.layout("owner_row"));
    }

    /**
     * Takes note of what a record says of the owner.
     *
     * @param tgid 0 when it does not say
     */
    void found(SocketEnd end, int tgid, String comm, long timeNanos) {
        if (end.ownerIsCertain()) {
            return;
        }
        if (tgid != 0) {
            end.owner(tgid, processes.ref(tgid, comm, timeNanos), false);
            return;
        }
        wanted = true;
        Listener listener = end.role() == Role.SERVER
                ? listener(end.tuple().netns(), end.tuple().localPort())
                : null;
        if (listener != null && end.process() == 0) {
            end.owner(listener.tgid(), processes.ref(listener.tgid(), "", timeNanos), true);
        }
    }

    /** Whether somebody listens on a port. */
    boolean listens(int netns, int port) {
        return listener(netns, port) != null;
    }

    /** Walks if owners are wanted and the last walk is long enough ago. */
    void tick(long timeNanos) {
        if (wanted && timeNanos - lastWalkNanos >= walkNanos) {
            walk(timeNanos);
            walkNanos = foundInWalk > 0 ? MIN_WALK_NANOS : Math.min(MAX_WALK_NANOS, walkNanos * 2);
        }
    }

    /** Walks over all processes. */
    void walk(long timeNanos) {
        nowNanos = timeNanos;
        lastWalkNanos = timeNanos;
        wanted = false;
        foundInWalk = 0;
        probes.owners(this::row);
        guess();
    }

    private void row(byte[] buffer, int offset, int length) {
        row.read(buffer, offset);
        if (row.state == TCP_LISTEN) {
            long key = key(row.tuple.netns(), row.tuple.localPort());
            Listener known = listeners.get(key);
            // Of processes that share a listener the later ones are the workers.
            if (known == null || known.tgid() < row.tgid) {
                listeners.put(key, new Listener(row.tgid));
            }
            return;
        }
        SocketEnd end = connections.byCookie(row.cookie);
        if (end == null) {
            end = connections.byTuple(row.tuple);
        }
        if (end != null && !end.ownerIsCertain()) {
            end.owner(row.tgid, processes.ref(row.tgid, "", nowNanos), false);
            foundInWalk++;
        }
    }

    private void guess() {
        for (int i = 0; i < connections.places(); i++) {
            var connection = connections.connectionAt(i);
            SocketEnd server = connection == null ? null : connection.server();
            if (server != null && server.process() == 0 && !server.closed()) {
                found(server, 0, "", nowNanos);
                foundInWalk += server.process() == 0 ? 0 : 1;
            }
        }
    }

    private @Nullable Listener listener(int netns, int port) {
        Listener listener = listeners.get(key(netns, port));
        return listener != null || netns == 0 ? listener : listeners.get(key(0, port));
    }

    private static long key(int netns, int port) {
        return (long) netns << 16 | port;
    }
}
