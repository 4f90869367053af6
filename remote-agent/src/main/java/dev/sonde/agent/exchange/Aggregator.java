package dev.sonde.agent.exchange;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sonde.agent.batch.AggregateRow;
import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.ExchangeRow;
import dev.sonde.agent.batch.StringTable;
import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.LongTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.protocol.latency.LatencySketch;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts exchanges that have no row of their own, by the two ends' names, endpoint and outcome, until the next batch.
 * Exact in calls; beyond a bound of groups, endpoints fall into one. Owned by the drain thread.
 */
public final class Aggregator {
    static final int MAX_GROUPS = 512;
    private static final int KEPT_FLAGS =
            ExchangeFlag.ERROR_VALUE | ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE;

    private final LongTable<Group> groups = new LongTable<>(MAX_GROUPS);
    private final List<Group> used = new ArrayList<>();
    private final List<Group> spare = new ArrayList<>();
    private final AggregateRow row = new AggregateRow();
    private final StringTable strings;

    private static final class Group {
        int connection;
        long pair;
        int protocol;
        int endpoint;
        int status;
        int flags;
        long firstNanos;
        long lastNanos;
        long calls;
        long requestBytes;
        long responseBytes;

        @Nullable
        DDSketch sketch;

        @Nullable
        Group next;

        boolean is(long otherPair, int otherProtocol, int otherEndpoint, int otherStatus, int otherFlags) {
            return pair == otherPair
                    && protocol == otherProtocol
                    && endpoint == otherEndpoint
                    && status == otherStatus
                    && flags == otherFlags;
        }
    }

    /**
     * Makes an empty one.
     *
     * @param strings knows the string for what is beyond the bound
     */
    public Aggregator(StringTable strings) {
        this.strings = strings;
    }

    /** Counts an exchange that was understood. */
    void add(Connection connection, ExchangeRow exchange) {
        Group group = group(
                connection,
                exchange.protocol,
                exchange.endpoint,
                exchange.status,
                exchange.flags & KEPT_FLAGS,
                exchange.startNanos);
        group.calls++;
        group.requestBytes += exchange.requestBytes;
        group.responseBytes += exchange.responseBytes;
        long duration = exchange.serverDurationNanos >= 0 ? exchange.serverDurationNanos : exchange.clientDurationNanos;
        if (duration >= 0) {
            DDSketch sketch = group.sketch;
            if (sketch == null) {
                sketch = LatencySketch.create();
                group.sketch = sketch;
            }
            sketch.accept((double) duration);
        }
    }

    /** Counts exchanges of which nothing but their number is known. */
    void addUnseen(Connection connection, int flags, long count, long timeNanos) {
        group(connection, 0, 0, -1, flags & KEPT_FLAGS, timeNanos).calls += count;
    }

    /** Moves what was counted into the batch. */
    public void report(BatchBuilder batch) {
        for (int i = 0; i < used.size(); i++) {
            Group group = used.get(i);
            row.connection = group.connection;
            row.startNanos = group.firstNanos;
            row.widthNanos = group.lastNanos - group.firstNanos + 1;
            row.protocol = group.protocol;
            row.endpoint = group.endpoint;
            row.status = group.status;
            row.flags = group.flags;
            row.calls = group.calls;
            row.requestBytes = group.requestBytes;
            row.responseBytes = group.responseBytes;
            DDSketch sketch = group.sketch;
            row.sketch = sketch == null ? new byte[0] : LatencySketch.encode(sketch);
            batch.add(row);
            if (sketch != null) {
                sketch.clear();
            }
            spare.add(group);
        }
        used.clear();
        groups.clear();
    }

    private Group group(Connection connection, int protocol, int endpoint, int status, int flags, long timeNanos) {
        long pair = pair(connection);
        int named = endpoint != 0 && used.size() >= MAX_GROUPS ? strings.intern(StringTable.OVERFLOW) : endpoint;
        long key = ((pair * 31 + protocol) * 31 + named) * 0x9E3779B97F4A7C15L + status * 31L + flags;
        Group head = groups.get(key);
        for (Group group = head; group != null; group = group.next) {
            if (group.is(pair, protocol, named, status, flags)) {
                group.firstNanos = Math.min(group.firstNanos, timeNanos);
                group.lastNanos = Math.max(group.lastNanos, timeNanos);
                return group;
            }
        }
        Group group = spare.isEmpty() ? new Group() : spare.removeLast();
        group.connection = connection.id();
        group.pair = pair;
        group.protocol = protocol;
        group.endpoint = named;
        group.status = status;
        group.flags = flags;
        group.firstNanos = timeNanos;
        group.lastNanos = timeNanos;
        group.calls = 0;
        group.requestBytes = 0;
        group.responseBytes = 0;
        group.next = head;
        groups.put(key, group);
        used.add(group);
        return group;
    }

    /** Names both ends without the client's port: connections of one client to one service are one group. */
    private static long pair(Connection connection) {
        SocketEnd client = connection.client();
        SocketEnd server = connection.server();
        SocketEnd any = connection.anyEnd();
        long clientName = client != null && client.process() != 0 ? client.process() : any.addressOf(Role.CLIENT);
        long serverName = any.addressOf(Role.SERVER) * 31 + any.portOf(Role.SERVER);
        return clientName * 0x9E3779B97F4A7C15L + serverName * 31 + (server == null ? 0 : server.process());
    }
}
