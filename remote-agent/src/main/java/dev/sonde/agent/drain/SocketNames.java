package dev.sonde.agent.drain;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the records of exchanges and those of connections call a socket. At cgroups both use the kernel's cookie. At devices
 * the exchanges have numbers of their own, so that one finds the other by addresses; and what tells of connections sees the
 * whole machine, while the devices are those of one network namespace.
 *
 * @param areOwn whether exchanges have numbers of their own
 * @param netns inode of the one namespace that is watched, or 0: all of them, or not known
 */
record SocketNames(boolean areOwn, int netns) {
    private static final Path NAMESPACE = Path.of("/proc/self/ns/net");

    static SocketNames of(Form form) {
        return form == Form.TC ? new SocketNames(true, ownNamespace()) : new SocketNames(false, 0);
    }

    /** Whether a socket is in a namespace that is not watched. */
    boolean areElsewhere(Tuple tuple) {
        return netns != 0 && tuple.netns() != 0 && tuple.netns() != netns;
    }

    /** Inode of the agent's network namespace, or 0: not known. */
    static int ownNamespace() {
        try {
            return ((Long) Files.getAttribute(NAMESPACE, "unix:ino")).intValue();
        } catch (IOException e) {
            return 0; // no proc file system: rows of other namespaces may come, and fit to no exchange
        }
    }
}
