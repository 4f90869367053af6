package dev.sonde.ui.shell;

import dev.sonde.core.waiting.Awaited;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;

/** Puts into words that requests have had no answer yet. */
public final class WaitWords {
    private static final int ENDPOINT_MOST = 60;

    private WaitWords() {}

    /** For example {@code 12 requests wait}. */
    public static String requests(int waiting) {
        return Counts.of(waiting, "request") + (waiting == 1 ? " waits" : " wait");
    }

    /** For example {@code 12 requests wait for an answer, the first since 14:02:10: POST /pay. It waits for mysqld itself}. */
    public static String sentence(Awaited awaited, Clocks clocks) {
        String first = awaited.requests() == 1 ? "" : ", the first";
        String behind = awaited.behind() == null ? "" : ". It waits for " + awaited.behind() + " itself";
        return requests(awaited.requests()) + " for an answer" + first + " since " + clocks.seconds(awaited.oldest())
                + ": " + Elision.middle(awaited.endpoint(), ENDPOINT_MOST) + behind;
    }
}
