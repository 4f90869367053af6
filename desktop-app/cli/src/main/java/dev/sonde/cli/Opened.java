package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Unread;
import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.pcap.CaptureSource;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.time.Window;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A recording or a capture that was read to its end.
 *
 * @param session to be closed
 * @param damage why not all of it could be read, or null
 * @param ending how it ended
 */
record Opened(Session session, @Nullable SondeException damage, String ending) implements AutoCloseable {
    private static final Duration FOREVER = Duration.ofDays(365);

    /**
     * Reads a file whole.
     *
     * @throws SondeException if nothing of it can be read
     */
    static Opened file(Path file, Terminal terminal) throws InterruptedException {
        return where(WhereFile.of(file), terminal);
    }

    /**
     * Reads what a recording has in a range of time, and as much around it as agents at both ends of an exchange may be
     * apart.
     *
     * @throws SondeException if nothing of it can be read
     */
    static Opened range(Path recording, Window range, Terminal terminal) throws InterruptedException {
        long apart = StoreSettings.defaults().joinWithin().toNanos();
        Window wider =
                new Window(range.shift(-apart).fromNanos(), range.shift(apart).toNanos());
        return where(new Where.Recording(recording, range.equals(Window.ALL) ? range : wider), terminal);
    }

    private static Opened where(Where where, Terminal terminal) throws InterruptedException {
        Session session = Session.open(where, SessionOptions.defaults());
        try (Session.Subscription _ = session.onState(state -> {
            if (state.source() instanceof SourceState.Starting starting) {
                terminal.progress(starting.doing());
            }
        })) {
            SourceState end = session.await(state -> false, FOREVER);
            terminal.clearProgress();
            if (!(end instanceof SourceState.Failed(SondeException reason))) {
                return new Opened(session, null, end instanceof SourceState.Ended(String how) ? how : "");
            }
            if (session.state().batches() > 0 && session.store().snapshot().callCount() > 0) {
                return new Opened(session, reason, "");
            }
            session.close();
            throw reason;
        }
    }

    /** The exit status: says on {@code err} what of the file could not be read. */
    int status(Terminal terminal) {
        SondeException said = damage;
        if (said == null) {
            said = Unread.in(session.info().name(), session.store().snapshot()).orElse(null);
        }
        if (said == null) {
            if (ending.startsWith(RecordingSource.UNCLOSED) || ending.startsWith(CaptureSource.WITHOUT_TCP)) {
                terminal.err().println("note: " + ending);
            }
            return ExitStatus.DONE;
        }
        terminal.err().println(said.oneLine());
        return ExitStatus.LOST;
    }

    @Override
    public void close() {
        session.close();
    }
}
