package dev.sonde.cli.kube;

import dev.sonde.core.cluster.ClusterConnection;
import dev.sonde.core.cluster.api.Reach;
import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.error.SondeException;
import dev.sonde.ui.desk.Clusters.Reached;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Asks contexts whether their servers answer, several at once, none for longer than a few seconds. */
final class Roll {
    private static final int AT_ONCE = 8;
    private static final long LONGEST_SECONDS = 6;

    private final Kubeconfig kubeconfig;
    private final Consumer<Reached> told;

    Roll(Kubeconfig kubeconfig, Consumer<Reached> told) {
        this.kubeconfig = kubeconfig;
        this.told = told;
    }

    /** Returns when all are told of. */
    void call(List<ClusterContext> contexts) throws InterruptedException {
        ExecutorService askers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("sonde-reach-", 1).factory());
        ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sonde-reach-deadline").factory());
        try {
            List<Future<?>> asked = new ArrayList<>();
            for (ClusterContext context : contexts) {
                asked.add(askers.submit(() -> ask(context, deadlines)));
            }
            for (Future<?> each : asked) {
                await(each);
            }
        } finally {
            askers.shutdownNow();
            deadlines.shutdownNow();
        }
    }

    private static void await(Future<?> asked) throws InterruptedException {
        try {
            asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void ask(ClusterContext context, ScheduledExecutorService deadlines) {
        AtomicBoolean over = new AtomicBoolean();
        Thread asker = Thread.currentThread();
        Future<?> deadline = deadlines.schedule(
                () -> {
                    synchronized (over) {
                        if (over.compareAndSet(false, true)) {
                            asker.interrupt();
                        }
                    }
                },
                LONGEST_SECONDS,
                TimeUnit.SECONDS);
        Reached reached;
        try {
            reached = reach(context);
        } catch (SondeException e) {
            reached = new Reached.Silent(context.name(), e);
        }
        deadline.cancel(false);
        synchronized (over) {
            if (!over.compareAndSet(false, true)) {
                // The interruption was the deadline's, and is over with it.
                var _ = Thread.interrupted();
                reached = new Reached.Silent(context.name(), late(context));
            }
        }
        told.accept(reached);
    }

    private Reached reach(ClusterContext context) {
        boolean login = !context.logsIn();
        try (ClusterConnection connection = login
                ? ClusterConnection.open(kubeconfig, context.name())
                : ClusterConnection.openAsNobody(kubeconfig, context.name())) {
            return switch (connection.reach()) {
                case Reach.Answers(String version, long millis) ->
                    new Reached.Answers(context.name(), version, millis, login);
                case Reach.Silent(SondeException reason) ->
                    // A server that does not know nobody is there.
                    !login && reason.code().matches("SD-2308|SD-2309")
                            ? new Reached.Answers(context.name(), "", 0, false)
                            : new Reached.Silent(context.name(), reason);
            };
        }
    }

    private static SondeException late(ClusterContext context) {
        return new SondeException(
                "SD-2305",
                "The API server of " + context.name() + " does not answer",
                context.target().server() + ": nothing came in " + LONGEST_SECONDS + " s",
                "See whether the cluster runs and this machine can reach it (VPN, proxy): kubectl --context "
                        + context.name() + " version.");
    }
}
