package dev.sonde.ui.look;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.animation.AnimationTimer;

/**
 * Spreads what is drawn of one moment over frames, a piece each, so that no frame is long. What is drawn anew takes the place of
 * what still waits, and begins with it: nothing waits for ever where moments follow each other fast. Owned by the FX thread.
 */
public final class InTurn {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    /** What belongs to the piece that was begun last. */
    private final Deque<Runnable> rest = new ArrayDeque<>();

    private final Deque<Runnable> beside = new ArrayDeque<>();
    private int pieces;
    private int first;
    private boolean drawing;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long nanos) {
            next();
        }
    };

    /** Nothing waits at first. */
    public InTurn() {}

    /** Draws all pieces: one with each of the frames that come, or all now. */
    public void draw(boolean spread, List<Runnable> all) {
        if (spread) {
            spread(all);
        } else {
            atOnce(all);
        }
    }

    private void atOnce(List<Runnable> all) {
        waiting.clear();
        rest.clear();
        List<Runnable> others = List.copyOf(beside);
        beside.clear();
        timer.stop();
        all.forEach(Runnable::run);
        others.forEach(Runnable::run);
    }

    /** Forgets what waits. */
    public void forget() {
        waiting.clear();
        rest.clear();
        beside.clear();
        timer.stop();
    }

    private void spread(List<Runnable> all) {
        first = all.size() == pieces ? unfinished() : 0;
        pieces = all.size();
        waiting.clear();
        rest.clear();
        waiting.addAll(all.subList(first, pieces));
        waiting.addAll(all.subList(0, first));
        timer.start();
    }

    /** Draws pieces of something else as well; they take the place of those that were given here before. */
    public void beside(List<Runnable> others) {
        beside.clear();
        beside.addAll(others);
        timer.start();
    }

    /** Called by a piece: goes on with the frames that come, before the next piece. Where all is drawn at once, it is done now. */
    public void then(List<Runnable> more) {
        if (drawing) {
            rest.addAll(more);
        } else {
            more.forEach(Runnable::run);
        }
    }

    /** The piece that is to be drawn next, or that was begun and not finished. */
    private int unfinished() {
        if (waiting.isEmpty() && rest.isEmpty()) {
            return 0;
        }
        int begun = pieces - waiting.size();
        return (first + (rest.isEmpty() ? begun : Math.max(0, begun - 1))) % pieces;
    }

    private void next() {
        Runnable piece = rest.poll();
        if (piece == null) {
            piece = beside.poll();
        }
        if (piece == null) {
            piece = waiting.poll();
        }
        if (piece != null) {
            drawing = true;
            try {
                piece.run();
            } finally {
                drawing = false;
            }
        }
        if (waiting.isEmpty() && rest.isEmpty() && beside.isEmpty()) {
            timer.stop();
        }
    }
}
