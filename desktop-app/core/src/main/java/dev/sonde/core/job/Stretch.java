package dev.sonde.core.job;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a thread's work in which it waits for others, a server or a program, and may be interrupted; what comes before and
 * behind it may not. Safe on any thread.
 */
public final class Stretch {
    private @Nullable Thread within;
    private boolean struck;

    /** Nobody is within it yet. */
    public Stretch() {}

    /** The calling thread may be interrupted from now on. */
    public synchronized void begin() {
        within = Thread.currentThread();
    }

    /** The thread that is within leaves: an interruption was for what it did there, and is over with it. */
    public synchronized void end() {
        within = null;
        if (struck) {
            struck = false;
            var _ = Thread.interrupted();
        }
    }

    /** Interrupts who is within, if somebody is. */
    public synchronized void interrupt() {
        if (within != null) {
            struck = true;
            within.interrupt();
        }
    }
}
