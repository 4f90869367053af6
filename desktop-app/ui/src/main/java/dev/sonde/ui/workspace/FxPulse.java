package dev.sonde.ui.workspace;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.application.Platform;

/**
 * Runs work on the FX thread, all that has come together once: many results cost one hand-over. Held at first where it is asked
 * for, until what the work changes has been handed to that thread. Safe on any thread.
 */
public final class FxPulse implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean held;

    private FxPulse(boolean held) {
        this.held = held;
    }

    /** Makes one that runs work as it comes. */
    public FxPulse() {
        this(false);
    }

    /** Makes one that runs nothing until it is released. */
    public static FxPulse held() {
        return new FxPulse(true);
    }

    /** Runs what has come, and all that comes. */
    public void release() {
        boolean some;
        synchronized (waiting) {
            some = held && !waiting.isEmpty();
            held = false;
        }
        if (some) {
            Platform.runLater(this::drain);
        }
    }

    @Override
    public void execute(Runnable work) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty() && !held;
            waiting.add(work);
        }
        if (first) {
            Platform.runLater(this::drain);
        }
    }

    private void drain() {
        Runnable[] all;
        synchronized (waiting) {
            all = waiting.toArray(Runnable[]::new);
            waiting.clear();
        }
        for (Runnable work : all) {
            work.run();
        }
    }
}
