package dev.sonde.agent.use;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.UseRow;
import dev.sonde.agent.owner.CgroupPath;
import dev.sonde.agent.use.UseFiles.Counters;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells once a second what the containers of the watched pods use. Bounded: of many containers each has its turn less often, and
 * its row says of how long it is. Owned by the drain thread.
 */
public final class ContainerUse {
    static final int MOST_A_SECOND = 64;
    private static final long SEARCH_NANOS = 5_000_000_000L;

    private final Path root;
    private final UseFiles files;
    private final UseRow row = new UseRow();
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private Map<String, Path> pods = Map.of();
    private long searchedNanos;
    private int next;

    /** One container, and what was counted for it when it was read last. */
    private static final class Container {
        final String id;
        final String podUid;
        final Path cgroup;
        long cpuLimitMillicores;
        long memoryLimitBytes;

        @Nullable
        Counters last;

        long lastNanos;

        Container(String id, String podUid, Path cgroup) {
            this.id = id;
            this.podUid = podUid;
            this.cgroup = cgroup;
        }
    }

    /**
     * Reads below these.
     *
     * @param root of the cgroups of version 2
     * @param cpu root of the hierarchy with the controller of that name, or null
     * @param memory the same
     */
    public ContainerUse(Path root, @Nullable Path cpu, @Nullable Path memory) {
        this.root = root;
        files = new UseFiles(root, cpu, memory);
    }

    /**
     * Adds rows for those whose turn it is. To be called about once a second.
     *
     * @param watched directories of pods by their uids
     */
    public void second(Map<String, Path> watched, BatchBuilder batch, long nowNanos) {
        if (!pods.equals(watched) || nowNanos - searchedNanos >= SEARCH_NANOS) {
            pods = Map.copyOf(watched);
            searchedNanos = nowNanos;
            search();
        }
        List<Container> all = new ArrayList<>(containers.values());
        int turns = Math.min(MOST_A_SECOND, all.size());
        for (int i = 0; i < turns; i++) {
            next = next >= all.size() ? 0 : next;
            tell(all.get(next++), batch, nowNanos);
        }
    }

    private void tell(Container container, BatchBuilder batch, long nowNanos) {
        Counters now = files.counters(container.cgroup);
        Counters before = container.last;
        container.last = now;
        long interval = nowNanos - container.lastNanos;
        container.lastNanos = nowNanos;
        if (now == null || before == null) {
            return;
        }
        row.timeNanos = nowNanos;
        row.intervalNanos = interval;
        row.containerId = batch.strings().intern(container.id);
        row.podUid = batch.strings().intern(container.podUid);
        row.cpuNanos = Math.max(0, now.cpuNanos() - before.cpuNanos());
        row.cpuLimitMillicores = container.cpuLimitMillicores;
        row.periods = Math.max(0, now.periods() - before.periods());
        row.throttledPeriods = Math.max(0, now.throttledPeriods() - before.throttledPeriods());
        row.memoryBytes = files.memoryBytes(container.cgroup);
        row.memoryLimitBytes = container.memoryLimitBytes;
        batch.add(row);
    }

    /** Finds containers that came, forgets those that went, and reads limits, which may be changed while they run. */
    private void search() {
        Set<String> there = new HashSet<>();
        pods.forEach((uid, pod) -> search(uid, pod, there));
        containers.keySet().retainAll(there);
        for (Container container : containers.values()) {
            container.cpuLimitMillicores = files.cpuLimitMillicores(container.cgroup);
            container.memoryLimitBytes = files.memoryLimitBytes(container.cgroup);
        }
    }

    private void search(String uid, Path pod, Set<String> there) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(pod, Files::isDirectory)) {
            for (Path child : children) {
                String id = CgroupPath.containerId(child.getFileName().toString(), "");
                if (!id.isEmpty()) {
                    there.add(id);
                    containers.computeIfAbsent(id, key -> new Container(key, uid, root.relativize(child)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // the pod went meanwhile
        }
    }
}
