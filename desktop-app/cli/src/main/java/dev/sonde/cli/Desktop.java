package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.settings.UserFolders;
import dev.sonde.ui.Screenshots;
import dev.sonde.ui.Workstation;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The way to the window. Nothing else here names its classes, so that commands without a window load none of them. */
final class Desktop {
    /** Theme of pictures unless another is asked for. */
    static final String THEME = "dark";

    private static final List<String> FIRST_CLASSES = List.of(
            "javafx.application.Application",
            "javafx.stage.Stage",
            "javafx.scene.Scene",
            "javafx.scene.control.Control",
            "com.sun.javafx.tk.quantum.QuantumToolkit",
            "com.sun.javafx.css.parser.CssLexer",
            "dev.sonde.ui.MainWindow");

    private Desktop() {}

    /** Loads what the window begins with while the agent starts; running any of it is left to the toolkit's own thread. */
    static void prepare() {
        Thread.ofPlatform().name("sonde-prepare").daemon().start(() -> {
            ClassLoader loader = Desktop.class.getClassLoader();
            for (String name : FIRST_CLASSES) {
                try {
                    Class.forName(name, false, loader);
                } catch (ClassNotFoundException | LinkageError e) {
                    // Opening the window meets the same, and says it.
                    return;
                }
            }
        });
    }

    /**
     * Shows a session, and what is opened after it, until the window is closed or a signal comes; all are closed then.
     *
     * @param instead what to show when the session fails before anything came, or empty to show the failure
     * @throws SondeException SD-4010 if no window can be opened; the session stays open
     */
    static int show(Window.Shown shown, Function<SondeException, Optional<Window.Shown>> instead) {
        OpenSessions sessions = new OpenSessions();
        sessions.took(shown.session());
        // The toolkit dies in a hook of its own when a signal comes, so the sessions are not left to it.
        Thread ending = Thread.ofPlatform().name("sonde-stop").unstarted(() -> {
            sessions.closeAll();
            Runtime.getRuntime().halt(ExitStatus.DONE);
        });
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            Opening.Fallback fallback = reason ->
                    instead.apply(reason).map(next -> new Opening(sessions.took(next.session()), next.notice()));
            Opening first = new Opening(shown.session(), shown.notice(), fallback);
            Workstation.open(new Workstation.Start(sessions, Optional.of(first), UserFolders.ofUser(), shown.tour()));
            sessions.closeAll();
            return ExitStatus.DONE;
        } catch (RuntimeException | LinkageError e) {
            throw new SondeException(
                    "SD-4010",
                    "The window can't be opened",
                    String.valueOf(root(e).getMessage()),
                    "Look whether DISPLAY names a display that this user may use, and whether GTK 3 is installed.",
                    e);
        } finally {
            forget(ending);
        }
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook does what is left.
            return;
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    /** Makes a picture of a session. */
    static void picture(Session session, Screenshots.Shot shot, Path file) throws InterruptedException {
        Screenshots.make(session, new OpenSessions(), shot, file);
    }
}
