package dev.sonde.dissectors;

/** What it means that nothing more comes of a response whose end framing can't tell. */
public enum Silence {
    /** That it has ended. */
    ENDS,
    /** That it may have ended: it is of a form that comes in parts, which may take their time. */
    ENDS_LATE,
    /** Nothing: it is one that comes when there is something to say. */
    SAYS_NOTHING
}
