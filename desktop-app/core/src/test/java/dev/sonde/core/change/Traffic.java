package dev.sonde.core.change;

import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Process;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Strings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Calls between named programs of one machine, each program one process, as an agent tells of them. */
final class Traffic {
    static final long START = 1_700_000_000_000_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;

    final List<Call> calls = new ArrayList<>();

    /** One call; its start is relative to {@link #START}. */
    record Call(String client, String server, String endpoint, long start, long duration, int status) {
        boolean failed() {
            return isSql() ? status != 0 : status >= 500;
        }

        boolean isSql() {
            return endpoint.startsWith("SELECT");
        }
    }

    void call(String client, String server, String endpoint, long start, long duration, int status) {
        calls.add(new Call(client, server, endpoint, start, duration, status));
    }

    /** What the agents have told of by the end of the last call. */
    Snapshot snapshot() {
        List<String> programs = calls.stream()
                .flatMap(call -> List.of(call.client(), call.server()).stream())
                .distinct()
                .toList();
        List<String> endpoints = calls.stream().map(Call::endpoint).distinct().toList();
        List<String> pairs = calls.stream().map(Traffic::pair).distinct().toList();
        SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
        Strings.Builder strings =
                Strings.newBuilder().setFirstId(1).addValues("127.0.0.1").addAllValues(endpoints);
        Batch.Builder first = Batch.newBuilder()
                .setSequence(1)
                .setAgentInfo(AgentInfo.newBuilder().setNode("node").setSource("ebpf"))
                .setStrings(strings);
        for (int i = 0; i < programs.size(); i++) {
            first.addProcesses(
                    Process.newBuilder().setRef(i + 1).setPid(100 + i).setExecutable(programs.get(i)));
        }
        Connections.Builder connections = Connections.newBuilder();
        for (int i = 0; i < pairs.size(); i++) {
            String[] ends = pairs.get(i).split(">", -1);
            connections
                    .addId(i + 1)
                    .addClientAddress(1)
                    .addClientPort(40_000 + i)
                    .addServerAddress(1)
                    .addServerPort(8000 + programs.indexOf(ends[1]))
                    .addClientProcess(1 + programs.indexOf(ends[0]))
                    .addServerProcess(1 + programs.indexOf(ends[1]))
                    .addFlags(3)
                    .addOpenedDelta(0)
                    .addOpaque(0);
        }
        store.accept(sealed(first.setConnections(connections)));
        store.accept(sealed(rows(endpoints, pairs).setSequence(2)));
        return store.snapshot();
    }

    private Batch.Builder rows(List<String> endpoints, List<String> pairs) {
        Exchanges.Builder rows = Exchanges.newBuilder();
        long last = 0;
        for (Call call :
                calls.stream().sorted(Comparator.comparingLong(Call::start)).toList()) {
            rows.addConnection(1 + pairs.indexOf(pair(call)))
                    .addStartDelta(call.start() - last)
                    .addProtocol(call.isSql() ? Protocol.MYSQL_VALUE : Protocol.HTTP1_VALUE)
                    .addEndpoint(2 + endpoints.indexOf(call.endpoint()))
                    .addStatus(call.status())
                    .addFlags(ExchangeFlag.AT_CLIENT_VALUE
                            | ExchangeFlag.AT_SERVER_VALUE
                            | (call.failed() ? ExchangeFlag.ERROR_VALUE : 0))
                    .addRequestBytes(100)
                    .addResponseBytes(1000)
                    .addServerDurationPlus1(call.duration() + 1)
                    .addClientDurationPlus1(call.duration() + 1)
                    .addServerFirstBytePlus1(0)
                    .addClientFirstBytePlus1(0)
                    .addRowsPlus1(0)
                    .addRequestSequence(0);
            last = call.start();
        }
        return Batch.newBuilder().setExchanges(rows);
    }

    private static String pair(Call call) {
        return call.client() + ">" + call.server();
    }

    private Batch sealed(Batch.Builder batch) {
        long end = calls.stream()
                .mapToLong(call -> call.start() + call.duration())
                .max()
                .orElse(0);
        return batch.setAgent(1)
                .setBaseNs(SECOND)
                .setClock(Clock.newBuilder().setMonotonicNs(SECOND).setUnixNs(START))
                .setCompleteUntilNs(SECOND + end)
                .build();
    }
}
