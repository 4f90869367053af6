package dev.sonde.agent.connection;

/** What is known of whether a connection belongs to the processes that were asked for. */
public enum ScopeSight {
    /** The kernel has not said. */
    UNKNOWN,
    /** It does. */
    IN,
    /** This end does not; the other may. */
    OUT
}
