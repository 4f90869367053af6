package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Rest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is kept of each watched end to read its exchanges, by its slot. Owned by the drain thread. */
final class FlowTable {
    /** Ends of which all is kept: what is beyond rests as soon as it can. */
    static final int MAX_AWAKE = 16_384;

    /** What has been silent for so long rests: of it is kept what {@link Rest} says, */
    static final long RESTING_NANOS = 2_000_000_000L;

    /** or for so long where more are awake than may be. */
    private static final long SOON_NANOS = 200_000_000L;

    private static final int LOOKS = 512;

    private @Nullable Flow[] flows = new Flow[256];
    private int awake;
    private int sweep;

    /** The flow of an end, made when it is new. */
    Flow of(SocketEnd end) {
        int slot = end.slot();
        if (slot >= flows.length) {
            flows = Arrays.copyOf(flows, Math.max(slot + 1, flows.length * 2));
        }
        Flow flow = flows[slot];
        if (flow == null || flow.end != end) {
            awake += flow == null ? 1 : 0;
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
        if (ifThere(end) != null) {
            flows[end.slot()] = null;
            awake--;
        }
    }

    /** How many there are. */
    int awake() {
        return awake;
    }

    /** Lets some ends rest that have been silent between two exchanges; looks at a few at each call. */
    void rest(long nowNanos) {
        boolean many = awake > MAX_AWAKE;
        long before = nowNanos - (many ? SOON_NANOS : RESTING_NANOS);
        for (int looks = many ? flows.length : LOOKS; looks > 0; looks--) {
            sweep = sweep + 1 < flows.length ? sweep + 1 : 0;
            Flow flow = flows[sweep];
            if (flow != null && flow.end.lastSeenNanos() < before && flow.rests()) {
                ConnectionDissector dissector = flow.dissector;
                if (dissector != null) {
                    flow.end.rest(dissector.rest());
                }
                remove(flow.end);
            }
        }
    }
}
