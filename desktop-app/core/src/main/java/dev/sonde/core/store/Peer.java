package dev.sonde.core.store;

/**
 * One end of connections: a service that was found, or an address. Peers of one session with the same id are the same.
 *
 * @param id number of it in the session, from 0
 * @param name what the user reads: container, unit, executable or address
 * @param kind what the name is
 * @param namespace where in a cluster it is, or empty
 */
public record Peer(int id, String name, Kind kind, String namespace) {
    /** What names a peer, the best first. */
    public enum Kind {
        /** A workload of a cluster: a Deployment, StatefulSet …; outside of the session's namespace with a dot and its own. */
        WORKLOAD,
        /** A service of a cluster of which it is not known who answered for it. */
        SERVICE,
        /** A pod, where pods are told apart. */
        POD,
        /** A node of a cluster, or what has its network. */
        NODE,
        /** A container, by the first 12 digits of its id. */
        CONTAINER,
        /** A systemd unit, without the {@code .service} at its end. */
        UNIT,
        /** The base name of an executable. */
        EXECUTABLE,
        /** An address: the process is elsewhere, or its owner was not found. Servers have their port in it. */
        ADDRESS
    }

    /** Says whether a process of it was seen. */
    public boolean isService() {
        return kind != Kind.ADDRESS;
    }
}
