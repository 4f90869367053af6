package dev.sonde.core.store;

import dev.sonde.core.store.UseTable.Chunk;
import dev.sonde.core.store.UseTable.Container;
import dev.sonde.protocol.v1.ContainerUses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What containers used: kept up to a bound, beyond which the oldest goes. Owned by the writer. */
final class UseIntake {
    /** Of what the store may use; what is watched are calls first of all. */
    private static final int SHARE = 16;

    private static final int MAX_CONTAINERS = 1 << 17;

    private final Directory directory;
    private final long maxBytes;
    private final Map<String, Integer> byId = new HashMap<>();
    private Known<Container> containers = Known.of(new Container[16]);
    private List<Chunk> chunks = List.of();
    private int count;

    UseIntake(Directory directory, long storeBytes) {
        this.directory = directory;
        maxBytes = storeBytes / SHARE;
    }

    void take(AgentIntake agent, ContainerUses told, long baseNanos) {
        long time = baseNanos;
        for (int i = 0; i < told.getTimeDeltaCount(); i++) {
            time += told.getTimeDelta(i);
            int container = container(agent, told.getContainerId(i), told.getPodUid(i));
            if (container < 0 || told.getIntervalNs(i) <= 0) {
                continue;
            }
            int row = count % Chunk.ROWS;
            if (row == 0) {
                grow();
            }
            Chunk chunk = chunks.getLast();
            chunk.until[row] = agent.unixNanos(time);
            chunk.interval[row] = told.getIntervalNs(i);
            chunk.container[row] = container;
            chunk.cpu[row] = told.getCpuNs(i);
            chunk.cpuLimit[row] = (int) told.getCpuLimitMillicores(i);
            chunk.periods[row] = (int) told.getPeriods(i);
            chunk.throttled[row] = (int) told.getThrottledPeriods(i);
            chunk.memory[row] = told.getMemoryBytesPlus1(i) - 1;
            chunk.memoryLimit[row] = told.getMemoryLimitBytes(i);
            count++;
        }
    }

    private int container(AgentIntake agent, int id, int podUid) {
        String name = text(agent, id);
        Integer known = byId.get(name);
        if (known != null) {
            return known;
        }
        if (containers.count() >= MAX_CONTAINERS) {
            return -1;
        }
        containers = containers.plus(new Container(name, text(agent, podUid)));
        byId.put(name, containers.count() - 1);
        return containers.count() - 1;
    }

    private void grow() {
        List<Chunk> more = new ArrayList<>(chunks);
        if (!more.isEmpty() && (more.size() + 1) * Chunk.BYTES > maxBytes) {
            more.removeFirst();
            count -= Chunk.ROWS;
        }
        more.add(new Chunk());
        chunks = List.copyOf(more);
    }

    private String text(AgentIntake agent, int id) {
        int string = agent.string(id);
        return directory.text(string < 0 ? directory.untold() : string);
    }

    UseTable table() {
        return new UseTable(chunks, containers, count);
    }

    long bytes() {
        return Chunk.BYTES * chunks.size() + 250L * containers.count();
    }
}
