package dev.sonde.ui;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.settings.SettingsFile;
import dev.sonde.ui.settings.Appearance;
import dev.sonde.ui.settings.DesktopWishes;
import dev.sonde.ui.workspace.FxWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/**
 * How long the FX thread stands still where something large is made in a window that is open: the first view of each kind, and the
 * content of the next session. Arguments: a recording, a folder for settings, how many sessions.
 */
final class StallBenchmark {
    private static final long QUIET_MILLIS = 1200;

    private StallBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Path recording = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
        FilesOnly files = new FilesOnly();
        // What the desktop wishes is asked on the FX thread only.
        FutureTask<DesktopWishes> wishes = new FutureTask<>(DesktopWishes::new);
        Platform.runLater(wishes);
        OneWindow window = new OneWindow(
                files, wishes.get(), new Appearance.Kept(new SettingsFile(folder)), folder.resolve("state"));
        window.fill(Optional.of(files.file(recording)), 1600, 1000);
        onFx(() -> {
            Stage stage = new Stage();
            window.show(stage);
            stage.show();
        });
        awaitServices(window);
        Thread.sleep(QUIET_MILLIS);
        for (int session = 1; session <= Integer.parseInt(arguments[2]); session++) {
            for (ViewName view : new ViewName[] {
                ViewName.CONNECT, ViewName.MAP, ViewName.REQUESTS, ViewName.SQL, ViewName.SETTINGS, ViewName.SESSIONS
            }) {
                tell(session, view.toString(), stall(() -> window.window().open(view)));
            }
            tell(session, "the next session", stall(() -> window.desk().openFile(recording)));
            awaitServices(window);
        }
        System.exit(0);
    }

    private static void tell(int session, String what, long nanos) {
        System.out.printf(Locale.ROOT, "session %d, %s: %.0f ms%n", session, what, nanos / 1e6);
    }

    /** The longest stall from when something is done until all that follows from it is. */
    private static long stall(Runnable done) throws Exception {
        FutureTask<FxWatch> begun = new FutureTask<>(FxWatch::start);
        Platform.runLater(begun);
        try (FxWatch watch = begun.get()) {
            Thread.sleep(50);
            onFx(done);
            Thread.sleep(QUIET_MILLIS);
            return watch.longestNanos();
        }
    }

    private static void onFx(Runnable work) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Platform.runLater(task);
        boolean _ = task.get();
    }

    private static void awaitServices(OneWindow window) throws Exception {
        FutureTask<Boolean> there;
        do {
            Thread.sleep(20);
            there = new FutureTask<>(() -> window.window().scene().lookup("#services") instanceof TableView<?> table
                    && !table.getItems().isEmpty());
            Platform.runLater(there);
        } while (!there.get());
    }
}
