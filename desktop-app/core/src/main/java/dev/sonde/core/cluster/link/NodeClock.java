package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.source.agent.Incoming;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Echo;
import dev.sonde.protocol.v1.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Maps one agent's clock to the workstation's, as NTP does (RFC 5905, section 8): the answer to a ping says when the ping came and
 * when the answer left, so only the asymmetry of the way is not known, and that is at most half of it. The best of all answers
 * counts. Batches from before the first answer wait for it, a moment at most.
 */
final class NodeClock implements Incoming {
    private static final long FIRST_EVERY_NANOS = 200_000_000L;
    private static final long LATER_EVERY_NANOS = 10_000_000_000L;
    private static final int FIRST_PINGS = 5;
    private static final long LONGEST_WAIT_NANOS = 1_500_000_000L;

    private final int number;
    private final PlannedAgent agent;
    private final Way way;
    private final List<Batch> waiting = new ArrayList<>();
    private long waitingSince;
    private long lastPing;
    private int pings;
    private boolean known;
    private long offset;
    private long uncertainty = Long.MAX_VALUE;

    /** Of an agent that has this number in its session. */
    NodeClock(int number, PlannedAgent agent, Way way) {
        this.number = number;
        this.agent = agent;
        this.way = way;
    }

    @Override
    public void connected() {
        way.pass("has shown its certificate over TLS");
    }

    @Override
    public boolean wantsPing(long nowUnixNanos) {
        long every = pings < FIRST_PINGS ? FIRST_EVERY_NANOS : LATER_EVERY_NANOS;
        if (nowUnixNanos - lastPing < every) {
            return false;
        }
        lastPing = nowUnixNanos;
        pings++;
        return true;
    }

    @Override
    public void take(Batch batch, long arrivedUnixNanos, Consumer<Batch> deliver) {
        if (batch.hasEcho()) {
            learn(batch.getEcho(), arrivedUnixNanos);
        }
        if (waitingSince == 0) {
            waitingSince = arrivedUnixNanos;
            way.pass("is attached: its first batch has come");
        }
        waiting.add(batch);
        if (known || batch.hasEnd() || arrivedUnixNanos - waitingSince > LONGEST_WAIT_NANOS) {
            waiting.forEach(each -> deliver.accept(stamped(each)));
            waiting.clear();
        }
    }

    /** Takes an answer if it is better than what is known. A ping's number is the Unix time at which it left. */
    private void learn(Echo echo, long arrivedUnixNanos) {
        long way = (arrivedUnixNanos - echo.getPing()) - (echo.getSentNs() - echo.getReceivedNs());
        long unsure = Math.max(0, way) / 2;
        if (unsure < uncertainty) {
            uncertainty = unsure;
            this.way.pass("has told its clock");
            offset = ((echo.getPing() - echo.getReceivedNs()) + (arrivedUnixNanos - echo.getSentNs())) / 2;
            known = true;
        }
    }

    private Batch stamped(Batch batch) {
        Batch.Builder stamped = batch.toBuilder().setAgent(number).clearEcho();
        if (batch.hasClock() && known) {
            Clock told = batch.getClock();
            stamped.setClock(told.toBuilder()
                    .setUnixNs(told.getMonotonicNs() + offset)
                    .setUncertaintyNs(uncertainty)
                    .setSkewNs(told.getUnixNs() - told.getMonotonicNs() - offset));
        }
        if (batch.hasAgentInfo()) {
            stamped.setAgentInfo(batch.getAgentInfo().toBuilder()
                    .setNode(agent.place().node())
                    .setNamespace(agent.place().namespace())
                    .setPod(agent.place().pod())
                    .setContainer(agent.container()));
        }
        if (agent.form() == AgentForm.POD) {
            place(stamped);
        }
        return stamped.build();
    }

    /** An agent in a pod sees no cgroups, but only what runs in that pod has sockets there. */
    private void place(Batch.Builder batch) {
        for (int i = 0; i < batch.getProcessesCount(); i++) {
            Process process = batch.getProcesses(i);
            if (process.getPodUid().isEmpty()) {
                batch.setProcesses(
                        i, process.toBuilder().setPodUid(agent.place().podUid()));
            }
        }
    }
}
