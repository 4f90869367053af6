package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.WaitRow;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.ExchangeView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that have waited long for their responses: tells of them while they wait, and once they wait no longer. Owned by the drain
 * thread.
 */
final class OpenWaits {
    /** What is answered sooner is told of by its exchange alone. */
    static final long LONG_NANOS = 1_000_000_000L;

    /** Of all connections together. */
    static final int MOST = 4096;

    private final RowOutlet outlet;
    private final DissectedSink names;
    private final WaitRow row = new WaitRow();
    private final List<Flow> flows = new ArrayList<>();
    private int told;

    OpenWaits(RowOutlet outlet, DissectedSink names) {
        this.outlet = outlet;
        this.names = names;
    }

    /** A request was read that may wait long. */
    void asked(Flow flow) {
        if (!flow.mayWait) {
            flow.mayWait = true;
            flows.add(flow);
        }
    }

    /** Tells what began or ceased to wait. */
    void report(BatchBuilder batch, long nowNanos) {
        int kept = 0;
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            if (look(flow, batch, nowNanos)) {
                flows.set(kept++, flow);
            } else {
                flow.mayWait = false;
            }
        }
        flows.subList(kept, flows.size()).clear();
    }

    /** A new client knows of none. */
    void forgetTold() {
        told = 0;
        for (Flow flow : flows) {
            flow.waitTold = false;
        }
    }

    /** Whether something of it waits. */
    private boolean look(Flow flow, BatchBuilder batch, long nowNanos) {
        ConnectionDissector dissector = flow.dissector;
        @Nullable ExchangeView view = dissector == null ? null : dissector.unanswered();
        if (flow.waitTold && (view == null || view.startNanos != flow.waitStartNanos)) {
            over(flow, batch);
        }
        if (view == null) {
            return false;
        }
        if (!flow.waitTold && told < MOST && nowNanos - view.startNanos >= LONG_NANOS && outlet.asksFor(flow)) {
            begins(flow, view, batch);
        }
        return true;
    }

    private void begins(Flow flow, ExchangeView view, BatchBuilder batch) {
        flow.waitTold = true;
        flow.waitStartNanos = view.startNanos;
        told++;
        row.connection = flow.end.connection().id();
        row.startNanos = view.startNanos;
        row.protocol = view.protocol.getNumber();
        row.endpoint = names.endpoint(flow, view);
        row.flags = 0;
        batch.add(row);
    }

    private void over(Flow flow, BatchBuilder batch) {
        flow.waitTold = false;
        told--;
        row.connection = flow.end.connection().id();
        row.startNanos = flow.waitStartNanos;
        row.protocol = 0;
        row.endpoint = 0;
        row.flags = WaitRow.OVER;
        batch.add(row);
    }
}
