package dev.sonde.ui.workspace;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Job;
import dev.sonde.core.job.JobWork;
import dev.sonde.core.job.Jobs;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one thing on the screen up to date. While it is being computed, newer questions wait and only the last of them is
 * asked: a session that grows faster than a view computes never starves the view. Owned by the FX thread.
 */
public final class Refresher<T> {
    private final Jobs jobs;
    private final String key;
    private final Consumer<? super T> onResult;
    private final Consumer<SondeException> onError;
    private boolean running;
    private @Nullable JobWork<T> next;

    /** Makes one; {@code key} names it among all jobs. */
    public Refresher(Jobs jobs, String key, Consumer<? super T> onResult, Consumer<SondeException> onError) {
        this.jobs = jobs;
        this.key = key;
        this.onResult = onResult;
        this.onError = onError;
    }

    /** Asks, after what runs now. */
    public void ask(JobWork<T> work) {
        if (running) {
            next = work;
        } else {
            submit(work);
        }
    }

    /** Asks at once: what runs now is of no interest any more. */
    public void askAnew(JobWork<T> work) {
        next = null;
        submit(work);
    }

    private void submit(JobWork<T> work) {
        running = true;
        jobs.submit(key, job -> Outcome.of(work, job), this::deliver);
    }

    private void deliver(Outcome<T> outcome) {
        running = false;
        JobWork<T> waiting = next;
        next = null;
        if (waiting != null) {
            submit(waiting);
        }
        switch (outcome) {
            case Outcome.Value<T>(T value) -> onResult.accept(value);
            case Outcome.Refused<T>(SondeException error) -> onError.accept(error);
        }
    }

    /** What came out. Errors for people are shown where the result would be; all others reach the failure handler. */
    private sealed interface Outcome<T> {
        record Value<T>(T value) implements Outcome<T> {}

        record Refused<T>(SondeException error) implements Outcome<T> {}

        static <T> Outcome<T> of(JobWork<T> work, Job job) throws Exception {
            try {
                return new Value<>(work.run(job));
            } catch (CancellationException e) {
                throw e;
            } catch (SondeException e) {
                return new Refused<>(e);
            }
        }
    }
}
