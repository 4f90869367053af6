package dev.sonde.core.session;

import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.AgentStatus;
import dev.sonde.protocol.v1.Health;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a session stands. A snapshot that can be kept.
 *
 * @param source what the source said last
 * @param recorder how the recording stands
 * @param cost what the agents use, all together
 * @param batches batches taken in so far
 * @param lost things that happened and were not recorded, over all causes
 * @param completeUntilNanos everything up to here has arrived, in Unix nanoseconds; 0 before the first batch
 */
public record SessionState(
        SourceState source, RecorderState recorder, AgentCost cost, long batches, long lost, long completeUntilNanos) {

    /** Whether it is of a recording that nobody closed: what happened at its end may be missing, and nothing tells of it. */
    public boolean isUnclosed() {
        return source instanceof SourceState.Ended(String reason) && reason.startsWith(RecordingSource.UNCLOSED);
    }

    /**
     * What the agents of a session use, as last reported.
     *
     * @param cpuCores user time and BPF run time, in cores; -1 when not known
     * @param rssBytes resident memory now; -1 when not known
     * @param rssPeakBytes most resident memory so far; -1 when not known
     */
    public record AgentCost(double cpuCores, long rssBytes, long rssPeakBytes) {
        /** Before anything was reported. */
        public static final AgentCost UNKNOWN = new AgentCost(-1, -1, -1);

        /** Of those that run: one that vanished is not known to have ended until another came to its place. */
        static AgentCost of(List<AgentStatus> agents) {
            Map<AgentStatus.Place, Integer> newest = new HashMap<>();
            agents.forEach(agent -> newest.merge(agent.place(), agent.agent(), Math::max));
            AgentCost sum = UNKNOWN;
            for (AgentStatus agent : agents) {
                Health last = agent.cost().last();
                boolean replaced =
                        !agent.place().node().isEmpty() && newest.getOrDefault(agent.place(), 0) > agent.agent();
                boolean gone = agent.end() != null || replaced;
                if (last != null && last.getIntervalNs() != 0 && !gone) {
                    sum = sum.plus(last);
                }
            }
            return sum;
        }

        private AgentCost plus(Health last) {
            long used = last.getCpuNs() + Math.max(0, last.getBpfNsPlus1() - 1);
            return new AgentCost(
                    Math.max(0, cpuCores) + (double) used / last.getIntervalNs(),
                    Math.max(0, rssBytes) + last.getRssBytes(),
                    Math.max(0, rssPeakBytes) + last.getRssPeakBytes());
        }
    }
}
