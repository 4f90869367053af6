package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.identity.SessionKeys;
import dev.sonde.core.source.Scope;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.agent.AgentCall.Event;
import dev.sonde.core.source.agent.AgentLauncher.Launch;
import dev.sonde.protocol.StreamSettings;
import dev.sonde.protocol.v1.Batch;
import io.grpc.Status;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The life of one agent process, from its start to its end. Run by the source's thread. */
final class AgentRun {
    private static final long FIRST_BATCH_MILLIS = 20_000;

    /** A live agent says its health every second. */
    private static final long SILENCE_MILLIS = 15_000;

    private static final long STOP_MILLIS = 5_000;

    private final int number;
    private final Scope scope;
    private final SourceListener listener;
    private final CountDownLatch stop;
    private volatile @Nullable AgentCall call;
    private @Nullable AgentGap gap;
    private boolean live;
    private boolean stopping;
    private String endReason = "";

    /** The next run of a source; {@code gap} is the time without an agent before it, or null. */
    AgentRun(int number, Scope scope, SourceListener listener, CountDownLatch stop, @Nullable AgentGap gap) {
        this.gap = gap;
        this.number = number;
        this.scope = scope;
        this.listener = listener;
        this.stop = stop;
    }

    boolean wasLive() {
        return live;
    }

    /** The time without an agent that has not ended yet, or null. */
    @Nullable
    AgentGap gap() {
        return gap;
    }

    /** Called by any thread. */
    void askToStop() {
        AgentCall running = call;
        if (running != null) {
            running.askToStop();
        }
    }

    /** Runs until stopped (null) or until the agent is lost (why). */
    @Nullable
    SondeException go(Launch launch) throws InterruptedException {
        AgentProcess process = AgentProcess.start(launch);
        SondeException failure = null;
        try {
            // The agent's virtual machine starts meanwhile.
            SessionKeys keys = SessionKeys.make();
            process.give(keys.agent());
            int port = process.awaitReady(launch.asks());
            if (!stopAsked()) {
                listener.state(new SourceState.Starting("attaching"));
                failure = talk(process, new AgentCall(port, keys.workstation(), scope));
            }
        } catch (SondeException e) {
            failure = e;
        } finally {
            process.end(failure != null);
        }
        return stopAsked() ? null : failure;
    }

    private boolean stopAsked() {
        return stop.getCount() == 0;
    }

    private @Nullable SondeException talk(AgentProcess process, AgentCall opened) throws InterruptedException {
        try (AgentCall talking = opened) {
            call = talking;
            long renewAt = System.nanoTime();
            long patienceUntil = renewAt + TimeUnit.MILLISECONDS.toNanos(FIRST_BATCH_MILLIS);
            while (true) {
                if (stopAsked() && !stopping) {
                    stopping = true;
                    talking.stop();
                    patienceUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
                }
                long now = System.nanoTime();
                if (now >= renewAt && !stopping) {
                    talking.renewLease();
                    renewAt = now + StreamSettings.LEASE_RENEWAL.toNanos();
                }
                if (now >= patienceUntil) {
                    return stopping ? null : silent(process);
                }
                long wait = Math.min(stopping ? patienceUntil : renewAt, patienceUntil) - now;
                switch (talking.next(1 + TimeUnit.NANOSECONDS.toMillis(wait))) {
                    case Event.Received(Batch batch) -> {
                        take(batch);
                        talking.used();
                        if (!stopping) {
                            patienceUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS);
                        }
                    }
                    case Event.Completed _ -> {
                        return stopping ? null : lost(process, null);
                    }
                    case Event.Broken(Throwable cause) -> {
                        return stopping ? null : lost(process, cause);
                    }
                    case Event.StopAsked _ -> {}
                    case null -> {}
                }
            }
        } finally {
            call = null;
        }
    }

    private void take(Batch batch) {
        if (batch.hasEnd()) {
            endReason = batch.getEnd().getReason();
        }
        if (!live && gap != null) {
            listener.batch(gap.untilNow());
            gap = null;
        }
        listener.batch(batch.toBuilder().setAgent(number).build());
        if (!live) {
            live = true;
            listener.state(new SourceState.Live());
        }
    }

    private SondeException silent(AgentProcess process) {
        return live
                ? lostWhileLive(
                        process.failure("SD-2207", "The agent has been silent for " + SILENCE_MILLIS / 1000 + " s"))
                : process.failure("SD-2205", "The agent has not attached after " + FIRST_BATCH_MILLIS / 1000 + " s");
    }

    private SondeException lostWhileLive(SondeException reason) {
        gap = AgentGap.begin(String.valueOf(reason.getMessage()));
        return reason;
    }

    private SondeException lost(AgentProcess process, @Nullable Throwable cause) throws InterruptedException {
        if (!live && cause != null && isStranger(cause)) {
            return process.failure("SD-2204", "What answers in the agent's place is not the agent that was started");
        }
        SondeException reason;
        Status status = cause == null ? Status.OK : Status.fromThrowable(cause);
        String said = status.getDescription();
        if (!endReason.isEmpty()) {
            reason = new SondeException(
                    "SD-2206", "The agent ended: " + endReason, process.lastWords(), "Run `sonde doctor`.");
        } else if (status.getCode() != Status.Code.OK && status.getCode() != Status.Code.UNAVAILABLE && said != null) {
            reason = AgentWords.fromStatus(said, process.lastWords());
        } else {
            reason = process.ended();
        }
        return live ? lostWhileLive(reason) : reason;
    }

    private static boolean isStranger(Throwable cause) {
        if (Status.fromThrowable(cause).getCode() == Status.Code.UNIMPLEMENTED) {
            return true;
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}
