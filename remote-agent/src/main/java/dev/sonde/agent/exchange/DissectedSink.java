package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.ExchangeRow;
import dev.sonde.agent.batch.StringTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.EndpointLimit;
import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.ExchangeView;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/** Makes rows of what the dissectors find. One for all connections: it is told which is fed. Owned by the drain thread. */
final class DissectedSink implements ExchangeSink {
    private final EndJoiner joiner;
    private final StringTable names;
    private final LossLedger losses;
    private final EndpointLimit endpoints = new EndpointLimit();
    private @Nullable Flow fed;
    private long nowNanos;
    private boolean countOnly;

    DissectedSink(EndJoiner joiner, StringTable names, LossLedger losses) {
        this.joiner = joiner;
        this.names = names;
        this.losses = losses;
    }

    /** Says whose bytes are fed from here on. */
    void feed(Flow flow) {
        fed = flow;
    }

    void now(long timeNanos) {
        nowNanos = timeNanos;
    }

    void countOnly(boolean only) {
        countOnly = only;
    }

    @Override
    public void exchange(ExchangeView view) {
        Flow flow = flow();
        if (limit(flow, view)) {
            losses.count("names", "exchanges", "different endpoints beyond the limit", 1, view.startNanos);
        }
        WaitingRow waiting = joiner.row();
        ExchangeRow row = waiting.row;
        row.connection = flow.end.connection().id();
        row.startNanos = view.startNanos;
        row.protocol = view.protocol.getNumber();
        row.endpoint = names.intern(view.endpoint, 0, view.endpointLength);
        row.status = view.status;
        row.requestBytes = view.requestBytes;
        row.responseBytes = view.responseBytes;
        row.rows = view.rows;
        row.requestSequence = (int) view.requestOffset;
        long duration = since(view.startNanos, view.endNanos);
        long firstByte = since(view.startNanos, view.firstByteNanos);
        if (flow.end.role() == Role.SERVER) {
            row.flags = view.flags | ExchangeFlag.AT_SERVER_VALUE;
            row.serverDurationNanos = duration;
            row.serverFirstByteNanos = firstByte;
            row.clientDurationNanos = ExchangeRow.UNKNOWN;
            row.clientFirstByteNanos = ExchangeRow.UNKNOWN;
        } else {
            row.flags = view.flags | ExchangeFlag.AT_CLIENT_VALUE;
            row.clientDurationNanos = duration;
            row.clientFirstByteNanos = firstByte;
            row.serverDurationNanos = ExchangeRow.UNKNOWN;
            row.serverFirstByteNanos = ExchangeRow.UNKNOWN;
        }
        if (countOnly) {
            row.detailLength = 0;
            joiner.sendNow(flow, waiting);
        } else {
            waiting.detail(view.detail, view.detailLength);
            joiner.complete(flow, waiting, nowNanos);
        }
    }

    /** The string that names what waits for its response. */
    int endpoint(Flow flow, ExchangeView view) {
        var _ = limit(flow, view);
        return names.intern(view.endpoint, 0, view.endpointLength);
    }

    @Override
    public void unpaired(Protocol protocol, String cause, long count, long timeNanos) {
        Flow flow = flow();
        if (!flow.asked && flow.end.connection().openedBefore() && cause.equals(ConnectionDissector.NO_REQUEST)) {
            losses.count("before_attach", "exchanges", "asked for before the agent was there", count, timeNanos);
            return;
        }
        losses.count("unpaired", "exchanges", cause, count, timeNanos);
    }

    @Override
    public boolean nothingAsked() {
        Flow flow = flow();
        boolean heard = flow.met || flow.asked || flow.held != null || flow.dissector == null || flow.dissector.asked();
        return !heard && !flow.end.connection().openedBefore();
    }

    @Override
    public void opaque(Protocol protocol, String reason, long timeNanos) {
        Flow flow = flow();
        boolean missedAll = !flow.asked && flow.end.connection().openedBefore();
        if (!missedAll || !reason.equals(ConnectionDissector.UNKNOWN)) {
            flow.end.connection().opaque(names.intern(reason));
        }
    }

    /** Names too many endpoints of a server as one; says whether it did. */
    private boolean limit(Flow flow, ExchangeView view) {
        SocketEnd end = flow.end;
        long server =
                end.role() == Role.SERVER ? end.tuple().localKey() : end.tuple().remoteKey();
        return endpoints.apply(server, view);
    }

    private Flow flow() {
        Flow flow = fed;
        if (flow == null) {
            throw new IllegalStateException("no connection is fed");
        }
        return flow;
    }

    private static long since(long startNanos, long endNanos) {
        return endNanos == ExchangeView.UNKNOWN ? ExchangeRow.UNKNOWN : Math.max(0, endNanos - startNanos);
    }
}
