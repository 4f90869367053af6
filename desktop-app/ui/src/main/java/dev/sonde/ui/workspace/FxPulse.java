package dev.sonde.ui.workspace;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.application.Platform;

/** Runs work on the FX thread, all that has come together once: many results cost one hand-over. Safe on any thread. */
public final class FxPulse implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Makes one. */
    public FxPulse() {}

    @Override
    public void execute(Runnable work) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
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
