package dev.sonde.core.navigation;

import java.util.Locale;

/** The views of the window, as links name them. */
public enum ViewName {
    /** What is worse than before? */
    OVERVIEW,
    /** Which hop adds the time? */
    MAP,
    /** Which requests are slow or failed? */
    REQUESTS,
    /** Which statement costs most? */
    SQL,
    /** Is the network guilty? */
    NETWORK,
    /** Which code burns or blocks? */
    PROFILE,
    /** Which node is the odd one? */
    NODES,
    /** What was recorded? */
    SESSIONS,
    /** What will be watched, and is it allowed? */
    CONNECT,
    /** Settings. */
    SETTINGS;

    /** The name in links and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
