package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of cgroup controllers are: below the root of version 2, or in a hierarchy of version 1, which is mounted for this
 * process alone. For one thread.
 */
final class Controllers implements AutoCloseable {
    private static final Path OWN = Path.of("/proc/self/cgroup");

    private final Libc libc;
    private final Map<String, PrivateMount> mounts = new HashMap<>();

    Controllers(Libc libc) {
        this.libc = libc;
    }

    /** The root that has a controller, or null where it can't be seen. */
    @Nullable
    Path root(String controller, Path version2) {
        PrivateMount known = mounts.get(controller);
        if (known != null) {
            return known.root();
        }
        try {
            if (has(Files.readString(version2.resolve("cgroup.controllers")).strip(), " ", controller)) {
                return version2;
            }
            String hierarchy = hierarchy(Files.readString(OWN), controller);
            if (hierarchy == null) {
                return null;
            }
            PrivateMount mount = PrivateMount.open(libc, "cgroup", hierarchy);
            mounts.put(controller, mount);
            return mount.root();
        } catch (IOException refused) {
            return null; // then limits and memory are not known, which rows say
        }
    }

    /** All controllers of the hierarchy of version 1 that has one, as mounting it takes them; null when there is none. */
    static @Nullable String hierarchy(String cgroupFile, String controller) {
        for (String line : cgroupFile.split("\n", -1)) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && has(parts[1], ",", controller)) {
                return parts[1];
            }
        }
        return null;
    }

    private static boolean has(String list, String separator, String controller) {
        return Arrays.asList(list.split(separator, -1)).contains(controller);
    }

    @Override
    public void close() {
        mounts.values().forEach(PrivateMount::close);
        mounts.clear();
    }
}
