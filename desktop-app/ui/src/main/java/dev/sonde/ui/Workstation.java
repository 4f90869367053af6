package dev.sonde.ui;

import dev.sonde.core.job.Jobs;
import dev.sonde.core.session.Session;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Token;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.FxWatch;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
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
    private static final long TICK_MILLIS = 250;
    private static final int WORKERS = 2;

    private static @Nullable Opening opening;

    private final ExecutorService workers = Executors.newFixedThreadPool(
            WORKERS, Thread.ofPlatform().daemon().name("sonde-job-", 1).factory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sonde-tick").factory());
    private @Nullable FxWatch watch;

    /** For {@link Application#launch}. */
    public Workstation() {}

    /**
     * What to open.
     *
     * @param session the session; it is closed with the window
     * @param theme name of the theme
     * @param notice what the user has to know of the session, for example that it is the sample; or empty
     */
    public record Opening(Session session, String theme, String notice) {}

    /** Opens the window; returns when it was closed. Called once, on the main thread. */
    public static void open(Opening what) {
        opening = what;
        launch(Workstation.class);
    }

    @Override
    public void start(Stage stage) {
        Opening what = opening;
        if (what == null) {
            throw new IllegalStateException("Workstation.open says what to show");
        }
        Look look = Look.named(what.theme());
        Jobs jobs = new Jobs(
                workers, new FxPulse(), (job, error) -> LOG.log(Level.ERROR, "Job " + job.key() + " failed", error));
        double width = Math.min(1600, Screen.getPrimary().getVisualBounds().getWidth());
        double height = Math.min(1000, Screen.getPrimary().getVisualBounds().getHeight());
        MainWindow window = new MainWindow(new Workspace(what.session(), jobs, look, what.notice()), width, height);
        stage.setTitle("Sonde – " + what.session().info().name());
        stage.setMinWidth(1100);
        stage.setMinHeight(700);
        stage.setScene(window.scene());
        stage.show();
        window.focus();
        Platform.runLater(() -> stage.getIcons().add(icon(look)));
        watch = FxWatch.start();
        tick(what.session(), window);
    }

    @Override
    public void stop() {
        clock.shutdownNow();
        workers.shutdownNow();
        if (watch != null) {
            watch.close();
        }
        if (opening != null) {
            opening.session().close();
        }
    }

    /** Four times a second, and only when something has arrived or changed. */
    private void tick(Session session, MainWindow window) {
        Runnable look = new Runnable() {
            private long revision = -1;
            private @Nullable Object state;

            @Override
            public void run() {
                try {
                    long now = session.store().revision();
                    Object stateNow = session.state();
                    if (now != revision || !stateNow.equals(state)) {
                        revision = now;
                        state = stateNow;
                        Platform.runLater(window.workspace()::tick);
                    }
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "The window can't be brought up to date", e);
                }
            }
        };
        // The work catches what it throws, so nothing waits in the future.
        var _ = clock.scheduleWithFixedDelay(look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
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
