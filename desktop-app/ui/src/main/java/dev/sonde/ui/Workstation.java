package dev.sonde.ui;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Token;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.FxWatch;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window as a process: opens on a session and ends with it. */
public final class Workstation extends Application {
    private static final Logger LOG = System.getLogger(Workstation.class.getName());
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LOOK_MILLIS = 25;
    /** One core stays with the FX thread and the painter: a window that answers is worth more than a figure that is newer. */
    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 4);

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static @Nullable Opening opening;

    private final ExecutorService workers = Executors.newFixedThreadPool(
            WORKERS, Thread.ofPlatform().daemon().name("sonde-job-", 1).factory());
    private final ExecutorService painter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sonde-painter").factory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sonde-tick").factory());
    private @Nullable FxWatch watch;
    private @Nullable Look firstLook;
    private @Nullable Stage stage;
    private @Nullable MainWindow window;
    private @Nullable Future<?> ticking;

    /** For {@link Application#launch}. */
    public Workstation() {}

    /**
     * What to open.
     *
     * @param session the session; it is closed with the window
     * @param theme name of the theme
     * @param notice what the user has to know of the session, for example that it is the sample; or empty
     * @param fallback what to show when the session fails before anything came
     */
    public record Opening(Session session, String theme, String notice, Fallback fallback) {
        /** Without another session to fall back to. */
        public Opening(Session session, String theme, String notice) {
            this(session, theme, notice, reason -> Optional.empty());
        }
    }

    /** Knows another session to show, and closes the one that failed. Called on a thread of the background. */
    public interface Fallback {
        /** What to show instead, or empty to show the failure. */
        Optional<Opening> instead(SondeException reason);
    }

    /** Opens the window; returns when it was closed. Called once, on the main thread. */
    public static void open(Opening what) {
        opening = what;
        launch(Workstation.class);
    }

    @Override
    public void init() {
        // The fonts are loaded here, as this is not the FX thread.
        Opening what = opening;
        if (what != null) {
            firstLook = Look.named(what.theme());
        }
    }

    @Override
    public void start(Stage stage) {
        Opening what = opening;
        if (what == null) {
            throw new IllegalStateException("Workstation.open says what to show");
        }
        FxWatch watching = FxWatch.start();
        watch = watching;
        Look look = firstLook == null ? Look.named(what.theme()) : firstLook;
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        double width = Math.min(1600, room.getWidth());
        double height = Math.min(1000, room.getHeight());
        stage.setMinWidth(Math.min(1100, width));
        stage.setMinHeight(Math.min(700, height));
        this.stage = stage;
        Scene scene = show(what, look, width, height);
        // In steps, between which the FX thread answers.
        Platform.runLater(() -> {
            stage.show();
            StartTimes.watch(scene, watching);
            focus();
            Platform.runLater(() -> stage.getIcons().add(icon(look)));
        });
    }

    /** Fills the window with a session. */
    private Scene show(Opening what, Look look, double width, double height) {
        FxPulse delivery = new FxPulse();
        Workspace workspace =
                new Workspace(what.session(), jobs(workers, delivery), jobs(painter, delivery), look, what.notice());
        MainWindow made = new MainWindow(workspace, width, height);
        window = made;
        if (stage != null) {
            stage.setTitle("Sonde – " + what.session().info().name());
            stage.setScene(made.scene());
        }
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticking = clock.scheduleWithFixedDelay(
                new Tick(what, made.workspace(), this::replace), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return made.scene();
    }

    private static Jobs jobs(ExecutorService on, FxPulse delivery) {
        return new Jobs(on, delivery, (job, error) -> LOG.log(Level.ERROR, "Job " + job.key() + " failed", error));
    }

    private void focus() {
        if (window != null) {
            window.focus();
        }
    }

    /** Shows another session in place of one that failed; called on the thread of the clock. */
    private void replace(Opening next) {
        Platform.runLater(() -> {
            opening = next;
            if (window != null) {
                Scene before = window.scene();
                show(next, window.workspace().look(), before.getWidth(), before.getHeight());
                focus();
            }
        });
    }

    @Override
    public void stop() {
        clock.shutdownNow();
        workers.shutdownNow();
        painter.shutdownNow();
        if (watch != null) {
            watch.close();
        }
        if (opening != null) {
            opening.session().close();
        }
    }

    /**
     * Brings the window up to date four times a second at most, and only when something has arrived or changed; the first that
     * arrives at once. What is computed for one moment is done before the next is shown, and after much work there is as much
     * rest: no more than half a core goes into keeping up with what is live. Runs on the thread of the clock.
     */
    private static final class Tick implements Runnable {
        private final Opening what;
        private final Workspace workspace;
        private final Consumer<Opening> replace;
        private long revision = -1;
        private long shown;
        private long rested;
        private boolean working;
        private @Nullable Object state;
        private boolean seen;
        private boolean over;

        Tick(Opening what, Workspace workspace, Consumer<Opening> replace) {
            this.what = what;
            this.workspace = workspace;
            this.replace = replace;
        }

        @Override
        public void run() {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The window can't be brought up to date", e);
            }
        }

        private void look() {
            Session session = what.session();
            long now = session.store().revision();
            SessionState stateNow = session.state();
            if (!over && stateNow.batches() == 0 && stateNow.source() instanceof SourceState.Failed(var reason)) {
                over = true;
                Optional<Opening> instead = what.fallback().instead(reason);
                instead.ifPresent(replace);
                if (instead.isPresent()) {
                    return;
                }
            }
            boolean first = !seen && session.store().snapshot().callCount() > 0;
            boolean due = first || isRested(System.nanoTime());
            if (due && (now != revision || !stateNow.equals(state))) {
                seen |= first;
                shown = System.nanoTime();
                working = true;
                revision = now;
                state = stateNow;
                Platform.runLater(workspace::tick);
            }
        }

        private boolean isRested(long nanos) {
            if (!workspace.jobs().isIdle()) {
                return false;
            }
            if (working) {
                working = false;
                rested = nanos + Math.min(LONGEST_REST_NANOS, nanos - shown);
            }
            return nanos - shown >= TICK_NANOS && nanos >= rested;
        }
    }

    private static WritableImage icon(Look look) {
        StackPane sign = new StackPane(Icons.of(Icon.SONDE, 52, "sd-accent"));
        Scene scene = new Scene(sign, 64, 64);
        look.dress(scene);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(look.colour(Token.SURFACE_RAISED));
        return sign.snapshot(parameters, null);
    }
}
