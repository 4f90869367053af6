package dev.sonde.agent.owner;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cgroups of version 2 of some pods. A pod that is told of before its cgroup is made is looked for again. Owned by the
 * drain thread.
 */
public final class PodCgroups {
    /** A node's own root, kubepods, the class of service, the pod; with room for nested runtimes. */
    private static final int MAX_DEPTH = 7;

    private final Path root;
    private final Map<String, Path> found = new HashMap<>();
    private Set<String> wanted = Set.of();

    /** Looks below a root. */
    public PodCgroups(Path root) {
        this.root = root;
    }

    /** Watches these pods from here on, by their uids. */
    public void want(List<String> podUids) {
        wanted = Set.copyOf(podUids);
        found.keySet().retainAll(wanted);
    }

    /**
     * Looks for those that were not found yet, and forgets those that are gone.
     *
     * @return whether anything changed
     */
    public boolean refresh() {
        Set<String> before = Set.copyOf(found.keySet());
        found.values().removeIf(Files::notExists);
        if (found.size() < wanted.size()) {
            walk(root, 0);
        }
        return !before.equals(found.keySet());
    }

    /** Where they are; those that were not found are left out. */
    public List<Path> directories() {
        return List.copyOf(new HashSet<>(found.values()));
    }

    /** Where they are, by their uids. */
    public Map<String, Path> byUid() {
        return Map.copyOf(found);
    }

    private void walk(Path folder, int depth) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : children) {
                String uid = CgroupPath.podUid(child.getFileName().toString(), "");
                if (wanted.contains(uid)) {
                    found.putIfAbsent(uid, child);
                } else if (uid.isEmpty() && depth < MAX_DEPTH) {
                    walk(child, depth + 1);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // it went meanwhile
        }
    }
}
