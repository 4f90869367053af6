package dev.sonde.core.store;

import dev.sonde.protocol.v1.Process;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which processes were told of, by their place and pid: an agent that comes after another on a node tells of the same processes
 * again. One agent that tells of a pid twice means two processes. Owned by the writer.
 */
final class ProcessSights {
    private final Map<Key, Sight> sights = new HashMap<>();

    private record Key(String node, String container, int pid, String executable) {
        static Key of(String node, Process told) {
            return new Key(node, told.getContainerId(), told.getPid(), told.getExecutable());
        }

        /** Without either of these nothing says that it is the same. */
        boolean hasPlace() {
            return !node.isEmpty() || !container.isEmpty();
        }
    }

    private record Sight(int index, String command, BitSet runs) {}

    /** The index of the process that another agent of the node told of and this one tells of again, or -1. */
    int toldByAnother(AgentIntake agent, Process told) {
        Sight sight = sights.get(Key.of(agent.node(), told));
        if (sight == null || sight.runs.get(agent.run)) {
            return -1;
        }
        boolean other =
                !sight.command.isEmpty() && !told.getCommand().isEmpty() && !sight.command.equals(told.getCommand());
        return other ? -1 : sight.index;
    }

    /** Remembers that an agent tells of a process, and at which index it is. */
    void add(AgentIntake agent, Process told, int index) {
        Key key = Key.of(agent.node(), told);
        if (!key.hasPlace()) {
            return;
        }
        Sight sight = sights.get(key);
        if (sight == null || sight.index != index) {
            sight = new Sight(index, told.getCommand(), new BitSet());
        } else if (!told.getCommand().isEmpty()) {
            sight = new Sight(index, told.getCommand(), sight.runs);
        }
        sight.runs.set(agent.run);
        sights.put(key, sight);
    }

    /** Estimated size: the entry of the map, its key and value. The strings are the directory's. */
    long bytes() {
        return 200L * sights.size();
    }
}
