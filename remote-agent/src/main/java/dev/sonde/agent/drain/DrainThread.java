package dev.sonde.agent.drain;

import dev.sonde.agent.batch.Frame;
import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.Attachment;
import dev.sonde.agent.kernel.Form;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.kernel.Settings;
import dev.sonde.agent.server.Command;
import dev.sonde.agent.server.Outbox;
import dev.sonde.agent.server.WatchCall;
import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.StreamSettings;
import dev.sonde.protocol.v1.Budget;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Consent;
import dev.sonde.protocol.v1.Start;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's one thread that touches the kernel and everything that is kept of connections. It sleeps until the next
 * tick of the clock or a command, never for a record.
 */
public final class DrainThread {
    private static final long TICK_NANOS = 50_000_000L;
    private static final long FAST_TICK_NANOS = 20_000_000L;
    /** With more of the ring filled within a tick the next comes sooner. */
    private static final double FAST_RING_SHARE = 0.25;

    private static final long BATCH_NANOS = 200_000_000L;
    private static final int BATCH_BYTES = 128 * 1024;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long END_MILLIS = 500;
    private static final Settings SETTINGS = Settings.defaults();

    private final BlockingQueue<Command> commands;
    private final Outbox outbox;
    private final Path proc;
    private final Form form;
    private final Lease lease = new Lease(System.nanoTime());
    private @Nullable KernelProbes probes;
    private @Nullable Watch watch;
    private @Nullable WatchCall call;
    private @Nullable String ended;
    private long lastTickNanos;
    private boolean filling;

    /**
     * Makes it.
     *
     * @param commands what it is asked for
     * @param proc where the proc file system of the initial pid namespace is mounted
     * @param form where the programs of the exchanges are to be attached
     */
    public DrainThread(BlockingQueue<Command> commands, Outbox outbox, Path proc, Form form) {
        this.commands = commands;
        this.outbox = outbox;
        this.proc = proc;
        this.form = form;
    }

    /**
     * Loads the kernel programs.
     *
     * @throws AgentException when nothing could be seen
     */
    public void load() {
        probes = KernelProbes.open(SETTINGS, form);
    }

    /**
     * Begins to watch before the client has come, which asks for the same. What is seen waits for it; without it the lease ends
     * that.
     *
     * @throws AgentException when nothing could be attached
     */
    public void watch(Start start) {
        long now = System.nanoTime();
        Watch active = new Watch(loaded(), proc, start, new Workspace(options(start.getConsent())), now);
        watch = active;
        budget(active, start.getBudget());
        lease.renew(start.getLease().getDurationNs(), now);
        // What the server and its first handshake need comes on top.
        active.pages.giveBack();
    }

    /**
     * Keeps the agent's own connections out of what it sees.
     *
     * @param port it listens on
     */
    public void exclude(int port) {
        loaded().control().set("own_netns", SocketNames.ownNamespace());
        loaded().control().set("own_port", port);
    }

    /**
     * Works until a command or the lease ends it; then nothing is left in the kernel and the client has been told.
     *
     * @return why it ended
     */
    public String run() throws InterruptedException {
        try {
            lastTickNanos = System.nanoTime();
            while (ended == null) {
                step();
            }
            return ended == null ? "" : ended;
        } catch (RuntimeException | Error e) {
            ended = "failed: " + e;
            throw e;
        } finally {
            finish();
        }
    }

    private void step() throws InterruptedException {
        Command command = commands.poll(untilTick(), TimeUnit.NANOSECONDS);
        while (command != null && ended == null) {
            obey(command);
            command = commands.poll();
        }
        long now = System.nanoTime();
        if (ended == null && lease.expired(now)) {
            ended = StreamSettings.LEASE_OVER;
        }
        Watch active = watch;
        if (ended == null && active != null && untilTick() <= 0) {
            tick(active, now);
        } else if (active == null) {
            lastTickNanos = now;
        }
    }

    private long untilTick() {
        return lastTickNanos + (filling ? FAST_TICK_NANOS : TICK_NANOS) - System.nanoTime();
    }

    private void tick(Watch active, long now) {
        long sinceTick = now - lastTickNanos;
        lastTickNanos = now;
        active.settleThisTick = !active.settleThisTick;
        if (active.settleThisTick) {
            active.probes.settleIdle();
        }
        double share = ringShare(active);
        filling = share * TICK_NANOS > FAST_RING_SHARE * sinceTick;
        drain(active, now);
        if (active.governor.drained(active.pipeline.takeSampledRecords(), share, sinceTick, now)) {
            active.apply(active.governor.level());
        }
        active.programs.tick(now);
        active.pages.tick(now);
        if (now - active.lastSecondNanos >= SECOND_NANOS) {
            active.lastSecondNanos = now;
            second(active, now);
        }
        if (now - active.lastBatchNanos >= BATCH_NANOS
                || active.pipeline.batch().exchangeBytes() >= BATCH_BYTES) {
            send(active, now);
        }
    }

    private void drain(Watch active, long now) {
        active.pipeline.begin(now);
        long waiting = active.probes.waitingBytes();
        int records = active.probes.poll(active.pipeline::record);
        active.reporter.drained(records, waiting);
        active.pipeline.tick(now);
    }

    private void second(Watch active, long now) {
        Attachment changed = active.place.refresh();
        if (changed != null) {
            active.attachment = changed;
            active.reporter.info(changed);
        }
        active.tellUses(now);
        if (active.heap.second()) {
            active.pages.giveBack();
        }
        active.reporter.measure(now);
        active.pages.keepLean(active.reporter.residentBytes());
        if (active.governor.second(
                active.reporter.cores(), active.programs.cores(), active.reporter.residentBytes(), now)) {
            active.apply(active.governor.level());
        }
        active.reporter.health(active.governor, active.programs, active.probes.waitingBytes(), now);
    }

    /** Hands a batch over; without a client, or with a slow one, the batch grows until it drops rows and counts them. */
    private void send(Watch active, long now) {
        WatchCall client = call;
        Frame frame = client == null ? null : outbox.acquire();
        if (client == null || frame == null) {
            return;
        }
        active.lastBatchNanos = now;
        active.pipeline.report(now);
        active.pipeline.batch().seal(frame, active.pipeline.completeUntil(now), now);
        outbox.put(frame);
        client.wake();
    }

    private void obey(Command command) {
        long now = System.nanoTime();
        switch (command) {
            case Command.Begin begin -> begin(begin.call(), begin.start(), now);
            case Command.Renew(WatchCall from, long nanos) -> {
                if (from == call) {
                    lease.renew(nanos, now);
                }
            }
            case Command.SetBudget set -> {
                if (set.call() == call && watch != null) {
                    budget(watch, set.budget());
                }
            }
            case Command.SetFilter set -> {
                if (set.call() == call && watch != null) {
                    change(watch, set.filter(), now);
                }
            }
            case Command.Ping(WatchCall from, long number, long receivedNanos) -> {
                if (from == call && watch != null) {
                    watch.reporter.echo(number, receivedNanos);
                    send(watch, now);
                }
            }
            case Command.Stop(WatchCall from) -> {
                if (from == call) {
                    ended = "stopped";
                }
            }
            case Command.Gone(WatchCall from) -> {
                if (from == call) {
                    call = null;
                    lease.renew(0, now);
                    if (watch != null) {
                        watch.pipeline.unheard();
                    }
                }
            }
            case Command.ShutDown(String reason) -> ended = reason;
        }
    }

    private void begin(WatchCall client, Start start, long now) {
        WatchCall before = call;
        if (before != null) {
            if (!lease.isOverdue(now)) {
                client.refuse();
                return;
            }
            // Its way broke without a word: only the workstation of this session gets as far as here.
            before.replace();
        }
        long lost = outbox.discard();
        Workspace workspace = new Workspace(options(start.getConsent()));
        Watch active = watch;
        try {
            if (active == null) {
                active = new Watch(loaded(), proc, start, workspace, now);
                watch = active;
                lastTickNanos = System.nanoTime();
            } else {
                active.pipeline.greet(workspace);
                if (!start.getFilter().equals(active.filter)) {
                    change(active, start.getFilter(), now);
                }
                active.pipeline.losses().count("stream_backlog", "exchanges", "", lost, now);
            }
        } catch (AgentException e) {
            client.fail(e);
            return;
        }
        budget(active, start.getBudget());
        lease.renew(start.getLease().getDurationNs(), now);
        call = client;
        active.come(now);
        active.reporter.info(active.attachment);
        tick(active, System.nanoTime());
        send(active, System.nanoTime());
    }

    /** What was seen before is judged by the filter of before. */
    private void change(Watch active, CaptureFilter filter, long now) {
        drain(active, now);
        active.pipeline.exchanges().flush();
        active.watch(filter);
        active.attachment = active.place.attach(filter);
        active.reporter.info(active.attachment);
        active.learnOwners();
    }

    private static void budget(Watch active, Budget budget) {
        active.governor.budget(budget.getCpuCores(), budget.getMemoryBytes());
    }

    private static DissectorOptions options(Consent consent) {
        return DissectorOptions.DEFAULT.withConsent(consent.getSqlLiterals(), consent.getQueryStrings());
    }

    private static double ringShare(Watch active) {
        return (double) active.probes.waitingBytes() / SETTINGS.exchangeRingBytes();
    }

    private KernelProbes loaded() {
        KernelProbes open = probes;
        if (open == null) {
            throw new IllegalStateException("the kernel programs were not loaded");
        }
        return open;
    }

    /** Drains once more, tells the client why it ends, and leaves nothing in the kernel. */
    private void finish() {
        Watch active = watch;
        WatchCall client = call;
        try {
            if (active != null && client != null && ended != null && !ended.startsWith("failed")) {
                long now = System.nanoTime();
                active.probes.settleIdle();
                drain(active, now);
                active.pipeline.exchanges().end();
                active.pipeline.exchanges().flush();
                active.reporter.measure(now);
                active.reporter.health(active.governor, active.programs, 0, now);
            }
            if (active != null && client != null) {
                active.reporter.end(ended == null ? "failed" : ended);
                sendLast(active, client);
            }
        } finally {
            if (probes != null) {
                probes.close();
            }
        }
    }

    private void sendLast(Watch active, WatchCall client) {
        long deadline = System.nanoTime() + END_MILLIS * 1_000_000L;
        active.lastBatchNanos = 0;
        while (active.lastBatchNanos == 0 && System.nanoTime() < deadline) {
            send(active, System.nanoTime());
            if (active.lastBatchNanos == 0) {
                Thread.onSpinWait();
            }
        }
        client.end();
    }
}
