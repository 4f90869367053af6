package dev.sonde.core.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;

/** One piece of background work that was given to {@link Jobs}. Safe on any thread. */
public final class Job implements CancelToken {
    /** States of a job. Everything after {@link #RUNNING} is final. */
    public enum State {
        /** Waits for a thread. */
        WAITING,
        /** Runs. */
        RUNNING,
        /** The result was delivered. */
        DONE,
        /** The failure was reported. */
        FAILED,
        /** Cancelled, or superseded by newer work under the same key. Nothing was or will be delivered. */
        DROPPED
    }

    private final long id;
    private final String key;
    private final DoubleConsumer progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Stretch waiting = new Stretch();
    private State state = State.WAITING;
    private boolean cancelled;

    Job(long id, String key, DoubleConsumer progress) {
        this.id = id;
        this.key = key;
        this.progress = progress;
    }

    /** Number of this job, 1, 2, 3 … */
    public long id() {
        return id;
    }

    /** What it was submitted under: newer work under the same key supersedes it. */
    public String key() {
        return key;
    }

    /** How far it is. */
    public synchronized State state() {
        return state;
    }

    /** Says that the result is not wanted. Nothing is delivered after this returns true; false if it had ended before. */
    public synchronized boolean cancel() {
        cancelled = true;
        waiting.interrupt();
        if (isFinal(state)) {
            return false;
        }
        end(State.DROPPED);
        return true;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Does a part of the work that waits for others, a server or a program: cancelling interrupts it. Called by the work itself; not for
     * what reads files, which an interruption closes for all their readers.
     *
     * @throws CancellationException if it was cancelled before
     */
    public <T> T interruptibly(Callable<T> part) throws Exception {
        waiting.begin();
        try {
            check();
            return part.call();
        } finally {
            waiting.end();
        }
    }

    /** Tells how far the work is, from 0 to 1. Called by the work itself; cheap enough for each step, not each row. */
    public void progress(double ratio) {
        if (isWanted()) {
            progress.accept(Math.clamp(ratio, 0, 1));
        }
    }

    /** Waits until it ended, for at most so long; says whether it did. */
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return ended.await(time, unit);
    }

    /** Says whether something may still be delivered. */
    synchronized boolean isWanted() {
        return !isFinal(state);
    }

    synchronized boolean begin() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.RUNNING;
        return true;
    }

    /** Claims the one delivery; false when it was dropped meanwhile. */
    synchronized boolean finish(State outcome) {
        if (isFinal(state)) {
            return false;
        }
        end(outcome);
        return true;
    }

    private void end(State outcome) {
        state = outcome;
        ended.countDown();
    }

    private static boolean isFinal(State state) {
        return state != State.WAITING && state != State.RUNNING;
    }
}
