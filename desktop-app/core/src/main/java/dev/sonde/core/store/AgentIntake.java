package dev.sonde.core.store;

import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Strings;
import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one agent's numbers mean in the session: its strings, connections, processes and clock. Owned by the writer.
 */
final class AgentIntake {
    /** A clock that is off by more than this was set, or the machine slept: the mapping is made anew. */
    private static final long CLOCK_STEP_NANOS = 50_000_000;

    private static final int MISSING_REMEMBERED = 4096;
    private static final int MAX_STRINGS = 1 << 22;

    final int agent;

    /** Number of this run among those of all agents: one that comes with the number of another is another. */
    final int run;

    final IntMap processes = new IntMap();
    IntMap connections = new IntMap();

    final WaitIntake waits = new WaitIntake();

    /** Of its connections, those of which it sees the client's end alone; -1 for those whose other end it has found since. */
    IntMap clientEnds = new IntMap();

    private final TreeSet<Long> missing = new TreeSet<>();
    private int[] strings = new int[64];
    private long lastSequence;
    private boolean beginsInTheMiddle;
    private boolean isGreeted;
    private long greetedNanos;
    private boolean clockKnown;
    private long offset;
    private long uncertainty;
    private long drift;
    private @Nullable Long skew;
    private long completeUntil;
    private long firstNanos = Long.MAX_VALUE;
    AgentStatus.@Nullable About about;
    AgentStatus.Cost cost = AgentStatus.Cost.NONE;
    AgentStatus.@Nullable End end;

    AgentIntake(int agent, int run) {
        this.agent = agent;
        this.run = run;
        Arrays.fill(strings, -1);
        strings[0] = 0;
    }

    /** What the number of a batch says. */
    enum Arrival {
        NEXT,
        AFTER_GAP,
        LATE,
        DUPLICATE
    }

    /** Judges a batch's number; 0 is a batch outside of the count. */
    Arrival arrived(long sequence) {
        if (sequence == 0) {
            beginsInTheMiddle |= lastSequence == 0;
            return Arrival.NEXT;
        }
        if (lastSequence == 0 && beginsInTheMiddle) {
            // A part of a recording: what came before it was not asked for, so it is not lost.
            lastSequence = sequence;
            return Arrival.NEXT;
        }
        if (sequence <= lastSequence) {
            return missing.remove(sequence) ? Arrival.LATE : Arrival.DUPLICATE;
        }
        boolean gap = sequence > lastSequence + 1;
        for (long lost = lastSequence + 1; lost < sequence && missing.size() < MISSING_REMEMBERED; lost++) {
            missing.add(lost);
        }
        lastSequence = sequence;
        return gap ? Arrival.AFTER_GAP : Arrival.NEXT;
    }

    /** Says whether a first batch is that of another run of the agent, rather than the first one of this run again. */
    boolean wasBefore(Batch first) {
        AgentStatus.About said = about;
        boolean other = said != null
                && first.hasAgentInfo()
                && (first.getAgentInfo().getPid() != said.process().pid()
                        || first.getAgentInfo().getStartedUnixNs()
                                != said.process().unixNanos());
        return lastSequence > 0 && (end != null || other);
    }

    /**
     * Takes note of a batch with the number 1. One of another moment than before is the first of a new connection to the same
     * agent, which numbers its batches anew and goes on with its ids.
     */
    void greeted(long baseNanos) {
        if (isGreeted && baseNanos != greetedNanos) {
            lastSequence = 0;
            missing.clear();
            waits.clear();
        }
        isGreeted = true;
        greetedNanos = baseNanos;
    }

    /** Number of the last batch, in order. */
    long lastSequence() {
        return lastSequence;
    }

    void clock(Clock reading) {
        long now = reading.getUnixNs() - reading.getMonotonicNs();
        if (reading.getSkewNs() != 0) {
            skew = reading.getSkewNs();
        }
        if (!clockKnown) {
            clockKnown = true;
            offset = now;
            uncertainty = reading.getUncertaintyNs();
        }
        drift = now - offset;
        if (Math.abs(drift) > CLOCK_STEP_NANOS + reading.getUncertaintyNs()) {
            offset = now;
            drift = 0;
            uncertainty = reading.getUncertaintyNs();
        }
    }

    long unixNanos(long monotonicNanos) {
        return monotonicNanos + offset;
    }

    void strings(Strings told) {
        int first = told.getFirstId();
        int end = first + told.getValuesCount();
        if (first < 1 || end < first || end > MAX_STRINGS) {
            throw new IllegalArgumentException("string ids from " + first + " to " + end);
        }
        if (end > strings.length) {
            int known = strings.length;
            strings = Arrays.copyOf(strings, Math.max(end, known * 2));
            Arrays.fill(strings, known, strings.length, -1);
        }
    }

    void string(int id, int sessionId) {
        strings[id] = sessionId;
    }

    /** The session's string id, or -1 when it was never told. */
    int string(int id) {
        return id >= 0 && id < strings.length ? strings[id] : -1;
    }

    void seen(Batch batch, long firstRowNanos, long lastRowNanos) {
        long base = batch.getBaseNs() == 0 ? Long.MAX_VALUE : unixNanos(batch.getBaseNs());
        firstNanos = Math.min(firstNanos, Math.min(base, firstRowNanos));
        long edge = batch.getCompleteUntilNs() == 0 ? lastRowNanos : unixNanos(batch.getCompleteUntilNs());
        completeUntil = Math.max(completeUntil, edge);
    }

    /** First moment it told of, {@link Long#MAX_VALUE} before. */
    long firstNanos() {
        return firstNanos;
    }

    long completeUntilNanos() {
        return completeUntil;
    }

    AgentStatus status() {
        AgentStatus.About said =
                about != null ? about : AgentStatus.About.of(dev.sonde.protocol.v1.AgentInfo.getDefaultInstance());
        return new AgentStatus(
                agent, said, new AgentStatus.ClockMapping(offset, uncertainty, drift, completeUntil, skew), cost, end);
    }

    String node() {
        return about == null ? "" : about.node();
    }
}
