package dev.sonde.agent.exchange;

import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Silence;
import java.util.ArrayDeque;

/**
 * Flows whose response is open, in the order in which they were last looked at: silence ends what framing can't. Owned by the drain
 * thread.
 */
final class QuietFlows {
    /** A response is taken for ended when nothing came for so long and framing could not tell, */
    static final long SILENCE_NANOS = 1_000_000_000L;

    /** or for so long where it comes in parts. */
    static final long PARTS_NANOS = 15_000_000_000L;

    private final ArrayDeque<Flow> flows = new ArrayDeque<>();

    /** What to do with a response that is over. */
    interface Ender {
        void end(Flow flow);
    }

    /** Bytes of an open response passed. */
    void opened(Flow flow, long timeNanos, long nowNanos) {
        flow.open = true;
        flow.activeNanos = Math.max(flow.activeNanos, timeNanos);
        if (!flow.queued) {
            flow.queued = true;
            flow.queuedNanos = nowNanos;
            flows.addLast(flow);
        }
    }

    /** Ends what has been silent for long enough. */
    void tick(long nowNanos, Ender ender) {
        for (int i = flows.size(); i > 0; i--) {
            Flow flow = flows.getFirst();
            if (flow.queuedNanos > nowNanos - SILENCE_NANOS) {
                return;
            }
            flows.removeFirst();
            if (flow.open && waits(flow, nowNanos)) {
                flow.queuedNanos = nowNanos;
                flows.addLast(flow);
            } else {
                flow.queued = false;
                ender.end(flow);
            }
        }
    }

    /** Ends all. */
    void endAll(Ender ender) {
        for (Flow flow = flows.pollFirst(); flow != null; flow = flows.pollFirst()) {
            flow.queued = false;
            ender.end(flow);
        }
    }

    private static boolean waits(Flow flow, long nowNanos) {
        ConnectionDissector dissector = flow.dissector;
        Silence silence = dissector == null ? Silence.ENDS : dissector.silence();
        return switch (silence) {
            case ENDS -> flow.activeNanos > nowNanos - SILENCE_NANOS;
            case ENDS_LATE -> flow.activeNanos > nowNanos - PARTS_NANOS;
            case SAYS_NOTHING -> true;
        };
    }
}
