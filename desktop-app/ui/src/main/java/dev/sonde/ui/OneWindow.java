package dev.sonde.ui;

import dev.sonde.core.job.Jobs;
import dev.sonde.core.session.Session;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.layout.LayoutKeeper;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.settings.Appearance;
import dev.sonde.ui.settings.DesktopWishes;
import dev.sonde.ui.settings.SettingsWatch;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The one window: one session after the other is shown in it, each with a content of its own. Owned by the FX thread.
 */
final class OneWindow implements AutoCloseable {
    private static final Logger LOG = System.getLogger(OneWindow.class.getName());
    private static final long LOOK_MILLIS = 25;
    private static final long WATCH_MILLIS = 500;

    /** One core stays with the FX thread and the painter: a window that answers is worth more than a figure that is newer. */
    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 4);

    private final ExecutorService workers = pool("sonde-job-", WORKERS);
    private final ExecutorService painter = pool("sonde-painter-", 1);
    /** What waits for the answers of others keeps nobody else waiting. */
    private final ExecutorService desks = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("sonde-desk-", 1).factory());

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sonde-tick").factory());
    private final Stage stage;
    private final Openings openings;
    private final Surroundings around;
    private final Future<?> watching;
    private @Nullable Content content;
    private @Nullable Future<?> ticking;

    /** What is in the window now. */
    private record Content(MainWindow window, Optional<Session> session) {}

    /** {@code state} is the folder that the layout is remembered in. */
    OneWindow(Stage stage, Openings openings, Appearance.Kept settings, Path state) {
        this.stage = stage;
        this.openings = openings;
        Jobs jobs = jobs(desks, new FxPulse());
        Appearance appearance = new Appearance(settings, new DesktopWishes(), jobs);
        around = new Surroundings(new Desk(openings, jobs, this::replace), appearance, LayoutKeeper.in(state, jobs));
        watching = clock.scheduleWithFixedDelay(
                new SettingsWatch(settings.file(), appearance), WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Fills the stage: with a session, or with the page to begin from. */
    void fill(Optional<Opening> first, double width, double height) {
        put(
                first.isPresent()
                        ? session(first.get(), around.appearance().look(), width, height)
                        : new Content(new MainWindow(around, width, height), Optional.empty()));
        window().openLastView();
    }

    /** What the user has set. */
    Appearance settings() {
        return around.appearance();
    }

    /** How the user arranged the window. */
    LayoutKeeper layout() {
        return around.layout();
    }

    /** What opens things in this window. */
    Desk desk() {
        return around.desk();
    }

    /** The content. */
    MainWindow window() {
        Content now = content;
        if (now == null) {
            throw new IllegalStateException("the window was not filled");
        }
        return now.window();
    }

    /** Shows a session in place of what is there, which is closed in the background. */
    private void replace(Opening next) {
        Content before = content;
        if (before == null || clock.isShutdown()) {
            openings.close(next.session());
            return;
        }
        Scene old = before.window().scene();
        // Each content has a look of its own, so that nothing holds on to the views of a session that is over.
        Look look = around.appearance().newLook();
        put(session(next, look, old.getWidth(), old.getHeight()));
        before.window().leave();
        window().focus();
        before.session().ifPresent(session -> desks.execute(() -> openings.close(session)));
    }

    private Content session(Opening what, Look look, double width, double height) {
        FxPulse delivery = new FxPulse();
        Workspace workspace =
                new Workspace(what.session(), jobs(workers, delivery), jobs(painter, delivery), look, what.notice());
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticking = clock.scheduleWithFixedDelay(
                new Tick(what, workspace, next -> Platform.runLater(() -> replace(next))),
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        return new Content(new MainWindow(around, workspace, width, height), Optional.of(what.session()));
    }

    private void put(Content now) {
        content = now;
        stage.setTitle(
                now.session().map(session -> "Sonde – " + session.info().name()).orElse("Sonde"));
        stage.setScene(now.window().scene());
    }

    private static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name(name, 1).factory());
    }

    private static Jobs jobs(ExecutorService on, FxPulse delivery) {
        return new Jobs(on, delivery, (job, error) -> LOG.log(Level.ERROR, "Job " + job.key() + " failed", error));
    }

    /** Ends all work behind the window, and the session. */
    @Override
    public void close() {
        watching.cancel(false);
        clock.shutdownNow();
        if (content != null) {
            content.window().end();
        }
        around.layout().close();
        workers.shutdownNow();
        painter.shutdownNow();
        desks.shutdown();
        if (content != null) {
            content.session().ifPresent(openings::close);
        }
    }
}
