package dev.sonde.agent.connection;

/** Which end of a connection a socket is. */
public enum Role {
    /** Not known yet. */
    UNKNOWN,
    /** It connected. */
    CLIENT,
    /** It was accepted. */
    SERVER
}
