package dev.sonde.ui;

import dev.sonde.core.job.Jobs;
import dev.sonde.core.session.Session;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.desk.LiveEnd;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.layout.LayoutKeeper;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.settings.Appearance;
import dev.sonde.ui.settings.SettingsWatch;
import dev.sonde.ui.settings.Wishes;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.Workers;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The one window: one session after the other is shown in it, each with a content of its own. Made and filled on any thread, so
 * that the FX thread does not stand still for the first content; owned by the FX thread from {@link #show} on.
 */
final class OneWindow implements AutoCloseable {
    private static final Logger LOG = System.getLogger(OneWindow.class.getName());
    private static final long LOOK_MILLIS = 25;
    private static final long WATCH_MILLIS = 500;

    private final Map<SourceInfo.Kind, ExecutorService> workers = new EnumMap<>(SourceInfo.Kind.class);
    private final ExecutorService painter = pool("sonde-painter-", 1);
    /** What waits for the answers of others keeps nobody else waiting. */
    private final ExecutorService desks = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("sonde-desk-", 1).factory());

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sonde-tick").factory());
    private final FxPulse delivery = FxPulse.held();
    private final Openings openings;
    private final Surroundings around;
    private final SettingsWatch settingsWatch;
    private @Nullable Stage stage;
    private @Nullable Content content;
    private @Nullable Future<?> watching;
    private @Nullable Future<?> ticking;

    /** What is in the window now. */
    private record Content(MainWindow window, Optional<Tick> tick, Optional<Session> session) {}

    /** {@code state} is the folder that the layout is remembered in. */
    OneWindow(Openings openings, Wishes wishes, Appearance.Kept settings, Path state) {
        this.openings = openings;
        Jobs jobs = jobs(desks);
        Appearance appearance = new Appearance(settings, wishes, jobs);
        around = new Surroundings(new Desk(openings, jobs, this::replace), appearance, LayoutKeeper.in(state, jobs));
        settingsWatch = new SettingsWatch(settings.file(), appearance);
    }

    /** Makes the first content: a session, or the page to begin from. */
    void fill(Optional<Opening> first, double width, double height) {
        content = first.isPresent()
                ? session(first.get(), around.appearance().look(), width, height)
                : new Content(new MainWindow(around, width, height), Optional.empty(), Optional.empty());
        window().openLastView();
        window().dress();
        window().dressView();
    }

    /** Puts the content on a stage, and keeps it up to date from now on. */
    void show(Stage on) {
        stage = on;
        put(on, filled());
        watching = clock.scheduleWithFixedDelay(settingsWatch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        delivery.release();
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
        return filled().window();
    }

    private Content filled() {
        Content now = content;
        if (now == null) {
            throw new IllegalStateException("the window was not filled");
        }
        return now;
    }

    /** Shows a session in place of what is there, which is closed in the background. */
    private void replace(Opening next) {
        Content before = content;
        Stage on = stage;
        if (before == null || on == null || clock.isShutdown()) {
            openings.close(next.session());
            return;
        }
        Scene old = before.window().scene();
        // Each content has a look of its own, so that nothing holds on to the views of a session that is over.
        Look look = around.appearance().newLook();
        Content made = session(next, look, old.getWidth(), old.getHeight());
        // In steps, between which the FX thread answers, and what was there before can still be seen.
        inSteps(made.window()::dress, made.window()::dressView, () -> take(on, made, next.aside()));
    }

    /** Each after what else waits for the FX thread. */
    private static void inSteps(Runnable... steps) {
        if (steps.length != 0) {
            Platform.runLater(() -> {
                steps[0].run();
                inSteps(Arrays.copyOfRange(steps, 1, steps.length));
            });
        }
    }

    private void take(Stage on, Content made, String aside) {
        if (clock.isShutdown()) {
            made.window().end();
            made.session().ifPresent(openings::close);
            return;
        }
        Content before = filled();
        boolean live = before.window().liveSession().isPresent();
        put(on, made);
        before.window().leave();
        window().focus();
        String words = Stream.concat(
                        Stream.of(aside).filter(said -> !said.isEmpty()),
                        before.session().filter(session -> live).map(LiveEnd::past).stream())
                .collect(Collectors.joining(" "));
        if (!words.isEmpty()) {
            window().say(words);
        }
        before.session().ifPresent(session -> desks.execute(() -> openings.close(session)));
    }

    private Content session(Opening what, Look look, double width, double height) {
        ExecutorService computing =
                workers.computeIfAbsent(what.session().info().kind(), kind -> pool("sonde-job-", Workers.of(kind)));
        Workspace workspace = new Workspace(what.session(), jobs(computing), jobs(painter), look, what.notice());
        return new Content(
                new MainWindow(around, workspace, width, height),
                Optional.of(new Tick(what, workspace, next -> Platform.runLater(() -> replace(next)))),
                Optional.of(what.session()));
    }

    private void put(Stage on, Content now) {
        content = now;
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticking = now.tick()
                .map(tick -> clock.scheduleWithFixedDelay(tick, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS))
                .orElse(null);
        on.setTitle(
                now.session().map(session -> "Sonde – " + session.info().name()).orElse("Sonde"));
        on.setScene(now.window().scene());
        now.window().tellProblems();
    }

    private static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name(name, 1).factory());
    }

    private Jobs jobs(ExecutorService on) {
        return new Jobs(on, delivery, (job, error) -> LOG.log(Level.ERROR, "Job " + job.key() + " failed", error));
    }

    /** Ends all work behind the window, and the session. */
    @Override
    public void close() {
        if (watching != null) {
            watching.cancel(false);
        }
        clock.shutdownNow();
        if (content != null) {
            content.window().end();
        }
        around.layout().close();
        workers.values().forEach(ExecutorService::shutdownNow);
        painter.shutdownNow();
        desks.shutdown();
        if (content != null) {
            content.session().ifPresent(openings::close);
        }
    }
}
