package dev.sonde.agent.drain;

import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.owner.ProcessTable;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Process;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection belongs to a process that the user asked for, at either of its ends. The kernel passes sockets whose
 * owner it does not know, and knows no names: the last word is here. Owned by the drain thread.
 */
final class ProcessScope {
    private final ProcessTable processes;
    private CaptureFilter filter = CaptureFilter.getDefaultInstance();
    private boolean byProcess;

    ProcessScope(ProcessTable processes) {
        this.processes = processes;
    }

    /** Takes another filter from here on. */
    void set(CaptureFilter asked) {
        filter = asked;
        byProcess = asked.getPidsCount() > 0 || asked.getExecutablesCount() > 0 || asked.getContainerIdsCount() > 0;
    }

    /** Says whether a connection is to be reported. While the owner of an end is not known, it is: nothing asked for is lost. */
    boolean includes(Connection connection) {
        return !byProcess || includes(connection.server()) || includes(connection.client());
    }

    private boolean includes(@Nullable SocketEnd end) {
        if (end == null) {
            return false;
        }
        Process process = processes.process(end.process());
        return process == null || matches(process);
    }

    private boolean matches(Process process) {
        return (filter.getPidsCount() == 0 || filter.getPidsList().contains(process.getPid()))
                && (filter.getExecutablesCount() == 0
                        || filter.getExecutablesList().contains(process.getExecutable()))
                && (filter.getContainerIdsCount() == 0
                        || startsWithAny(process.getContainerId(), filter.getContainerIdsList()));
    }

    private static boolean startsWithAny(String id, List<String> beginnings) {
        for (int i = 0; i < beginnings.size(); i++) {
            String beginning = beginnings.get(i);
            if (!beginning.isEmpty() && id.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
