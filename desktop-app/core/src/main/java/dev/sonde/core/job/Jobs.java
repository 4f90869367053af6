package dev.sonde.core.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way to do work in the background.
 *
 * <p>A job runs on the worker executor and hands its result to the delivery executor: the FX thread in the window, the
 * same thread in tests. Newer work under the same key supersedes older: the older is cancelled and its result dropped,
 * even when it is already on its way. A failure always reaches the failure handler, on the delivery executor. Once closed,
 * nothing is begun or delivered any more: what is asked then, by a result that is on its way, is for nobody.
 *
 * <p>Safe on any thread.
 */
public final class Jobs implements AutoCloseable {
    private final Executor worker;
    private final Executor delivery;
    private final BiConsumer<Job, Throwable> onFailure;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, Job> latest = new HashMap<>();
    private boolean closed;

    /**
     * Makes a place to submit work to.
     *
     * @param worker runs the work
     * @param delivery runs what takes results, progress and failures
     * @param onFailure takes each failure that no job's own handler took
     */
    public Jobs(Executor worker, Executor delivery, BiConsumer<Job, Throwable> onFailure) {
        this.worker = worker;
        this.delivery = delivery;
        this.onFailure = onFailure;
    }

    /**
     * Submits work.
     *
     * @param key what it is for, for example {@code overview.table}: supersedes what runs under the same key
     * @param work runs on the worker
     * @param onResult takes the result on the delivery executor, unless cancelled or superseded
     */
    public <T> Job submit(String key, JobWork<T> work, Consumer<? super T> onResult) {
        return submit(key, work, onResult, ratio -> {});
    }

    /** Submits work that tells how far it is: {@code onProgress} takes ratios from 0 to 1 on the delivery executor. */
    public <T> Job submit(String key, JobWork<T> work, Consumer<? super T> onResult, DoubleConsumer onProgress) {
        Progress progress = new Progress(onProgress);
        Job job = new Job(lastId.incrementAndGet(), key, progress);
        progress.job = job;
        if (!begin(job)) {
            job.cancel();
            return job;
        }
        try {
            worker.execute(() -> run(job, work, onResult));
        } catch (RejectedExecutionException e) {
            fail(job, e);
        }
        return job;
    }

    /** Supersedes what runs under the same key; false where nothing is begun any more. */
    private boolean begin(Job job) {
        Job older;
        synchronized (latest) {
            if (closed) {
                return false;
            }
            older = latest.put(job.key(), job);
        }
        if (older != null) {
            older.cancel();
        }
        return true;
    }

    /** Brings progress to the delivery executor, and drops what has become stale on its way. */
    private final class Progress implements DoubleConsumer {
        private final DoubleConsumer taker;
        private @Nullable Job job;

        Progress(DoubleConsumer taker) {
            this.taker = taker;
        }

        @Override
        public void accept(double ratio) {
            delivery.execute(() -> deliver(ratio));
        }

        private void deliver(double ratio) {
            Job of = job;
            if (of == null || !of.isWanted()) {
                return;
            }
            try {
                taker.accept(ratio);
            } catch (RuntimeException | Error e) {
                onFailure.accept(of, e);
            }
        }
    }

    /** Cancels what runs or waits under a key. */
    public void cancel(String key) {
        Job job;
        synchronized (latest) {
            job = latest.remove(key);
        }
        if (job != null) {
            job.cancel();
        }
    }

    /** Cancels all that runs or waits, and all that is submitted from now on. */
    @Override
    public void close() {
        List<Job> open;
        synchronized (latest) {
            closed = true;
            open = List.copyOf(latest.values());
            latest.clear();
        }
        open.forEach(Job::cancel);
    }

    /** Says whether all that was submitted is done, delivered or cancelled. */
    public boolean isIdle() {
        synchronized (latest) {
            return latest.isEmpty();
        }
    }

    private <T> void run(Job job, JobWork<T> work, Consumer<? super T> onResult) {
        if (!job.begin()) {
            return;
        }
        try {
            T result = work.run(job);
            delivery.execute(() -> deliver(job, result, onResult));
        } catch (CancellationException e) {
            // Work that leaves because it was cancelled has not failed; leaving without being asked to is a failure.
            if (!job.isCancelled()) {
                fail(job, e);
            }
        } catch (InterruptedException e) {
            if (!job.isCancelled()) {
                Thread.currentThread().interrupt();
            }
            fail(job, e);
        } catch (Throwable e) {
            fail(job, e);
        }
    }

    private <T> void deliver(Job job, T result, Consumer<? super T> onResult) {
        if (!job.finish(Job.State.DONE)) {
            return;
        }
        forget(job);
        try {
            onResult.accept(result);
        } catch (RuntimeException | Error e) {
            onFailure.accept(job, e);
        }
    }

    private void fail(Job job, Throwable failure) {
        boolean wanted = job.finish(Job.State.FAILED);
        forget(job);
        // Errors of the machine itself are told even when nobody waits for the result any more.
        if (wanted || failure instanceof Error) {
            delivery.execute(() -> onFailure.accept(job, failure));
        }
    }

    private void forget(Job job) {
        synchronized (latest) {
            latest.remove(job.key(), job);
        }
    }
}
