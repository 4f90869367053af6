package dev.sonde.ui.workspace;

/** How views are set up, in the words of their address, where one view opens another so. */
public final class Frames {
    /** Requests lists those that have had no answer yet. */
    public static final String WAITING = "waiting";

    private Frames() {}
}
