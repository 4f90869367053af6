package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.SocketEnd;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is kept of each watched end to read its exchanges, by its slot. Owned by the drain thread. */
final class FlowTable {
    private @Nullable Flow[] flows = new Flow[256];

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
        if (ifThere(end) != null) {
            flows[end.slot()] = null;
        }
    }
}
