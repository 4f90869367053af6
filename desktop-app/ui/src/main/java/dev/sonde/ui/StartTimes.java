package dev.sonde.ui;

import dev.sonde.core.time.UnixNanos;
import dev.sonde.ui.workspace.FxWatch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * Says when the window was first on the screen, and when the first traffic was: {@code sonde bench start} reads it. Each line
 * of the file is a moment's name and its Unix time in nanoseconds; the last is how long the FX thread stood still at most.
 * Watches from pulse to pulse, on the FX thread, until both are known.
 */
public final class StartTimes extends AnimationTimer {
    /** System property that names the file; without it nothing is watched. */
    static final String PROPERTY = "sonde.start.times";

    /** A pulse begins when the one before it was painted; one more, as the first may have begun before the window was shown. */
    private static final int PULSES_UNTIL_PAINTED = 2;

    private static final Logger LOG = System.getLogger(StartTimes.class.getName());
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path file;
    private final Scene scene;
    private final FxWatch watch;
    private final long begun = System.nanoTime();
    private int sinceShown;
    private int sinceTraffic;

    private StartTimes(Path file, Scene scene, FxWatch watch) {
        this.file = file;
        this.scene = scene;
        this.watch = watch;
    }

    /** Watches where the property asks for it. Called when the window has been shown. */
    static void watch(Scene scene, FxWatch watch) {
        @Nullable String file = System.getProperty(PROPERTY);
        if (file != null) {
            new StartTimes(Path.of(file), scene, watch).start();
        }
    }

    @Override
    public void handle(long pulse) {
        if (++sinceShown == PULSES_UNTIL_PAINTED) {
            say("window", UnixNanos.now());
        }
        if (showsTraffic(scene) && ++sinceTraffic == PULSES_UNTIL_PAINTED) {
            say("traffic", UnixNanos.now());
            finish();
        } else if (System.nanoTime() - begun > PATIENCE_NANOS) {
            finish();
        }
    }

    /** Whether the Overview has services to show. */
    public static boolean showsTraffic(Scene scene) {
        return scene.lookup("#services") instanceof TableView<?> table
                && !table.getItems().isEmpty();
    }

    private void finish() {
        stop();
        say("longest_stall", watch.longestNanos());
    }

    private void say(String name, long nanos) {
        try {
            Files.writeString(file, name + " " + nanos + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The times of the start can't be written", e);
            stop();
        }
    }
}
