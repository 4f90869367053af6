package dev.sonde.core.store;

/**
 * A process that owns an end of a connection, as its agent told it last.
 *
 * @param agent number of the agent that saw it
 * @param peerId its {@link Peer}
 * @param told what the agent said; empty strings are not known
 */
public record ProcessInfo(int agent, int peerId, Told told) {
    /**
     * What an agent says of a process.
     *
     * @param pid as the node counts
     * @param name base name of the executable, and its command line as far as it is no secret
     * @param place container id (64 hex digits), pod uid and systemd unit, or empty
     * @param runtime {@code jvm}, {@code go}, {@code python} …, or empty
     */
    public record Told(int pid, Naming name, Place place, String runtime) {}

    /** Base name of the executable, and its command line as far as it is no secret. */
    public record Naming(String executable, String command) {}

    /** Where it runs: container id (64 hex digits), pod uid and systemd unit, each empty when not known. */
    public record Place(String containerId, String podUid, String systemdUnit) {}

    /** Process id as the node counts. */
    public int pid() {
        return told.pid();
    }

    /** Base name of the executable. */
    public String executable() {
        return told.name().executable();
    }
}
