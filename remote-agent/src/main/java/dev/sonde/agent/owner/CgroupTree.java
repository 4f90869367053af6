package dev.sonde.agent.owner;

import dev.sonde.agent.connection.LongTable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Paths of cgroups of version 2 by their ids, for processes that have ended since: their cgroup mostly lives on. An id is
 * the inode of the cgroup's directory. Owned by the drain thread.
 */
final class CgroupTree {
    private static final int MAX_DEPTH = 12;

    private final Path proc;
    private final LongTable<String> paths = new LongTable<>(64);
    private @Nullable Path mount;

    /**
     * Uses a directory that is known, else the mounts that a proc file system lists.
     *
     * @param root of the cgroups of version 2, or null
     */
    CgroupTree(Path proc, @Nullable Path root) {
        this.proc = proc;
        mount = root;
    }

    /** The path from the root, beginning with a slash; empty when it is not known. */
    String path(long id) {
        if (id == 0) {
            return "";
        }
        String known = paths.get(id);
        if (known == null) {
            paths.put(id, ""); // walked for once, whether it is found or not
            walk();
            known = paths.get(id);
        }
        return known == null ? "" : known;
    }

    private void walk() {
        try {
            Path root = mount == null ? findMount() : mount;
            mount = root;
            if (root != null) {
                walk(root, root, 0);
            }
        } catch (IOException e) {
            return; // no mounts can be read, so none can be walked over
        }
    }

    private void walk(Path root, Path folder, int depth) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            paths.put(((Number) Files.getAttribute(folder, "unix:ino")).longValue(), "/" + root.relativize(folder));
            for (Path child : children) {
                if (depth < MAX_DEPTH) {
                    walk(root, child, depth + 1);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // the cgroup went meanwhile
        }
    }

    private @Nullable Path findMount() throws IOException {
        try (Stream<String> lines = Files.lines(proc.resolve("self").resolve("mounts"))) {
            return lines.map(line -> line.split(" ", -1))
                    .filter(fields -> fields.length > 2 && fields[2].equals("cgroup2"))
                    .map(fields -> Path.of(fields[1]))
                    .findFirst()
                    .orElse(null);
        }
    }
}
