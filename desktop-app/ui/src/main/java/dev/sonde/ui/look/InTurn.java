package dev.sonde.ui.look;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.animation.AnimationTimer;

/**
 * Spreads what is drawn of one moment over frames, a piece each, so that no frame is long. What is drawn anew takes the place of
 * what still waits. Owned by the FX thread.
 */
public final class InTurn {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long nanos) {
            next();
        }
    };

    /** Draws all pieces now. */
    public void atOnce(List<Runnable> pieces) {
        waiting.clear();
        timer.stop();
        pieces.forEach(Runnable::run);
    }

    /** Draws a piece with each of the frames that come. */
    public void spread(List<Runnable> pieces) {
        waiting.clear();
        waiting.addAll(pieces);
        timer.start();
    }

    private void next() {
        Runnable piece = waiting.poll();
        if (piece != null) {
            piece.run();
        }
        if (waiting.isEmpty()) {
            timer.stop();
        }
    }
}
