package dev.sonde.dissectors;

/** Which way bytes of a connection flow, as the protocol sees it. */
public enum Direction {
    /** From the client to the server. */
    REQUEST,
    /** From the server to the client. */
    RESPONSE
}
