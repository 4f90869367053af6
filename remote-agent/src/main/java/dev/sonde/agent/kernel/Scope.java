package dev.sonde.agent.kernel;

import java.nio.file.Path;
import java.util.List;

/** Whose sockets the programs of the exchanges are attached to. What is outside of it pays nothing. */
public sealed interface Scope {
    /** The whole machine: the root of the version 2 cgroups. */
    record Machine() implements Scope {}

    /**
     * Some cgroups with all below them.
     *
     * @param directories their directories in a version 2 cgroup file system, in any mount of it
     */
    record Cgroups(List<Path> directories) implements Scope {
        /** Copies the list. */
        public Cgroups {
            directories = List.copyOf(directories);
        }
    }
}
