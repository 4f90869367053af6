package dev.sonde.ui.map;

import dev.sonde.ui.look.Look;
import java.util.function.DoubleConsumer;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/** Something that moves for a moment after a wish of the user, or not at all where less motion is wanted. FX thread. */
final class Glide {
    private final Look look;
    private @Nullable AnimationTimer running;

    Glide(Look look) {
        this.look = look;
    }

    /** Calls back with shares of the way, slowing down, and at last with 1. */
    void run(double millis, DoubleConsumer onStep) {
        stop();
        if (look.isStill()) {
            onStep.accept(1);
            return;
        }
        AnimationTimer timer = new AnimationTimer() {
            private long began;

            @Override
            public void handle(long now) {
                if (began == 0) {
                    began = now;
                }
                double share = Math.min(1, (now - began) / 1e6 / millis);
                if (share >= 1) {
                    Glide.this.stop();
                }
                double rest = 1 - share;
                onStep.accept(share >= 1 ? 1 : 1 - rest * rest * rest);
            }
        };
        running = timer;
        timer.start();
    }

    void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }
}
