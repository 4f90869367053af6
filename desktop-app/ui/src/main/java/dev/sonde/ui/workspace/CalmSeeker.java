package dev.sonde.ui.workspace;

import dev.sonde.core.change.Calm;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.source.SourceListener.SourceState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Looks for trouble and a baseline, now and then while data comes in. Owned by the FX thread. */
final class CalmSeeker {
    private static final Logger LOG = System.getLogger(CalmSeeker.class.getName());
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final Refresher<Calm> refresher;
    private final Runnable onChange;
    private Calm calm = Calm.UNKNOWN;
    private long revision = -1;
    private long askedNanos;

    CalmSeeker(Jobs jobs, Runnable onChange) {
        this.onChange = onChange;
        refresher = new Refresher<>(
                jobs,
                "calm",
                this::divide,
                error -> LOG.log(Level.WARNING, "A baseline can''t be suggested: {0}", error.oneLine()));
    }

    /** How the session divides, as far as it was looked at. */
    Calm calm() {
        return calm;
    }

    /** Looks again, where that is due. */
    void seek(Moment now) {
        long nanos = System.nanoTime();
        boolean due = isComplete(now) || nanos - askedNanos > EVERY_NANOS || revision < 0;
        if (!due || now.snapshot().revision() == revision) {
            return;
        }
        revision = now.snapshot().revision();
        askedNanos = nanos;
        Calm before = calm;
        refresher.ask(job -> Calm.of(now.snapshot(), now.a().fromNanos(), job)
                .after(before, now.snapshot().extent()));
    }

    private static boolean isComplete(Moment now) {
        return now.session().source() instanceof SourceState.Ended
                || now.session().source() instanceof SourceState.Failed;
    }

    private void divide(Calm found) {
        if (!found.equals(calm)) {
            calm = found;
            onChange.run();
        }
    }
}
