package dev.sonde.core.store;

import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent of the session, as far as it was heard of.
 *
 * @param agent its number in the session, from 1
 * @param about what it said of itself
 * @param clock how its clock maps to Unix time
 * @param cost what it costs its node
 * @param end how it ended, or null while it runs or when it vanished
 */
public record AgentStatus(
        int agent,
        About about,
        ClockMapping clock,
        Cost cost,
        @Nullable End end) {
    /** Where it watches from: of several in one place only the newest can be there still, unless the node is not known. */
    public Place place() {
        return new Place(about.node, about.source, about.home.namespace, about.home.pod);
    }

    /** A node, and the pod on it that an agent is in; empty outside of clusters. */
    public record Place(String node, String source, String namespace, String pod) {}

    /**
     * What an agent says of itself.
     *
     * @param node name of its node
     * @param source {@code ebpf} or {@code pcap}
     * @param build its version, kernel and architecture
     * @param attach how the probes are attached, one entry a probe
     * @param missing what this kernel or these privileges don't permit
     * @param process when it was started, its pid and size of its image
     * @param home where it runs in a cluster
     */
    public record About(
            String node,
            String source,
            Build build,
            List<String> attach,
            List<Missing> missing,
            Started process,
            Home home) {
        static About of(AgentInfo told) {
            return new About(
                    told.getNode(),
                    told.getSource(),
                    new Build(told.getVersion(), told.getKernel(), told.getArchitecture()),
                    List.copyOf(told.getAttachList()),
                    told.getMissingList().stream()
                            .map(m -> new Missing(m.getWhat(), m.getWhy(), m.getRemedy()))
                            .toList(),
                    new Started(told.getStartedUnixNs(), told.getPid(), told.getImageBytes()),
                    new Home(told.getNamespace(), told.getPod(), told.getContainer()));
        }
    }

    /** Version of the agent, release of its kernel and architecture of its machine. */
    public record Build(String version, String kernel, String architecture) {}

    /** When it started in Unix nanoseconds, under which pid, from an image of how many bytes; 0 is not known. */
    public record Started(long unixNanos, int pid, long imageBytes) {}

    /** The namespace, pod and container it runs in; empty outside of clusters. */
    public record Home(String namespace, String pod, String container) {}

    /** Something that would be seen with other privileges or another kernel. */
    public record Missing(String what, String why, String remedy) {}

    /**
     * The clock of the agent's node against the others.
     *
     * @param offsetNanos Unix time minus monotonic time, as used
     * @param uncertaintyNanos how far that may be off
     * @param driftNanos how much the node's wall clock has moved against its monotonic clock since the agent's first word
     * @param completeUntilNanos what was seen up to here has arrived, in Unix nanoseconds; 0 before the first word of it
     * @param skewNanos how far its node's wall clock is ahead of the workstation's, where that was measured, else null
     */
    public record ClockMapping(
            long offsetNanos,
            long uncertaintyNanos,
            long driftNanos,
            long completeUntilNanos,
            @Nullable Long skewNanos) {}

    /**
     * What it costs its node.
     *
     * @param last the last reading, or null before the first
     * @param cpuNanos CPU time of the agent since its first reading
     * @param bpfNanos run time of its kernel programs since then, or null where the kernel doesn't say
     * @param intervalNanos time that these were measured over
     * @param cpuPeakRatio highest share of one core in any second, kernel programs included where known
     */
    public record Cost(
            @Nullable Health last, long cpuNanos, @Nullable Long bpfNanos, long intervalNanos, double cpuPeakRatio) {
        static final Cost NONE = new Cost(null, 0, null, 0, 0);

        private static final long SECOND_NANOS = 1_000_000_000L;

        /** Mean share of one core, kernel programs included where known, or null before the first reading. */
        public @Nullable Double cpuRatio() {
            if (intervalNanos == 0) {
                return null;
            }
            return (double) (cpuNanos + (bpfNanos == null ? 0 : bpfNanos)) / intervalNanos;
        }

        /** Resident memory at the last reading; -1 before the first. */
        public long rssBytes() {
            return last == null ? -1 : last.getRssBytes();
        }

        Cost plus(Health health) {
            long cpu = health.getCpuNs();
            Long bpf = bpfNanos;
            if (health.getBpfNsPlus1() != 0) {
                bpf = (bpf == null ? 0 : bpf) + health.getBpfNsPlus1() - 1;
                cpu += health.getBpfNsPlus1() - 1;
            }
            // An agent that ends tells of some milliseconds, in which one tick of the kernel's clock would be half a
            // core.
            double ratio = (double) cpu / Math.max(health.getIntervalNs(), SECOND_NANOS);
            return new Cost(
                    health,
                    cpuNanos + health.getCpuNs(),
                    bpf,
                    intervalNanos + health.getIntervalNs(),
                    Math.max(cpuPeakRatio, ratio));
        }
    }

    /** When it ended, in Unix nanoseconds of its own clock, and why. */
    public record End(long unixNanos, String reason) {}
}
