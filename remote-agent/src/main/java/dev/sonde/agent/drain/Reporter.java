package dev.sonde.agent.drain;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.governor.Governor;
import dev.sonde.agent.governor.OwnCost;
import dev.sonde.agent.governor.ShedLevel;
import dev.sonde.agent.kernel.Attachment;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.kernel.Missing;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Echo;
import dev.sonde.protocol.v1.End;
import dev.sonde.protocol.v1.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes what the agent says of itself: who it is, its clocks, its cost, its end. Owned by the drain thread. */
final class Reporter {
    private final KernelProbes probes;
    private final BatchBuilder batch;
    private final OwnCost cost = new OwnCost();
    private final long startedUnixNanos = unixNanos();
    private long lastHealthNanos;
    private long lastCpuNanos;
    private long lastCompilerNanos;
    private long records;
    private long ringPeakBytes;
    private double cores;

    Reporter(KernelProbes probes, BatchBuilder batch, long nowNanos) {
        this.probes = probes;
        this.batch = batch;
        countFrom(nowNanos);
    }

    /** Leaves the cost until now out of the next {@link #health}. */
    final void countFrom(long nowNanos) {
        lastHealthNanos = nowNanos;
        cost.read();
        lastCpuNanos = cost.cpuNanos();
        lastCompilerNanos = cost.compilerNanos();
    }

    /** Takes note of a drain. */
    void drained(int count, long ringBytes) {
        records += count;
        ringPeakBytes = Math.max(ringPeakBytes, ringBytes);
    }

    /** Reads the cost since the last {@link #health}; {@link #cores} and {@link #residentBytes} are of then. */
    void measure(long nowNanos) {
        cost.read();
        long own = cost.cpuNanos() - lastCpuNanos - (cost.compilerNanos() - lastCompilerNanos);
        cores = (double) own / Math.max(1, nowNanos - lastHealthNanos);
    }

    /** Cores that were used, without those of the compiler. */
    double cores() {
        return cores;
    }

    long residentBytes() {
        return cost.residentBytes();
    }

    /** Writes the cost that was measured, and the clocks. */
    void health(Governor governor, ProgramCost programs, long ringBytes, long nowNanos) {
        ShedLevel level = governor.level();
        Health.Builder health = Health.newBuilder()
                .setIntervalNs(nowNanos - lastHealthNanos)
                .setCpuNs(cost.cpuNanos() - lastCpuNanos)
                .setRssBytes(cost.residentBytes())
                .setRssPeakBytes(cost.peakResidentBytes())
                .setRecords(records)
                .setRingBytes(ringBytes)
                .setRingPeakBytes(ringPeakBytes)
                .setCpuBudget(governor.cpuBudget())
                .setMemoryBudgetBytes(governor.memoryBudget())
                .addAllShed(level.words())
                .setSampleOneIn(level.sampleOneIn());
        if (programs.cores() >= 0) {
            health.setBpfNsPlus1((long) (programs.cores() * (nowNanos - lastHealthNanos)) + 1);
        }
        batch.add(Batch.HEALTH_FIELD_NUMBER, health.build());
        clock();
        lastHealthNanos = nowNanos;
        lastCpuNanos = cost.cpuNanos();
        lastCompilerNanos = cost.compilerNanos();
        records = 0;
        ringPeakBytes = 0;
    }

    /** Writes a reading of both clocks. */
    void clock() {
        long before = System.nanoTime();
        long unix = unixNanos();
        long after = System.nanoTime();
        batch.add(
                Batch.CLOCK_FIELD_NUMBER,
                Clock.newBuilder()
                        .setMonotonicNs(before + (after - before) / 2)
                        .setUnixNs(unix)
                        // Java reads the clock to the microsecond.
                        .setUncertaintyNs((after - before) / 2 + 1000)
                        .build());
    }

    /** Answers a ping with when it came and, as nearly as can be, when this leaves. */
    void echo(long number, long receivedNanos) {
        batch.add(
                Batch.ECHO_FIELD_NUMBER,
                Echo.newBuilder()
                        .setPing(number)
                        .setReceivedNs(receivedNanos)
                        .setSentNs(System.nanoTime())
                        .build());
    }

    /** Writes who the agent is and how it watches. */
    void info(Attachment attachment) {
        AgentInfo.Builder info = AgentInfo.newBuilder()
                .setNode(line("/proc/sys/kernel/hostname"))
                .setVersion(version())
                .setKernel(line("/proc/sys/kernel/osrelease"))
                .setArchitecture(System.getProperty("os.arch", ""))
                .addAllAttach(attachment.points())
                .setStartedUnixNs(startedUnixNanos)
                .setPid((int) ProcessHandle.current().pid())
                .setSource("ebpf");
        missing(info, probes.missing());
        missing(info, attachment.missing());
        batch.add(Batch.AGENT_INFO_FIELD_NUMBER, info.build());
        clock();
    }

    /** Writes that this is the last batch. */
    void end(String reason) {
        batch.add(Batch.END_FIELD_NUMBER, End.newBuilder().setReason(reason).build());
    }

    private static void missing(AgentInfo.Builder info, List<Missing> all) {
        for (Missing missing : all) {
            info.addMissing(dev.sonde.protocol.v1.Missing.newBuilder()
                    .setWhat(missing.what())
                    .setWhy(missing.why())
                    .setRemedy(missing.remedy()));
        }
    }

    private static long unixNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static String version() {
        String version = Reporter.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    private static String line(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return ""; // no proc file system: not known
        }
    }
}
