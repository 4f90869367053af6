package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The root of the version 2 cgroup file system, as far as this process may see it.
 *
 * <p>Found among the mounts, be it at {@code /sys/fs/cgroup} or beside version 1 at {@code /sys/fs/cgroup/unified}. Where
 * none is visible, one is mounted, opened and taken out of sight again at once: it lives as long as the descriptor, so
 * nothing is left when the process dies.
 */
final class CgroupMount implements AutoCloseable {
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private final Path root;
    private final @Nullable PrivateMount mount;

    private CgroupMount(Path root, @Nullable PrivateMount mount) {
        this.root = root;
        this.mount = mount;
    }

    /**
     * Finds or makes it.
     *
     * @throws AgentException when there is none and none can be mounted
     */
    static CgroupMount open(Libc libc) {
        Path visible = null;
        try {
            visible = find(Files.readString(MOUNTS));
        } catch (IOException unreadable) {
            // Without /proc no mount is visible; a private one may still do.
        }
        return visible == null ? mountPrivately(libc) : new CgroupMount(visible, null);
    }

    /** The directory of the first version 2 mount in the text of {@code /proc/self/mounts}, or null. */
    static @Nullable Path find(String mounts) {
        int line = 0;
        while (line < mounts.length()) {
            int end = mounts.indexOf('\n', line);
            end = end < 0 ? mounts.length() : end;
            int directory = mounts.indexOf(' ', line) + 1;
            int type = mounts.indexOf(' ', directory) + 1;
            if (directory > 0 && type > 0 && type < end && mounts.startsWith("cgroup2 ", type)) {
                return Path.of(unescape(mounts.substring(directory, type - 1)));
            }
            line = end + 1;
        }
        return null;
    }

    /** The kernel writes blanks in paths as three octal digits, {@code seq_path}. */
    private static String unescape(String path) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char letter = path.charAt(i);
            if (letter == '\\' && i + 3 < path.length()) {
                plain.append((char) Integer.parseInt(path.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    private static CgroupMount mountPrivately(Libc libc) {
        try {
            PrivateMount mount = PrivateMount.open(libc, "cgroup2", "");
            return new CgroupMount(mount.root(), mount);
        } catch (IOException refused) {
            throw missing("None is mounted, and " + refused.getMessage());
        }
    }

    private static AgentException missing(String why) {
        return new AgentException(
                "SD-1008",
                "There is no version 2 cgroup file system, to which the programs would be attached.",
                why,
                "Mount one (mount -t cgroup2 none /sys/fs/cgroup/unified), or give the agent CAP_SYS_ADMIN.");
    }

    /**
     * Whether its directory is the root of all cgroups of the machine, and not of a cgroup namespace: only that one has no
     * file {@code cgroup.events} (cgroup-v2.rst of the kernel).
     */
    boolean isMachine() {
        return Files.notExists(root.resolve("cgroup.events"));
    }

    /** Whether programs at cgroups would see the machine: its root is visible, or can be mounted. */
    static boolean seesMachine(Libc libc) {
        try (CgroupMount mount = open(libc)) {
            return mount.isMachine();
        } catch (AgentException none) {
            return false;
        }
    }

    /** Its directory. */
    Path root() {
        return root;
    }

    @Override
    public void close() {
        if (mount != null) {
            mount.close();
        }
    }
}
