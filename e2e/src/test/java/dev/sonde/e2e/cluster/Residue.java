package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a session could leave on the nodes of a cluster, compared with what there was before it. */
final class Residue {
    private final Cluster cluster;
    private final Set<String> before;

    private Residue(Cluster cluster) {
        this.cluster = cluster;
        this.before = now(cluster);
    }

    /** Looks at what there is before a session. */
    static Residue before(Cluster cluster) {
        return new Residue(cluster);
    }

    /** Programs, maps and links of BPF, mounts of cgroups and agents that were not there before. */
    Set<String> added() {
        Set<String> now = now(cluster);
        now.removeAll(before);
        return now;
    }

    /** Process ids, on this machine, of the agents that are part of it. */
    List<Long> agents() {
        return added().stream()
                .filter(line -> line.contains(" process "))
                .map(line -> Long.valueOf(line.replaceFirst(".* process (\\d+) .*", "$1")))
                .toList();
    }

    /** Ends one of its agents as the kernel would. */
    void killOneAgent() {
        ProcessHandle.of(agents().getFirst()).orElseThrow().destroyForcibly();
    }

    /** Says that all of it is gone, now or within so long. */
    void isGoneWithin(Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        Set<String> left = added();
        while (!left.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(500);
            left = added();
        }
        assertThat(left).isEmpty();
    }

    /** What Kubernetes itself mounts and loads for containers is its own. */
    private static Set<String> now(Cluster cluster) {
        Set<String> found = new TreeSet<>();
        cluster.order("residue")
                .lines()
                .filter(line -> line.startsWith("bpf ")
                        || line.contains(" pinned ")
                        || line.contains("/agent/")
                        || line.contains("cgroup2"))
                .forEach(found::add);
        return found;
    }
}
