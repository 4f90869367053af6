package dev.sonde.ui.connect;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Job;
import dev.sonde.core.job.Jobs;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer comes in parts: what has come so far is shown, and then the whole. A newer question takes the place of
 * the one that is being asked. Owned by the FX thread.
 */
final class Inquiry<T> {
    private final Jobs jobs;
    private final String key;
    private final Consumer<T> onPart;
    private final Consumer<T> onWhole;
    private final Consumer<SondeException> onError;
    private boolean running;

    /** Asks. */
    interface Work<T> {
        /** Asks, on a thread of the background; {@code soFar} takes what has come, and ends the work when nobody wants it. */
        T run(Consumer<T> soFar) throws Exception;
    }

    private record Outcome<T>(@Nullable T value, @Nullable SondeException error) {}

    /** Makes one; {@code key} names it among all jobs. */
    Inquiry(Jobs jobs, String key, Consumer<T> onPart, Consumer<T> onWhole, Consumer<SondeException> onError) {
        this.jobs = jobs;
        this.key = key;
        this.onPart = onPart;
        this.onWhole = onWhole;
        this.onError = onError;
    }

    /** Asks, in place of what is being asked. */
    void ask(Work<T> work) {
        running = true;
        AtomicReference<@Nullable T> latest = new AtomicReference<>();
        jobs.submit(key, job -> run(work, job, latest), this::deliver, ratio -> {
            T part = latest.getAndSet(null);
            if (part != null) {
                onPart.accept(part);
            }
        });
    }

    /** The answer is of no interest any more. */
    void cancel() {
        running = false;
        jobs.cancel(key);
    }

    /** Whether an answer is awaited. */
    boolean isRunning() {
        return running;
    }

    private static <T> Outcome<T> run(Work<T> work, Job job, AtomicReference<@Nullable T> latest) throws Exception {
        try {
            return new Outcome<>(
                    // A login program or a server is not waited for when nobody wants the answer any more.
                    job.interruptibly(() -> work.run(part -> {
                        job.check();
                        latest.set(part);
                        job.progress(0);
                    })),
                    null);
        } catch (SondeException e) {
            return new Outcome<>(null, e);
        }
    }

    private void deliver(Outcome<T> outcome) {
        running = false;
        T value = outcome.value();
        SondeException error = outcome.error();
        if (value != null) {
            onWhole.accept(value);
        } else if (error != null) {
            onError.accept(error);
        }
    }
}
