package dev.sonde.cli;

import dev.sonde.cli.watch.LiveView;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.core.source.SourceListener.SourceState;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sonde watch}: live tables in the terminal. */
@Command(
        name = "watch",
        header = "Shows live tables in the terminal: services, endpoints, slowest. q quits, / filters.",
        footerHeading = "%nExamples:%n",
        footer = {"  sonde watch", "  sonde watch --process nginx", "  sonde watch --for 10s > tables.txt"})
final class WatchCommand implements Runner {
    private static final long PLAIN_MILLIS = 2_000;

    @Mixin
    Common common = new Common();

    @Mixin
    WhereOptions where = new WhereOptions();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long, for example 30s.")
    @Nullable
    Duration time;

    @Override
    public int run(Terminal terminal) throws Exception {
        Where place = Consent.to(where.where(), where.yes, terminal);
        return where.refused(show(Session.open(place, SessionOptions.defaults()), place, time, terminal), terminal);
    }

    /** Shows a session in the terminal until it is over, and closes it. */
    static int show(Session session, Where where, @Nullable Duration time, Terminal terminal) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        long until = time == null ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
        try (StopSignal signal = new StopSignal(() -> stop.set(true))) {
            boolean live = where.isLive();
            boolean person = Terminal.isTerminal(0) && Terminal.isTerminal(1);
            BooleanSupplier over = () -> stop.get()
                    || (time != null && System.nanoTime() - until >= 0)
                    || session.state().source() instanceof SourceState.Failed
                    || (session.state().source() instanceof SourceState.Ended && (live || !person));
            try (session) {
                LiveView view = new LiveView(session, terminal.out(), live, terminal.colour());
                if (person) {
                    view.interactive(over);
                } else {
                    view.plain(over, PLAIN_MILLIS);
                }
            }
            int status = ended(session, terminal);
            signal.status(status);
            return status;
        }
    }

    /** Says how it ended, and where the recording is. */
    private static int ended(Session session, Terminal terminal) {
        if (session.state().recorder() instanceof RecorderState.Finished finished && Files.exists(finished.file())) {
            terminal.err().println("recorded to " + finished.file());
        }
        if (session.state().source() instanceof SourceState.Failed(SondeException reason)) {
            throw reason;
        }
        return ExitStatus.DONE;
    }
}
