package dev.sonde.core.store;

import dev.sonde.protocol.v1.Waits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests of one agent that wait long for their responses. Owned by the writer. */
final class WaitIntake {
    /** As of Waits.flags. */
    private static final int OVER = 1;

    /** Of one agent: what it tells at most, and what it may have told twice. */
    private static final int MOST = 1 << 14;

    /** By the agent's number of their connection. */
    private final Map<Integer, Told> open = new HashMap<>();

    private record Told(long startNanos, int protocol, int endpoint) {}

    void take(AgentIntake agent, Waits told, long baseNanos) {
        long time = baseNanos;
        for (int i = 0; i < told.getConnectionCount(); i++) {
            time += told.getStartDelta(i);
            int connection = told.getConnection(i);
            if ((told.getFlags(i) & OVER) != 0) {
                open.remove(connection);
            } else if (open.size() < MOST) {
                int endpoint = Math.max(0, agent.string(told.getEndpoint(i)));
                open.put(connection, new Told(agent.unixNanos(time), told.getProtocol(i), endpoint));
            }
        }
    }

    /** Another stream of the agent begins, which tells of all anew. */
    void clear() {
        open.clear();
    }

    /** Those that wait at the edge, by their beginnings. What both ends tell of is the server's to tell. */
    static List<Waiting> of(Collection<AgentIntake> agents, Connections connections, long sinceNanos) {
        List<Waiting> all = new ArrayList<>();
        for (AgentIntake agent : agents) {
            if (agent.completeUntilNanos() < sinceNanos) {
                continue;
            }
            agent.waits.open.forEach((number, told) -> {
                int id = agent.connections.get(number);
                if (id >= 0 && !connections.isClosed(id) && !connections.serverToldApart(agent, number, id)) {
                    all.add(new Waiting(id, told.startNanos, told.protocol, told.endpoint));
                }
            });
        }
        all.sort(Comparator.comparingLong(Waiting::startNanos));
        return List.copyOf(all);
    }
}
