package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.agent.AgentCall.Event;
import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.StreamSettings;
import dev.sonde.protocol.identity.SessionIdentity;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.CaptureFilter;
import io.grpc.Status;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Talks to one agent from the first batch to the last: renews its lease, tells when it is silent, and what became of it. Run by
 * one thread; {@link #askToStop} and {@link #watch} may be called by any.
 */
public final class AgentTalk {
    private static final long FIRST_BATCH_MILLIS = 20_000;

    /** A live agent says its health every second. */
    private static final long SILENCE_MILLIS = 15_000;

    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STOP_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 250;

    private final SourceListener listener;
    private final Incoming incoming;
    private final CountDownLatch stop;
    private volatile @Nullable AgentCall call;
    private volatile CaptureFilter filter;
    private final Heard heard = new Heard();
    private @Nullable AgentGap gap;
    private boolean live;
    private boolean stopping;
    private String endReason = "";

    /**
     * Makes ready.
     *
     * @param filter what the agent is to watch
     * @param stop counted down when the agent is to stop
     * @param gap the time without an agent before this, or null
     */
    public AgentTalk(
            SourceListener listener,
            Incoming incoming,
            CaptureFilter filter,
            CountDownLatch stop,
            @Nullable AgentGap gap) {
        this.listener = listener;
        this.incoming = incoming;
        this.filter = filter;
        this.stop = stop;
        this.gap = gap;
    }

    /** Loads what a talk takes, while there is nobody to talk to yet. Talks to nobody. */
    public static void prepare(SessionIdentity identity) {
        AgentCall.prepare(identity);
    }

    /** Whether a batch has come. */
    public boolean wasLive() {
        return live;
    }

    /** The time without an agent that has not ended yet, or null. */
    public @Nullable AgentGap gap() {
        return gap;
    }

    /** Wakes the thread that talks, to see that it is to stop. */
    public void askToStop() {
        AgentCall running = call;
        if (running != null) {
            running.wake(new Event.StopAsked());
        }
    }

    /** Watches something else from here on. */
    public void watch(CaptureFilter next) {
        if (!next.equals(filter)) {
            filter = next;
            AgentCall running = call;
            if (running != null) {
                running.wake(new Event.FilterChanged());
            }
        }
    }

    /**
     * Talks until stopped (null) or until the agent is lost (why).
     *
     * @param port of the agent, on loopback
     */
    public @Nullable SondeException talk(AgentHost host, int port, SessionIdentity identity)
            throws InterruptedException {
        try (AgentCall talking = new AgentCall(port, identity, filter)) {
            call = talking;
            return follow(host, talking);
        } finally {
            call = null;
        }
    }

    private @Nullable SondeException follow(AgentHost host, AgentCall talking) throws InterruptedException {
        boolean connected = false;
        long renewAt = System.nanoTime();
        long patienceUntil = renewAt + TimeUnit.MILLISECONDS.toNanos(FIRST_BATCH_MILLIS);
        long looked = renewAt;
        while (true) {
            if (stop.getCount() == 0 && !stopping) {
                stopping = true;
                talking.stop();
                patienceUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
            }
            long now = System.nanoTime();
            if (now - looked > AWAY_NANOS) {
                // This process stood still, or the disk did: the agent may have said much meanwhile.
                patienceUntil += now - looked;
            }
            looked = now;
            if (now >= renewAt && !stopping) {
                talking.renewLease();
                renewAt = now + StreamSettings.LEASE_RENEWAL.toNanos();
            }
            if (connected && !stopping && incoming.wantsPing(UnixNanos.now())) {
                talking.ping(UnixNanos.now());
            }
            if (now >= patienceUntil) {
                return stopping ? null : silent(host);
            }
            long wait = Math.min(stopping ? patienceUntil : renewAt, patienceUntil) - now;
            switch (talking.next(Math.min(LOOK_MILLIS, 1 + TimeUnit.NANOSECONDS.toMillis(wait)))) {
                case Event.Connected _ -> {
                    connected = true;
                    incoming.connected();
                }
                case Event.Received(Batch batch, long arrived) -> {
                    take(batch, arrived);
                    talking.used();
                    if (!stopping) {
                        patienceUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS);
                    }
                }
                case Event.Completed _ -> {
                    return stopping ? null : lost(host, null);
                }
                case Event.Broken(Throwable cause) -> {
                    return stopping ? null : lost(host, cause);
                }
                case Event.FilterChanged _ -> talking.filter(filter);
                case Event.StopAsked _ -> {}
                case null -> {}
            }
        }
    }

    private void take(Batch batch, long arrivedUnixNanos) {
        if (batch.hasEnd()) {
            endReason = batch.getEnd().getReason();
        }
        incoming.take(batch, arrivedUnixNanos, this::deliver);
    }

    private void deliver(Batch batch) {
        long begins = heard.take(batch);
        AgentGap before = gap;
        if (!live && before != null) {
            listener.batch(before.until(begins));
            gap = null;
        }
        listener.batch(batch);
        if (!live) {
            live = true;
            listener.state(new SourceState.Live());
        }
    }

    private SondeException silent(AgentHost host) {
        return live
                ? lostWhileLive(
                        host.failure("SD-2207", "The agent has been silent for " + SILENCE_MILLIS / 1000 + " s"))
                : host.failure("SD-2205", "The agent has not attached after " + FIRST_BATCH_MILLIS / 1000 + " s");
    }

    private SondeException lostWhileLive(SondeException reason) {
        gap = new AgentGap(heard.who(), heard.untilNanos(), String.valueOf(reason.getMessage()));
        return reason;
    }

    private SondeException lost(AgentHost host, @Nullable Throwable cause) throws InterruptedException {
        if (!live && cause != null && isStranger(cause)) {
            return host.failure("SD-2204", "What answers in the agent's place is not the agent that was started");
        }
        SondeException reason;
        Status status = cause == null ? Status.OK : Status.fromThrowable(cause);
        String said = status.getDescription();
        if (!endReason.isEmpty()) {
            reason = new SondeException(
                    "SD-2206", "The agent ended: " + endReason, host.lastWords(), "Run `sonde doctor`.");
        } else if (status.getCode() != Status.Code.OK && status.getCode() != Status.Code.UNAVAILABLE && said != null) {
            reason = AgentWords.fromStatus(said, host.lastWords());
        } else {
            reason = host.ended();
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
