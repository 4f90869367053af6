package dev.sonde.agent.kernel;

/** Where the programs of the exchanges are attached. {@code bpf/exchanges/README.md} compares them. */
public enum Form {
    /** At the root of the cgroups of the machine if it can be seen from here, else at the devices. */
    AUTO,

    /** At the sockets of cgroups. */
    CGROUP,

    /**
     * At the devices of the agent's network namespace. Sockets have numbers of the programs' own instead of the kernel's
     * cookies, and only what passes these devices is seen.
     */
    TC
}
