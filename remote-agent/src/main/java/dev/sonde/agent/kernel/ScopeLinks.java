package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.libbpf.CStrings;
import dev.sonde.agent.kernel.libbpf.Libbpf;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs of the exchanges on cgroups. A socket is seen by what is attached to its cgroup and to all above it, so no
 * two places of ours may lie one in the other: it would be seen twice. Not thread-safe.
 */
final class ScopeLinks {
    private final Libbpf libbpf;
    private final Libc libc;
    private final List<Hook> hooks;
    private final Map<Path, List<Integer>> links = new LinkedHashMap<>();
    private boolean widened;

    ScopeLinks(Libbpf libbpf, Libc libc, List<Hook> hooks) {
        this.libbpf = libbpf;
        this.libc = libc;
        this.hooks = hooks;
    }

    /**
     * Attaches to these directories, and detaches from all others.
     *
     * @throws AgentException when one of them can't be watched; then everything is as before
     */
    Attachment move(List<Path> directories, Path root, List<Missing> missing) {
        widened = false;
        List<Path> before = new ArrayList<>(links.keySet());
        List<Path> places = new ArrayList<>();
        try {
            for (Path directory : directories) {
                places.addAll(place(directory.toAbsolutePath().normalize(), root, missing));
            }
        } catch (RuntimeException failure) {
            retain(before);
            throw failure;
        }
        List<Path> outermost = outermost(places);
        retain(outermost);
        List<String> points = new ArrayList<>();
        for (Path place : outermost) {
            for (Hook hook : hooks) {
                points.add(hook.name() + " at " + shown(place, root));
            }
        }
        return new Attachment(points, widened, missing);
    }

    /** A place as people know it: below a mount that is this process's alone, by its path in the hierarchy. */
    private static String shown(Path place, Path root) {
        return root.startsWith(PrivateMount.FOLDER) ? "/" + root.relativize(place) : place.toString();
    }

    void close() {
        retain(List.of());
    }

    /** Attaches to the directory or, where another program allows none beside it, above it, or at last below the root. */
    private List<Path> place(Path directory, Path root, List<Missing> missing) {
        int errno = ensure(directory);
        if (errno == 0) {
            return List.of(directory);
        }
        if (errno != Errno.EPERM) {
            throw Refusals.unattached(directory.toString(), errno);
        }
        Path above = directory.getParent();
        while (above != null && above.startsWith(root)) {
            if (ensure(above) == 0) {
                widened = true;
                return List.of(above);
            }
            above = above.getParent();
        }
        List<Path> below = directory.equals(root) ? placeBelow(root, missing) : List.of();
        if (below.isEmpty()) {
            throw Refusals.unattached(directory.toString(), errno);
        }
        return below;
    }

    private List<Path> placeBelow(Path root, List<Missing> missing) {
        List<Path> placed = new ArrayList<>();
        StringBuilder refused = new StringBuilder();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path child : children) {
                if (ensure(child) == 0) {
                    placed.add(child);
                } else {
                    refused.append(", ").append(child);
                }
            }
        } catch (IOException unreadable) {
            return placed;
        }
        missing.add(new Missing(
                hooks.getFirst().program().name(),
                "Exchanges of processes in the root cgroup" + refused,
                "Another program is attached there alone, and lets no other beside it",
                "See `bpftool cgroup tree`; its owner has to attach it with the flag multi."));
        return placed;
    }

    private int ensure(Path directory) {
        if (links.containsKey(directory)) {
            return 0;
        }
        int descriptor;
        try (CStrings strings = new CStrings()) {
            descriptor = libc.openForReading(strings, directory.toString());
        }
        if (descriptor < 0) {
            return -descriptor;
        }
        List<Integer> made = new ArrayList<>();
        int errno = 0;
        for (Hook hook : hooks) {
            int link = libbpf.link(hook.program().address(), descriptor, hook.kind());
            if (link < 0) {
                errno = -link;
                break;
            }
            made.add(link);
        }
        libc.close(descriptor);
        if (errno == 0) {
            links.put(directory, made);
        } else {
            made.forEach(libc::close);
        }
        return errno;
    }

    private void retain(List<Path> places) {
        Iterator<Map.Entry<Path, List<Integer>>> entries = links.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Path, List<Integer>> entry = entries.next();
            if (!places.contains(entry.getKey())) {
                entry.getValue().forEach(libc::close);
                entries.remove();
            }
        }
    }

    /** Leaves out what lies in another one. */
    static List<Path> outermost(List<Path> places) {
        List<Path> outermost = new ArrayList<>();
        for (Path place : places) {
            boolean inner = false;
            for (Path other : places) {
                inner |= !place.equals(other) && place.startsWith(other);
            }
            if (!inner && !outermost.contains(place)) {
                outermost.add(place);
            }
        }
        return outermost;
    }
}
