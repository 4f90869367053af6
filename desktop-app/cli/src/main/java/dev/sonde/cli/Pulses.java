package dev.sonde.cli;

import dev.sonde.ui.StartTimes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Window;

/** Waits by what a window has done and not by the clock: on a busy machine the same takes several times as long. */
final class Pulses extends AnimationTimer {
    private static final long PATIENCE_SECONDS = 20;

    private final boolean withTraffic;
    private final CountDownLatch left;

    private Pulses(int pulses, boolean withTraffic) {
        this.withTraffic = withTraffic;
        left = new CountDownLatch(pulses);
    }

    /** Waits until so many pulses have passed. */
    static void pass(int pulses) {
        new Pulses(pulses, false).await();
    }

    /** Waits until so many have passed since there was traffic on the screen. */
    static void passWithTraffic(int pulses) {
        new Pulses(pulses, true).await();
    }

    @Override
    public void handle(long pulse) {
        if (!withTraffic || showsTraffic()) {
            left.countDown();
        }
    }

    private void await() {
        Platform.runLater(this::start);
        try {
            // Nothing says that what is waited for comes: a machine that can't be watched has no traffic.
            if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("sonde: " + left.getCount() + " pulses of the window were not rehearsed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.runLater(this::stop);
    }

    private static boolean showsTraffic() {
        return Window.getWindows().stream().anyMatch(window -> StartTimes.showsTraffic(window.getScene()));
    }
}
