package dev.sonde.agent.drain;

import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.ScopeSight;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.exchange.RowOutlet;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.agent.record.Owner;
import dev.sonde.protocol.v1.CaptureFilter;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection belongs to a process that the user asked for, at either of its ends. The kernel decides it, when it
 * sees who uses a socket; here is what it said. Owned by the drain thread.
 */
final class ProcessScope implements RowOutlet.Scope {
    private final ConnectionTable connections;
    private final LossLedger losses;
    private final int in;
    private final int out;
    private boolean byProcess;
    private int generation;

    ProcessScope(KernelProbes probes, ConnectionTable connections, LossLedger losses) {
        this.connections = connections;
        this.losses = losses;
        in = probes.constant("SCOPE_IN");
        out = probes.constant("SCOPE_OUT");
    }

    /**
     * Forgets what was decided by the filter before.
     *
     * @param ownersGeneration what the kernel programs call the new one
     */
    void set(CaptureFilter asked, long ownersGeneration) {
        byProcess = CaptureScope.isByProcess(asked);
        generation = (int) ownersGeneration & 0xFF;
        for (int i = 0; i < connections.places(); i++) {
            Connection connection = connections.connectionAt(i);
            if (connection != null) {
                forget(connection.client());
                forget(connection.server());
            }
        }
    }

    /** Takes what the kernel says of an end. */
    void decided(SocketEnd end, Owner owner) {
        if (!byProcess || owner.generation != generation) {
            return;
        }
        if (owner.scope == in) {
            end.scope(ScopeSight.IN);
        } else if (owner.scope == out) {
            end.scope(ScopeSight.OUT);
        }
    }

    /** Whether a connection was asked for. */
    @Override
    public boolean includes(Connection connection) {
        return !byProcess || is(connection.client(), ScopeSight.IN) || is(connection.server(), ScopeSight.IN);
    }

    @Override
    public boolean includes(Connection connection, long exchanges, long timeNanos) {
        if (includes(connection)) {
            return true;
        }
        if (isUndecided(connection.client()) || isUndecided(connection.server())) {
            losses.count(
                    "owner_unknown",
                    "exchanges",
                    "it could not be told whether they are of a process that was asked for",
                    exchanges,
                    timeNanos);
        }
        return false;
    }

    private static boolean isUndecided(@Nullable SocketEnd end) {
        return end != null && end.watched() && end.scope() == ScopeSight.UNKNOWN;
    }

    private static boolean is(@Nullable SocketEnd end, ScopeSight sight) {
        return end != null && end.scope() == sight;
    }

    private static void forget(@Nullable SocketEnd end) {
        if (end != null) {
            end.forgetScope();
        }
    }
}
