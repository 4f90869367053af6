package dev.sonde.dissectors;

/** What some first bytes say about a protocol. */
public enum Evidence {
    /** They are of it. */
    YES,
    /** They are not of it. */
    NO,
    /** They may be: more bytes, or the other direction, will tell. */
    MAYBE
}
