package dev.sonde.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobsTest {
    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> delivery = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final List<Double> progress = new ArrayList<>();
    private final Jobs jobs = new Jobs(worker::add, delivery::add, (job, failure) -> failures.add(failure));

    @Test
    void aResultIsHandedToTheDeliveryExecutorAndNowhereElse() {
        Job job = jobs.submit("table", token -> "done", results::add);
        drain(worker);
        assertThat(results).isEmpty();
        assertThat(job.state()).isEqualTo(Job.State.RUNNING);
        drain(delivery);
        assertThat(results).containsExactly("done");
        assertThat(job.state()).isEqualTo(Job.State.DONE);
    }

    @Test
    void theyAreIdleOnceTheLastResultIsDeliveredNotBefore() {
        assertThat(jobs.isIdle()).isTrue();
        jobs.submit("table", token -> "older", results::add);
        jobs.submit("table", token -> "newer", results::add);
        drain(worker);
        assertThat(jobs.isIdle()).isFalse();
        drain(delivery);
        assertThat(jobs.isIdle()).isTrue();
        jobs.submit("chart", token -> "given up", results::add);
        jobs.cancel("chart");
        assertThat(jobs.isIdle()).isTrue();
    }

    @Test
    void newerWorkUnderTheSameKeyDropsTheResultOfOlderEvenOnItsWay() {
        Job older = jobs.submit("table", token -> "older", results::add);
        drain(worker);
        Job newer = jobs.submit("table", token -> "newer", results::add);
        jobs.submit("chart", token -> "chart", results::add);
        drain(worker);
        drain(delivery);
        assertThat(results).containsExactly("newer", "chart");
        assertThat(older.state()).isEqualTo(Job.State.DROPPED);
        assertThat(newer.state()).isEqualTo(Job.State.DONE);
    }

    @Test
    void progressThatBecameStaleOnItsWayIsDropped() {
        jobs.submit(
                "table",
                job -> {
                    job.progress(0.5);
                    return "older";
                },
                results::add,
                progress::add);
        drain(worker);
        jobs.submit(
                "table",
                job -> {
                    job.progress(7);
                    return "newer";
                },
                results::add,
                progress::add);
        drain(worker);
        drain(delivery);
        assertThat(progress).containsExactly(1.0);
        assertThat(results).containsExactly("newer");
    }

    @Test
    void cancelledWorkThatWaitsNeverRuns() {
        Job job = jobs.submit("table", token -> "never", results::add);
        assertThat(job.cancel()).isTrue();
        drain(worker);
        drain(delivery);
        assertThat(results).isEmpty();
        assertThat(job.state()).isEqualTo(Job.State.DROPPED);
        assertThat(job.cancel()).isFalse();
    }

    @Test
    void workThatLeavesBecauseItWasCancelledHasNotFailed() {
        jobs.submit(
                "table",
                job -> {
                    jobs.cancel("table");
                    job.check();
                    return "never";
                },
                results::add);
        drain(worker);
        drain(delivery);
        assertThat(results).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailureReachesTheHandlerWhereverItHappens() {
        Job thrown = jobs.<String>submit(
                "a",
                job -> {
                    throw new java.io.IOException("work");
                },
                results::add);
        jobs.submit("b", job -> "b", result -> {
            throw new IllegalStateException("taker");
        });
        jobs.submit(
                "c",
                job -> {
                    job.progress(0.1);
                    return "c";
                },
                results::add,
                ratio -> {
                    throw new IllegalStateException("progress");
                });
        jobs.<String>submit(
                "d",
                job -> {
                    throw new CancellationException("nobody asked");
                },
                results::add);
        drain(worker);
        drain(delivery);
        assertThat(failures)
                .extracting(Throwable::getMessage)
                .containsExactly("work", "taker", "progress", "nobody asked");
        assertThat(thrown.state()).isEqualTo(Job.State.FAILED);
    }

    @Test
    void aFailureOfWorkThatNobodyWantsAnyMoreIsNotTold() {
        jobs.<String>submit(
                "table",
                job -> {
                    jobs.submit("table", newer -> "newer", results::add);
                    throw new IllegalStateException("stale");
                },
                results::add);
        drain(worker);
        drain(delivery);
        assertThat(failures).isEmpty();
        assertThat(results).containsExactly("newer");
    }

    @Test
    void onceClosedNothingIsBegunDeliveredOrAFailure() {
        Job running = jobs.submit("table", token -> "done", results::add);
        drain(worker);
        jobs.close();
        Job late = jobs.submit("other", token -> "late", results::add);
        drain(worker);
        drain(delivery);
        assertThat(results).isEmpty();
        assertThat(failures).isEmpty();
        assertThat(List.of(running.state(), late.state())).containsOnly(Job.State.DROPPED);
        assertThat(jobs.isIdle()).isTrue();
    }

    @Test
    void aWorkerThatTakesNothingMoreIsAFailureAndNotASilence() {
        Jobs closed = new Jobs(
                work -> {
                    throw new RejectedExecutionException("closed");
                },
                delivery::add,
                (job, failure) -> failures.add(failure));
        Job job = closed.submit("table", token -> "never", results::add);
        drain(delivery);
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(failures).hasSize(1);
    }

    @Test
    void workThatWaitsForOthersIsInterruptedByACancellationAndNothingElseIs() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Thread.State> waits = new CompletableFuture<>();
        CompletableFuture<Boolean> leftInterrupted = new CompletableFuture<>();
        jobs.submit(
                "login",
                job -> {
                    try {
                        return job.interruptibly(() -> {
                            waits.complete(Thread.currentThread().getState());
                            return String.valueOf(never.await(20, TimeUnit.SECONDS));
                        });
                    } finally {
                        leftInterrupted.complete(Thread.currentThread().isInterrupted());
                    }
                },
                results::add);
        Thread works = Thread.ofPlatform().start(() -> drain(worker));
        waits.get(10, TimeUnit.SECONDS);
        jobs.cancel("login");
        assertThat(leftInterrupted.get(10, TimeUnit.SECONDS)).isFalse();
        works.join();
        drain(delivery);
        assertThat(results).isEmpty();
        assertThat(failures).isEmpty();
    }

    private static void drain(Queue<Runnable> queue) {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }
}
