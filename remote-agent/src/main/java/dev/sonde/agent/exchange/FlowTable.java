package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Rest;
import dev.sonde.dissectors.Workspace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is kept of each watched end to read its exchanges, by its slot. Owned by the drain thread. */
final class FlowTable {
    /** Ends with a dissector: what is beyond is forgotten. */
    private static final int MAX_DISSECTED = 16_384;

    /** What has been silent for so long rests: of it is kept what {@link Rest} says. */
    private static final long RESTING_NANOS = 2_000_000_000L;

    /** Where there are so many, */
    private static final int MANY = 512;

    /** their dissectors are given up after so long: they are most of what is kept. */
    private static final long MANY_NANOS = 300_000_000L;

    /** Of all, at each call. */
    private static final int LOOKED_ONE_IN = 4;

    private @Nullable Flow[] flows = new Flow[256];
    private int dissected;
    private int sweep;

    /** The flow of an end, made when it is new. */
    Flow of(SocketEnd end) {
        int slot = end.slot();
        if (slot >= flows.length) {
            flows = Arrays.copyOf(flows, Math.max(slot + 1, flows.length * 2));
        }
        Flow flow = flows[slot];
        if (flow == null || flow.end != end) {
            flow = new Flow(end);
            flows[slot] = flow;
        }
        return flow;
    }

    /** The flow of an end, or null when there is none. */
    @Nullable
    Flow ifThere(SocketEnd end) {
        Flow flow = end.slot() < flows.length ? flows[end.slot()] : null;
        return flow != null && flow.end == end ? flow : null;
    }

    void remove(SocketEnd end) {
        Flow flow = ifThere(end);
        if (flow != null) {
            dissected -= flow.dissector == null ? 0 : 1;
            flows[end.slot()] = null;
        }
    }

    /** Gives an end a dissector. */
    void dissect(Flow flow, ConnectionDissector dissector, Workspace workspace) {
        dissected += flow.dissector == null ? 1 : 0;
        flow.dissector = dissector;
        flow.workspace = workspace;
    }

    /** Whether more have a dissector than there is room for. */
    boolean crowded() {
        return dissected > MAX_DISSECTED;
    }

    /** Lets some ends rest that have been silent between two exchanges; looks at a few at each call. */
    void rest(long nowNanos) {
        long few = nowNanos - (dissected > MANY ? MANY_NANOS : RESTING_NANOS);
        for (int looks = flows.length / LOOKED_ONE_IN; looks > 0; looks--) {
            sweep = sweep + 1 < flows.length ? sweep + 1 : 0;
            Flow flow = flows[sweep];
            if (flow == null || flow.end.lastSeenNanos() > few) {
                continue;
            }
            dissected -= flow.lull() ? 1 : 0;
            if (flow.end.lastSeenNanos() < nowNanos - RESTING_NANOS && flow.rests()) {
                remove(flow.end);
            }
        }
    }
}
