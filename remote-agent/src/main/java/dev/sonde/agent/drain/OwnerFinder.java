package dev.sonde.agent.drain;

import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.LongTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.owner.ProcessIdentity;
import dev.sonde.agent.owner.ProcessTable;
import dev.sonde.agent.record.Owner;
import dev.sonde.agent.record.OwnerRow;
import java.util.ArrayDeque;
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
    private final LongTable<ProcessIdentity> listeners = new LongTable<>(64);
    private final ArrayDeque<SocketEnd> unknown = new ArrayDeque<>();
    private final ProcessScope scope;
    private long walkNanos = MIN_WALK_NANOS;
    private long lastWalkNanos = Long.MIN_VALUE / 2;
    private int foundInWalk;
    private long nowNanos;

    OwnerFinder(KernelProbes probes, ConnectionTable connections, ProcessTable processes, ProcessScope scope) {
        this.probes = probes;
        this.connections = connections;
        this.processes = processes;
        this.scope = scope;
        row = new OwnerRow(probes.layout("owner_row"));
    }

    /** Takes note of what a record says of the owner. */
    void found(SocketEnd end, Owner owner, long timeNanos) {
        scope.decided(end, owner);
        if (end.ownerIsCertain()) {
            return;
        }
        if (owner.tgid == 0) {
            sought(end, timeNanos);
        } else {
            end.owner(processes.ref(ProcessIdentity.of(owner), timeNanos), false);
        }
    }

    /** Takes note of an end whose owner is not known: it is guessed, until it is told or found. */
    void sought(SocketEnd end, long timeNanos) {
        if (end.process() != 0) {
            return;
        }
        unknown.add(end);
        ProcessIdentity listener = end.role() == Role.SERVER
                ? listener(end.tuple().netns(), end.tuple().localPort())
                : null;
        if (listener != null) {
            end.owner(processes.ref(listener, timeNanos), true);
        }
    }

    /** Whether somebody listens on a port. */
    boolean listens(int netns, int port) {
        return listener(netns, port) != null;
    }

    /** Walks if owners are still sought and the last walk is long enough ago. */
    void tick(long timeNanos) {
        for (int i = unknown.size(); i > 0; i--) {
            SocketEnd end = unknown.removeFirst();
            if (!end.closed() && !end.ownerIsCertain()) {
                unknown.addLast(end);
            }
        }
        if (!unknown.isEmpty() && timeNanos - lastWalkNanos >= walkNanos) {
            walk(timeNanos);
            walkNanos = foundInWalk > 0 ? MIN_WALK_NANOS : Math.min(MAX_WALK_NANOS, walkNanos * 2);
        }
    }

    /** Walks over all processes. */
    void walk(long timeNanos) {
        nowNanos = timeNanos;
        lastWalkNanos = timeNanos;
        foundInWalk = 0;
        probes.owners(this::row);
        guess();
    }

    private void row(byte[] buffer, int offset, int length) {
        row.read(buffer, offset);
        if (row.owner.tgid == 0) {
            return;
        }
        if (row.state == TCP_LISTEN) {
            long key = key(row.tuple.netns(), row.tuple.localPort());
            ProcessIdentity known = listeners.get(key);
            // Of processes that share a listener the later ones are the workers.
            if (known == null || known.pid() <= row.owner.tgid) {
                listeners.put(key, ProcessIdentity.of(row.owner));
            }
            return;
        }
        SocketEnd end = connections.byCookie(row.cookie);
        if (end == null) {
            end = connections.byTuple(row.tuple);
        }
        if (end != null) {
            foundInWalk += end.ownerIsCertain() ? 0 : 1;
            found(end, row.owner, nowNanos);
        }
    }

    private void guess() {
        for (int i = 0; i < connections.places(); i++) {
            var connection = connections.connectionAt(i);
            SocketEnd server = connection == null ? null : connection.server();
            if (server != null && server.process() == 0 && !server.closed()) {
                ProcessIdentity listener =
                        listener(server.tuple().netns(), server.tuple().localPort());
                if (listener != null) {
                    server.owner(processes.ref(listener, nowNanos), true);
                    foundInWalk++;
                }
            }
        }
    }

    private @Nullable ProcessIdentity listener(int netns, int port) {
        ProcessIdentity listener = listeners.get(key(netns, port));
        return listener != null || netns == 0 ? listener : listeners.get(key(0, port));
    }

    private static long key(int netns, int port) {
        return (long) netns << 16 | port;
    }
}
