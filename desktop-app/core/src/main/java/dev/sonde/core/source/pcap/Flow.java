package dev.sonde.core.source.pcap;

import dev.sonde.core.source.pcap.BatchColumns.ConnectionFacts;
import dev.sonde.core.source.pcap.BatchColumns.ConnectionRow;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.ExchangeView;
import dev.sonde.dissectors.Orientation;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.Protocol;
import java.util.Arrays;
import java.util.Locale;

/** One connection of a capture: its order, its dissector, and its rows. Confined to the source's thread. */
final class Flow implements ExchangeSink, Roles {
    private static final int FLAG_SERVER_WATCHED = 2;
    private static final int FLAG_OPENED_BEFORE = 4;

    private final int id;
    private final byte[] addresses;
    private final int[] ports;
    private final BatchColumns columns;
    private final CaptureCounters counters;
    private final ConnectionDissector dissector;
    private final TcpConnection tcp;
    private String opaque = "";

    /** Makes a flow whose side 0 sent this segment. */
    Flow(int id, Segment first, Workspace workspace, BatchColumns columns, CaptureCounters counters) {
        this.id = id;
        this.addresses = first.addresses.clone();
        this.ports = new int[] {first.sourcePort, first.targetPort};
        this.columns = columns;
        this.counters = counters;
        this.dissector = new ConnectionDissector(workspace, this);
        this.tcp = new TcpConnection(first.timeNanos, this, dissector, counters);
    }

    TcpConnection tcp() {
        return tcp;
    }

    /** Which side sent this segment of this flow. */
    int senderOf(Segment s) {
        boolean first = s.sourcePort == ports[0]
                && Arrays.equals(s.addresses, 0, 16, addresses, 0, 16)
                && s.targetPort == ports[1];
        return first ? 0 : 1;
    }

    @Override
    public int guess(int sender, Segment segment) {
        Orientation seen = Orientation.of(segment.bytes, segment.payloadFrom, segment.captured);
        Direction direction = seen.direction();
        if (direction == null) {
            return seen == Orientation.UNREADABLE ? fallback() : -1;
        }
        return direction == Direction.REQUEST ? sender : 1 - sender;
    }

    @Override
    public int fallback() {
        return ports[0] < ports[1] ? 1 : 0;
    }

    @Override
    public void decided(int client) {
        row();
    }

    private void row() {
        int client = tcp.client();
        int server = 1 - client;
        int flags = FLAG_SERVER_WATCHED | (tcp.fromTheStart() ? 0 : FLAG_OPENED_BEFORE);
        columns.connection(new ConnectionRow(
                id,
                Addresses.text(addresses, 16 * client),
                ports[client],
                Addresses.text(addresses, 16 * server),
                ports[server],
                new ConnectionFacts(flags, tcp.openedNanos(), opaque)));
    }

    @Override
    public void exchange(ExchangeView exchange) {
        int server = 1 - Math.max(0, tcp.client());
        long address = Arrays.hashCode(Arrays.copyOfRange(addresses, 16 * server, 16 * server + 16));
        columns.exchange(id, address << 16 | ports[server], exchange);
    }

    @Override
    public void unpaired(Protocol protocol, String cause, long count, long timeNanos) {
        counters.add(cause, "could not be paired, " + protocol.name().toLowerCase(Locale.ROOT), count, timeNanos);
    }

    @Override
    public boolean nothingAsked() {
        return tcp.fromTheStart() && tcp.client() >= 0 && !tcp.side(tcp.client()).delivered;
    }

    @Override
    public void opaque(Protocol protocol, String reason, long timeNanos) {
        opaque = reason;
        row();
    }

    /** Ends the flow: because the capture moved on, or at the capture's end. */
    void end(boolean endOfCapture) {
        boolean closed = tcp.closed();
        if (endOfCapture) {
            tcp.endOfCapture();
        } else {
            tcp.close(tcp.lastNanos());
        }
        int client = tcp.client();
        boolean spoke = tcp.side(0).bytes + tcp.side(1).bytes > 0;
        if (opaque.isEmpty() && spoke && dissector.protocol() == Protocol.PROTOCOL_UNKNOWN) {
            opaque(Protocol.PROTOCOL_UNKNOWN, "unknown protocol", tcp.lastNanos());
        }
        if (client >= 0) {
            columns.stats(id, tcp.lastNanos(), tcp.side(1 - client), tcp.side(client), closed);
        }
    }
}
