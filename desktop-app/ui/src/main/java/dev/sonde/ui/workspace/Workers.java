package dev.sonde.ui.workspace;

import dev.sonde.core.source.SourceInfo;

/** How many threads compute what a window shows. */
public final class Workers {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private Workers() {}

    /**
     * For a session. While data comes in, one core stays with the FX thread and the painter: a window that answers is worth more than a
     * figure that is newer. Of what is complete nothing is computed but what the user waits for.
     */
    public static int of(SourceInfo.Kind kind) {
        return Math.clamp(kind == SourceInfo.Kind.LIVE ? PROCESSORS - 1 : PROCESSORS, 1, 4);
    }
}
