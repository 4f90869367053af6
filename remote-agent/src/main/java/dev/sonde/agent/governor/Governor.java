package dev.sonde.agent.governor;

/**
 * Keeps the agent and its kernel programs within their budgets: predicts from the records of each drain what they will cost, compares
 * the measured cost of each second, and goes up the ladder of {@link ShedLevel} at once and down slowly. Owned by the drain thread.
 *
 * <p>In the first seconds the agent's code is not compiled yet and costs several times of what it will: the CPU budget is
 * widened for that time.
 */
public final class Governor {
    /** Cores, unless the user says otherwise. */
    public static final double DEFAULT_CPU_CORES = 0.10;

    /** Resident memory, unless the user says otherwise. */
    public static final long DEFAULT_MEMORY_BYTES = 64L << 20;

    private static final double RING_ALARM = 0.5;

    /** As good as full: what the next drain will find is lost already. */
    private static final double RING_FULL = 0.85;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long WARM_UP_NANOS = 6_000_000_000L;
    private static final double WARM_UP_FACTOR = 4;
    private static final long MIN_CALM_NANOS = 3_000_000_000L;
    private static final long MAX_CALM_NANOS = 60_000_000_000L;
    private static final double COMFORT = 0.7;

    /** Beyond this share of the budget something is given up: what a load takes goes up and down, and its peaks are to be within the budget. */
    private static final double ALARM = 0.85;

    /** Over about that time the prediction is averaged: a burst that is much shorter keeps its details. */
    private static final double PATIENCE_NANOS = 200e6;

    /** What is left of that average after a step, whose effect is still to show. */
    private static final double LEFT_BY_STEP = 0.7;

    /** With fewer a second most of what is measured is due to other things: what a record costs is not learned from it. */
    private static final int ENOUGH_RECORDS = 5000;

    /** Sending the records of an exchange takes the programs twice what counting it does (docs/benchmarks.md). */
    private static final double SENDING_TO_COUNTING = 2;

    /** What goes beyond is due to traffic without exchanges, such as bulk data, which giving up records does not change. */
    private static final double MAX_COUNTING_NANOS = 300;

    /** So long a level is kept until what the programs took was measured within it. */
    private static final long MEASURED_NANOS = 5_000_000_000L;

    /** More than this the agent's own clockwork takes on no machine. */
    private static final double MAX_FIXED_CORES = 0.02;

    /** More than this a record costs in no state of the code: what goes beyond has another cause. */
    private static final double MAX_NANOS_PER_RECORD = 20_000;

    /** With less of the cost due to records, giving up records would not help. */
    private static final double MIN_SHARE = 0.3;

    /** Memory that grows by less is not due to what is captured. */
    private static final long MEMORY_STEP_BYTES = 8L << 20;

    private final long startedNanos;
    private double cpuBudget = DEFAULT_CPU_CORES;
    private long memoryBudget = DEFAULT_MEMORY_BYTES;
    private ShedLevel level = ShedLevel.NONE;
    private double nanosPerRecord = 1500;
    private double fixedCores;
    private double countingCores;

    /** What counting a record takes the programs: as measured on one machine, until it is measured here. */
    private double countingNanos = 107;

    private long knownBytes;
    private long recordsInSecond;
    private int hotTicks;

    /** Cores, as predicted in the last drains; of each no more than what is answered without patience. */
    private double heat;

    private long calmSinceNanos;
    private long calmNeededNanos = MIN_CALM_NANOS;
    private long lastUpNanos = Long.MIN_VALUE / 2;
    private long lastDownNanos = Long.MIN_VALUE / 2;

    /** Makes a governor that begins now, with the default budgets. */
    public Governor(long nowNanos) {
        startedNanos = nowNanos;
        calmSinceNanos = nowNanos;
    }

    /** Sets the budgets; 0 keeps what was. */
    public void budget(double cpuCores, long memoryBytes) {
        if (cpuCores > 0) {
            cpuBudget = cpuCores;
        }
        if (memoryBytes > 0) {
            memoryBudget = memoryBytes;
        }
    }

    /** Cores that may be used. */
    public double cpuBudget() {
        return cpuBudget;
    }

    /** Bytes that may be resident. */
    public long memoryBudget() {
        return memoryBudget;
    }

    /** What is given up now. */
    public ShedLevel level() {
        return level;
    }

    /**
     * Takes note of a drain.
     *
     * @param records of exchanges that it brought
     * @param ringShare how full the ring was before it, 0 to 1
     * @param tickNanos since the drain before
     * @return whether the level has changed
     */
    public boolean drained(int records, double ringShare, long tickNanos, long nowNanos) {
        recordsInSecond += records;
        if (ringShare > RING_ALARM) {
            return up(stepsForRing(ringShare), nowNanos);
        }
        double allowed = allowed(nowNanos);
        double due = records * nanosPerRecord / Math.max(1, tickNanos);
        double predicted = fixedCores + due;
        hotTicks = predicted > 2 * allowed ? hotTicks + 1 : 0;
        if (hotTicks >= 2) {
            return up(steps(predicted, nowNanos), nowNanos);
        }
        double cores = predicted + counting(records, Math.max(1, tickNanos));
        heat += (Math.min(cores, 2 * allowed) - heat) * -Math.expm1(-tickNanos / PATIENCE_NANOS);
        boolean hot = Math.min(cores, heat) > ALARM * allowed && due > MIN_SHARE * cores;
        return hot && up(steps(cores, nowNanos), nowNanos);
    }

    /**
     * Takes note of a second's cost.
     *
     * @param ownCores CPU time of the process per time passed, without that of the compiler, which comes to an end by itself
     * @param programCores that of the kernel programs; negative where it is not known
     * @param residentBytes memory now
     * @return whether the level has changed
     */
    public boolean second(double ownCores, double programCores, long residentBytes, long nowNanos) {
        long records = recordsInSecond;
        learnCounting(programCores, records, nowNanos);
        double sendingCores = SENDING_TO_COUNTING * records * countingNanos / 1e9;
        countingCores = counting(records, SECOND_NANOS);
        double cores = ownCores + sendingCores + countingCores;
        double share = Math.min(ownCores + sendingCores, records * MAX_NANOS_PER_RECORD / 1e9);
        learn(ownCores, sendingCores);
        if (share > MIN_SHARE * cores && cores > ALARM * allowed(nowNanos)) {
            calmSinceNanos = nowNanos;
            // A second in which something was given up shows the cost from before, too.
            return nowNanos - lastUpNanos >= SECOND_NANOS && up(steps(cores, nowNanos), nowNanos);
        }
        if (memoryGrew(residentBytes, nowNanos)) {
            calmSinceNanos = nowNanos;
            return up(1, nowNanos);
        }
        if (costBelow(cores) >= COMFORT * cpuBudget) {
            calmSinceNanos = nowNanos;
            return false;
        }
        if (level.step() == 0 || nowNanos - calmSinceNanos < calmNeededNanos) {
            return false;
        }
        if (lastDownNanos > lastUpNanos) {
            // What was taken back last could be kept.
            calmNeededNanos = MIN_CALM_NANOS;
        }
        level(level.down(stepsBack(records)));
        lastDownNanos = nowNanos;
        calmSinceNanos = nowNanos;
        return true;
    }

    /**
     * Most of the memory is the runtime's own and stays, whatever is given up: beyond the budget only growth counts, and
     * what a step did not bring back is not asked for again. Rows go only when memory is far beyond its budget.
     */
    private boolean memoryGrew(long residentBytes, long nowNanos) {
        boolean young = nowNanos - startedNanos < WARM_UP_NANOS;
        if (young || residentBytes <= memoryBudget || residentBytes < knownBytes + MEMORY_STEP_BYTES) {
            knownBytes = young || knownBytes == 0 ? Math.max(knownBytes, residentBytes) : knownBytes;
            return false;
        }
        boolean first = knownBytes == 0;
        knownBytes = residentBytes;
        int most = residentBytes > 2 * memoryBudget ? ShedLevel.COUNT_ONLY : 1;
        return !first && level.step() < most;
    }

    private void learnCounting(double programCores, long records, long nowNanos) {
        if (programCores >= 0
                && records >= ENOUGH_RECORDS
                && nowNanos - Math.max(lastUpNanos, lastDownNanos) >= MEASURED_NANOS) {
            double parts = records * (level.sampleOneIn() + SENDING_TO_COUNTING);
            countingNanos = Math.min(programCores * 1e9 / parts, MAX_COUNTING_NANOS);
        }
    }

    private void learn(double ownCores, double sendingCores) {
        if (recordsInSecond >= ENOUGH_RECORDS) {
            double due = Math.max(0, ownCores - fixedCores) + sendingCores;
            nanosPerRecord =
                    nanosPerRecord * 0.5 + Math.clamp(due * 1e9 / recordsInSecond, 100, MAX_NANOS_PER_RECORD) * 0.5;
        } else {
            double rest = ownCores - recordsInSecond * nanosPerRecord / 1e9;
            fixedCores = fixedCores * 0.8 + Math.clamp(rest, 0, MAX_FIXED_CORES) * 0.2;
        }
        recordsInSecond = 0;
    }

    /** Cores that the programs take to count all, of which so many records came in that time. */
    private double counting(long records, long nanos) {
        return level.sampleOneIn() * records * countingNanos / nanos;
    }

    /** What stays, however much is given up: the agent's own clockwork, and that the programs count. */
    private double fixed() {
        return fixedCores + countingCores;
    }

    /** What a step less would cost: twice the records where one of two is left out now, a third more where rows return. */
    private double costBelow(double cores) {
        if (level.step() == 0) {
            return cores;
        }
        double variable = Math.max(0, cores - fixed());
        return fixed() + variable * level.growthBelow();
    }

    /**
     * How many steps to take back: as many as what comes now would still cost well below the budget. After a burst all is looked into
     * again at once, not step by step.
     *
     * @param records of the last second
     */
    private int stepsBack(long records) {
        double cost = records * nanosPerRecord / 1e9;
        int steps = 0;
        ShedLevel to = level;
        do {
            cost *= to.growthBelow();
            to = to.down(1);
            steps++;
        } while (to.step() > 0 && fixed() + cost * to.growthBelow() < COMFORT * cpuBudget);
        return steps;
    }

    private int steps(double cores, long nowNanos) {
        double excess = cores / (COMFORT * allowed(nowNanos));
        if (level.step() < ShedLevel.COUNT_ONLY && cores < 1.6 * allowed(nowNanos)) {
            return 1;
        }
        int toCounts = Math.max(0, ShedLevel.COUNT_ONLY - level.step());
        double left = toCounts > 0 ? excess / ShedLevel.ROWS_COST : excess;
        int halvings = left <= 1 ? 0 : (int) Math.ceil(Math.log(left) / Math.log(2));
        return Math.max(1, toCounts + halvings);
    }

    /** Shorter captures are a fifth of the bytes: they are tried before any exchange goes without a look. */
    private int stepsForRing(double ringShare) {
        if (level.step() == 0 && ringShare < RING_FULL) {
            return 1;
        }
        return level.step() < ShedLevel.COUNT_ONLY ? ShedLevel.COUNT_ONLY - level.step() + 1 : 2;
    }

    private boolean up(int steps, long nowNanos) {
        // What was decided a moment ago shows only in later drains.
        if (level.step() == ShedLevel.LAST || nowNanos - lastUpNanos < 90_000_000L) {
            return false;
        }
        if (nowNanos - lastDownNanos < 2 * MIN_CALM_NANOS) {
            calmNeededNanos = Math.min(MAX_CALM_NANOS, calmNeededNanos * 2);
        } else {
            calmNeededNanos = MIN_CALM_NANOS;
        }
        level(level.up(steps));
        lastUpNanos = nowNanos;
        calmSinceNanos = nowNanos;
        hotTicks = 0;
        heat *= LEFT_BY_STEP;
        return true;
    }

    private void level(ShedLevel next) {
        if (next.countOnly() != level.countOnly()) {
            nanosPerRecord *= next.countOnly() ? 1 / ShedLevel.ROWS_COST : ShedLevel.ROWS_COST;
        }
        level = next;
    }

    private double allowed(long nowNanos) {
        return nowNanos - startedNanos < WARM_UP_NANOS ? cpuBudget * WARM_UP_FACTOR : cpuBudget;
    }
}
