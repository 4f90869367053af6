package dev.sonde.ui;

import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Brings the window up to date four times a second at most, and only when something has arrived or changed; the first that
 * arrives at once. What is computed for one moment is done before the next is shown, and after much work there is as much
 * rest: no more than half a core goes into keeping up with what is live. Runs on the thread of the clock.
 */
final class Tick implements Runnable {
    private static final Logger LOG = System.getLogger(Tick.class.getName());
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Opening what;
    private final Workspace workspace;
    private final Consumer<Opening> replace;
    private long revision = -1;
    private long shown;
    private long rested;
    private boolean working;
    private @Nullable Object state;
    private boolean seen;
    private boolean over;
    private long batches = -1;
    private long heard;
    private boolean silent;

    /** {@code replace} is told, on the thread of the clock, what to show in place of a session that failed. */
    Tick(Opening what, Workspace workspace, Consumer<Opening> replace) {
        this.what = what;
        this.workspace = workspace;
        this.replace = replace;
    }

    @Override
    public void run() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The window can't be brought up to date", e);
        }
    }

    private void look() {
        Session session = what.session();
        long now = session.store().revision();
        SessionState stateNow = session.state();
        if (!over && stateNow.batches() == 0 && stateNow.source() instanceof SourceState.Failed(var reason)) {
            over = true;
            Optional<Opening> instead = what.fallback().instead(reason);
            instead.ifPresent(replace);
            if (instead.isPresent()) {
                return;
            }
        }
        listen(stateNow);
        boolean first = !seen && session.store().snapshot().callCount() > 0;
        boolean due = first || isRested(System.nanoTime());
        if (due && (now != revision || !stateNow.equals(state))) {
            seen |= first;
            shown = System.nanoTime();
            working = true;
            revision = now;
            state = stateNow;
            Platform.runLater(workspace::tick);
        }
    }

    /** A source that is live and says nothing is no news, and nevertheless something to be told. */
    private void listen(SessionState now) {
        long nanos = System.nanoTime();
        if (now.batches() != batches) {
            batches = now.batches();
            heard = nanos;
        }
        boolean silentNow = now.source() instanceof SourceState.Live && nanos - heard > SILENCE_NANOS;
        if (silentNow != silent) {
            silent = silentNow;
            Platform.runLater(() -> workspace.hearing().silent(silentNow));
        }
    }

    private boolean isRested(long nanos) {
        if (!workspace.jobs().isIdle()) {
            return false;
        }
        if (working) {
            working = false;
            rested = nanos + Math.min(LONGEST_REST_NANOS, nanos - shown);
        }
        return nanos - shown >= TICK_NANOS && nanos >= rested;
    }
}
