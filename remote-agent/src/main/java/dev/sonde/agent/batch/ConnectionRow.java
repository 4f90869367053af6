package dev.sonde.agent.batch;

/** One row of {@code Connections}, while it is made. Owned by the drain thread. */
public final class ConnectionRow {
    /** The client's socket is watched. */
    public static final int CLIENT_WATCHED = 1;

    /** The server's socket is watched. */
    public static final int SERVER_WATCHED = 2;

    /** It was open before the agent was attached. */
    public static final int OPENED_BEFORE = 4;

    /** The agent's number of it. */
    public int id;

    /** String id of the address in text. */
    public int clientAddress;

    /** TCP port. */
    public int clientPort;

    /** String id of the address in text. */
    public int serverAddress;

    /** TCP port. */
    public int serverPort;

    /** Ref of the process, or 0. */
    public int clientProcess;

    /** Ref of the process, or 0. */
    public int serverProcess;

    /** Bits of the constants above. */
    public int flags;

    /** When it was opened or first seen. */
    public long openedNanos;

    /** String id of why payload can't be read, or 0. */
    public int opaque;
}
