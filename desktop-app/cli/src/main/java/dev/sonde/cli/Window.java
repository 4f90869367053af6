package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.SourceListener.SourceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the window, or the same in the terminal where there is no display. */
final class Window {
    /** System property that names the recording which opens where this machine can't be watched. */
    static final String SAMPLE_PROPERTY = "sonde.sample";

    /** An agent has attached or failed by then; if not, the terminal shows how far it is. */
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private Window() {}

    /**
     * A session to show.
     *
     * @param session to be closed
     * @param where what it is of
     * @param notice what the user has to know of it, or empty
     * @param tour whether a tour of the window is offered
     */
    record Shown(Session session, Where where, String notice, boolean tour) {
        /** Without a tour. */
        Shown(Session session, Where where, String notice) {
            this(session, where, notice, false);
        }
    }

    /** Opens a file, or this machine; the sample where that can't be watched. */
    static int open(Terminal terminal, @Nullable Path file, Common common) throws Exception {
        return file == null
                ? open(terminal, new Place(Where.local(), "", false), reason -> sample(reason, terminal), common)
                : open(terminal, new Place(WhereFile.of(file), "", false), _ -> Optional.empty(), common);
    }

    /** Opens the demo, with what the user has to know of it, and a tour of the window. */
    static int demo(Terminal terminal, Where where, String notice, Common common) throws Exception {
        return open(terminal, new Place(where, notice, true), _ -> Optional.empty(), common);
    }

    private static int open(
            Terminal terminal, Place place, Function<SondeException, Optional<Shown>> instead, Common common)
            throws Exception {
        boolean display = hasDisplay(System.getenv(), System.getProperty("os.name"));
        if (display) {
            Desktop.prepare();
        }
        Shown shown = place.shown();
        if (display) {
            try {
                return Desktop.show(shown, instead);
            } catch (SondeException e) {
                terminal.err().println(e.oneLine() + " This is sonde watch.");
                if (common.verbose) {
                    e.printStackTrace(terminal.err());
                }
            }
        } else if (!common.quiet) {
            terminal.err()
                    .println("There is no display (DISPLAY and WAYLAND_DISPLAY are not set): this is sonde watch.");
        }
        Shown inTerminal = place.where() instanceof Where.Local ? machineOr(shown, instead, terminal) : shown;
        return WatchCommand.show(inTerminal.session(), inTerminal.where(), null, terminal);
    }

    /** What is to be shown, before it is opened. */
    private record Place(Where where, String notice, boolean tour) {
        Shown shown() {
            return new Shown(Session.browse(where, SessionOptions.defaults()), where, notice, tour);
        }
    }

    /** This machine if it can be watched, else what stands in for it. */
    private static Shown machineOr(Shown machine, Function<SondeException, Optional<Shown>> instead, Terminal terminal)
            throws InterruptedException {
        terminal.progress("starting the agent …");
        SourceState state = machine.session().await(now -> !(now instanceof SourceState.Starting), LONGEST_START);
        terminal.clearProgress();
        if (!(state instanceof SourceState.Failed(SondeException reason))) {
            return machine;
        }
        machine.session().close();
        return instead.apply(reason).orElseThrow(() -> reason);
    }

    private static Optional<Shown> sample(SondeException reason, Terminal terminal) {
        Path sample = Path.of(System.getProperty(SAMPLE_PROPERTY, ""));
        if (!Files.isRegularFile(sample)) {
            return Optional.empty();
        }
        String notice = "This is the sample recording, not this machine. " + reason.oneLine();
        terminal.err().println(notice);
        return Optional.of(new Place(new Where.Recording(sample), notice, false).shown());
    }

    static boolean hasDisplay(Map<String, String> environment, String system) {
        return !system.equals("Linux")
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}
