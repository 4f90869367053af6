package dev.sonde.dissectors;

/** All that has to be known of a connection between two exchanges to go on reading it with another dissector. */
public enum Rest {
    /** It is of HTTP, and nothing is open. */
    HTTP,
    /** It can't be read. */
    OPAQUE
}
