package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.core.settings.SettingsFile;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.settings.Appearance;
import dev.sonde.ui.settings.DesktopWishes;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Hands and eyes at a window, new for each test. */
abstract class AtTheWindow {
    final FxRobot robot = new FxRobot();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private @Nullable MainWindow window;

    /** Opens a window on a session. */
    final void open(Session session, Stage stage) throws Exception {
        open(session, stage, "dark");
    }

    /** Opens a window on a session, in a theme. */
    final void open(Session session, Stage stage, String theme) throws Exception {
        window = onFx(() -> {
            Jobs jobs = new Jobs(workers, new FxPulse(), (job, failure) -> failures.add(failure));
            Desk desk = new Desk(new NothingToOpen(), jobs, next -> {});
            MainWindow made = new MainWindow(desk, new Workspace(session, jobs, Look.named(theme), ""), 1400, 900);
            stage.setScene(made.scene());
            stage.show();
            made.focus();
            return made;
        });
    }

    /** A window without content, whose settings and layout are those of a folder. On the FX thread. */
    static OneWindow oneWindow(Openings openings, Path folder) {
        return new OneWindow(
                openings, new DesktopWishes(), new Appearance.Kept(new SettingsFile(folder)), folder.resolve("state"));
    }

    /** All tests have one stage after the other: a size that was set would stay, and be that of other tests' scenes. On the FX thread. */
    static void followScenes(Window stage) {
        stage.sizeToScene();
    }

    @AfterEach
    final void nothingFailsInTheBackground() {
        leave();
        assertThat(failures).isEmpty();
    }

    /** Ends the work behind the window. */
    final void leave() {
        if (window != null) {
            window.workspace().leave();
        }
        workers.shutdownNow();
    }

    final MainWindow window() {
        return Objects.requireNonNull(window, "no window was opened");
    }

    final NavigationState state() {
        return window().workspace().moment().state();
    }

    final ViewName view() {
        return state().view();
    }

    final Filter filter() {
        return window().workspace().moment().filter();
    }

    final void press(KeyCode key) {
        robot.push(key);
        settle();
    }

    static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    final TableView<?> grid(String id) {
        return robot.lookup("#" + id).queryAs(TableView.class);
    }

    /** All texts in sight. */
    final List<String> labels() {
        return robot.lookup(node -> node instanceof Label && node.isVisible()).queryAllAs(Label.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    /** Waits until a session that goes on is seen to be so. */
    final void awaitTicking(String what, Callable<Boolean> seen) throws Exception {
        await(what, () -> {
            window().workspace().tick();
            return seen.call();
        });
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("Not seen in 20 s: " + what, e);
        }
        settle();
    }

    static <T> T onFx(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get(30, TimeUnit.SECONDS);
    }
}
