package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.ui.Screenshots;
import dev.sonde.ui.Workstation;
import java.nio.file.Path;

/** The way to the window. Nothing else here names its classes, so that commands without a window load none of them. */
final class Desktop {
    /** Theme of the window unless another is asked for. */
    static final String THEME = "dark";

    private Desktop() {}

    /** Loads what the window needs while the agent starts. */
    static void prepare() {
        Thread.ofPlatform().name("sonde-prepare").daemon().start(() -> {
            for (String name : new String[] {
                "javafx.scene.control.Control", "dev.sonde.ui.MainWindow", "com.sun.javafx.tk.quantum.QuantumToolkit"
            }) {
                try {
                    Class.forName(name);
                } catch (ClassNotFoundException | LinkageError e) {
                    // Opening the window meets the same, and says it.
                    return;
                }
            }
        });
    }

    /**
     * Shows a session until the window is closed or a signal comes; the session is closed then.
     *
     * @throws SondeException SD-4010 if no window can be opened; the session stays open
     */
    static int show(Window.Shown shown, Terminal terminal) {
        try (StopSignal signal = new StopSignal(Desktop::close)) {
            Workstation.open(new Workstation.Opening(shown.session(), THEME, shown.notice()));
            shown.session().close();
            signal.status(ExitStatus.DONE);
            return ExitStatus.DONE;
        } catch (RuntimeException | LinkageError e) {
            throw new SondeException(
                    "SD-4010",
                    "The window can't be opened",
                    String.valueOf(e.getMessage()),
                    "Look whether DISPLAY names a display that this user may use, and whether GTK 3 is installed.",
                    e);
        }
    }

    private static void close() {
        javafx.application.Platform.exit();
    }

    /** Makes a picture of a session. */
    static void picture(Session session, Screenshots.Shot shot, Path file) throws InterruptedException {
        Screenshots.make(session, shot, file);
    }
}
