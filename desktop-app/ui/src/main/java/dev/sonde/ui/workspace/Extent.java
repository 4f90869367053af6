package dev.sonde.ui.workspace;

import dev.sonde.core.time.Window;

/**
 * The time that charts span. Live it stands still and is filled from the left, and doubles when it is full: a chart that
 * scrolls with every tick can't be read.
 */
final class Extent {
    private static final long SECOND = 1_000_000_000L;
    private static final long FIRST_SPAN = 60 * SECOND;
    private static final long LONGEST_SPAN = 32 * FIRST_SPAN;

    private Extent() {}

    /** The extent of a session that goes on. */
    static Window live(Window data) {
        long from = Math.floorDiv(data.fromNanos(), SECOND) * SECOND;
        long span = FIRST_SPAN;
        while (span < LONGEST_SPAN && from + span < data.toNanos()) {
            span *= 2;
        }
        if (from + span < data.toNanos()) {
            // The longest span moves on, by an eighth of itself at a time.
            long step = LONGEST_SPAN / 8;
            from += Math.ceilDiv(data.toNanos() - from - span, step) * step;
        }
        return new Window(from, from + span);
    }

    /** The extent of a session that is complete: all of it, with a little room. */
    static Window complete(Window data) {
        long room = Math.max((data.toNanos() - data.fromNanos()) / 50, 1_000_000L);
        return new Window(data.fromNanos() - room, data.toNanos() + room);
    }
}
