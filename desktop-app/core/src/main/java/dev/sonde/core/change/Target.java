package dev.sonde.core.change;

import java.util.Locale;

/** Which calls are looked for what they have in common. */
public enum Target {
    /** Slow calls. */
    SLOW,
    /** Failed calls. */
    FAILED;

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
