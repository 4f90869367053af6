package dev.sonde.core.topology;

import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ClusterFacts;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Strings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pods of a cluster that call each other by their addresses, as the workstation and one agent tell of them. */
public final class Town {
    /** When calls are relative to. */
    public static final long START = 1_700_000_000_000_000_000L;

    /** A second. */
    public static final long SECOND = 1_000_000_000L;

    private final Words facts = new Words();
    private final Words words = new Words();
    private final ClusterFacts.Builder told = ClusterFacts.newBuilder();
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> pods = new HashSet<>();
    private final SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));

    private record Call(String client, String server, String endpoint, long start, long duration, int status) {
        String pair() {
            return client + ">" + server;
        }

        boolean isSql() {
            return endpoint.startsWith("SELECT");
        }
    }

    /** Strings of one teller. */
    private static final class Words {
        private final Map<String, Integer> ids = new LinkedHashMap<>();

        int id(String text) {
            return text.isEmpty() ? 0 : ids.computeIfAbsent(text, t -> ids.size() + 1);
        }

        Strings strings() {
            return Strings.newBuilder().setFirstId(1).addAllValues(ids.keySet()).build();
        }
    }

    /** A pod and how it came to be. */
    public record Pod(String namespace, String name, String owner, String node, String revision) {}

    /** A town whose objects of one namespace go by their bare names. */
    public Town(String home) {
        fact("Scope", home, "context", "", "", "", "");
    }

    /** A pod with an address. */
    public Town pod(Pod pod, String address) {
        pods.add(address);
        fact("Pod", pod.namespace(), pod.name(), pod.node(), address, pod.owner(), "revision=" + pod.revision());
        return this;
    }

    /** A service and the addresses of the pods behind it. */
    public Town service(String namespace, String name, String address, String behind) {
        fact("Service", namespace, name, "", address, "", "");
        fact("EndpointSlice", namespace, name + "-x", "", behind, "Service/" + name, "");
        return this;
    }

    private void fact(
            String kind, String namespace, String name, String node, String address, String owner, String detail) {
        told.addTimeDelta(0)
                .addKind(facts.id(kind))
                .addNamespace(facts.id(namespace))
                .addName(facts.id(name))
                .addUid(facts.id("uid of " + kind + " " + namespace + "/" + name))
                .addNode(facts.id(node))
                .addAddress(facts.id(address))
                .addOwner(facts.id(owner))
                .addState(0)
                .addDetail(facts.id(detail))
                .addFlags(0);
    }

    /** One call, from address to address; its start is relative to {@link #START}. */
    public Town call(String client, String server, String endpoint, long start, long duration, int status) {
        calls.add(new Call(client, server, endpoint, start, duration, status));
        return this;
    }

    /** All of it. */
    public Snapshot snapshot() {
        store.accept(sealed(Batch.newBuilder().setStrings(facts.strings()).setFacts(told)));
        List<String> pairs = calls.stream().map(Call::pair).distinct().toList();
        Connections.Builder connections = Connections.newBuilder();
        for (int i = 0; i < pairs.size(); i++) {
            String[] ends = pairs.get(i).split(">", -1);
            connections
                    .addId(i + 1)
                    .addClientAddress(words.id(ends[0]))
                    .addClientPort(40_000 + i)
                    .addServerAddress(words.id(ends[1]))
                    .addServerPort(8080)
                    .addClientProcess(0)
                    .addServerProcess(0)
                    // Nobody watches what is in no pod.
                    .addFlags((pods.contains(ends[0]) ? 1 : 0) | (pods.contains(ends[1]) ? 2 : 0))
                    .addOpenedDelta(0)
                    .addOpaque(0);
        }
        Exchanges.Builder rows = rows(pairs);
        store.accept(sealed(Batch.newBuilder()
                .setSequence(1)
                .setAgent(1)
                .setAgentInfo(AgentInfo.newBuilder().setNode("n1").setSource("ebpf"))
                .setStrings(words.strings())
                .setConnections(connections)
                .setExchanges(rows)));
        return store.snapshot();
    }

    private Exchanges.Builder rows(List<String> pairs) {
        Exchanges.Builder rows = Exchanges.newBuilder();
        long last = 0;
        for (Call call :
                calls.stream().sorted(Comparator.comparingLong(Call::start)).toList()) {
            boolean failed = call.isSql() ? call.status() != 0 : call.status() >= 500;
            rows.addConnection(1 + pairs.indexOf(call.pair()))
                    .addStartDelta(call.start() - last)
                    .addProtocol(call.isSql() ? Protocol.MYSQL_VALUE : Protocol.HTTP1_VALUE)
                    .addEndpoint(words.id(call.endpoint()))
                    .addStatus(call.status())
                    .addFlags(ExchangeFlag.AT_CLIENT_VALUE
                            | ExchangeFlag.AT_SERVER_VALUE
                            | (failed ? ExchangeFlag.ERROR_VALUE : 0))
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
        return rows;
    }

    private static Batch sealed(Batch.Builder batch) {
        return batch.setBaseNs(SECOND)
                .setClock(Clock.newBuilder().setMonotonicNs(SECOND).setUnixNs(START))
                .setCompleteUntilNs(101 * SECOND)
                .build();
    }
}
