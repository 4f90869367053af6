package dev.sonde.core.source;

/**
 * What a source is, for the user.
 *
 * @param kind live, recording or capture
 * @param name for example {@code this machine} or the file's name
 */
public record SourceInfo(Kind kind, String name) {
    /** Kinds of sources. */
    public enum Kind {
        /** An agent that runs now. */
        LIVE,
        /** A recording file. */
        RECORDING,
        /** A packet capture. */
        CAPTURE
    }
}
