package dev.sonde.agent.client;

import dev.sonde.protocol.v1.Aggregates;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Health;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.protocol.v1.Process;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what an agent sends, as simply as can be: the second opinion of the tests. */
public final class Tally {
    /** Calls by {@code endpoint status}, of rows and aggregates, of a server port or of all. */
    public final Map<String, Long> calls = new TreeMap<>();

    /** Loss by cause. */
    public final Map<String, Long> losses = new TreeMap<>();

    /** The latest of each. */
    public final List<Health> health = new ArrayList<>();

    /** By ref. */
    public final Map<Integer, Process> processes = new HashMap<>();

    /** Where the agent says that it is attached. */
    public List<String> attached = List.of();

    /** Text of the end, or empty. */
    public String end = "";

    /** Rows that were seen at both ends, with both durations. */
    public long joined;

    /** Rows that were seen at one end, or without one of the durations. */
    public long single;

    /** All rows and their aggregates. */
    public long rows;

    /** Calls of aggregates. */
    public long aggregated;

    /** Batches and their holes in sequence. */
    public long batches;

    /** Bytes of all batches. */
    public long bytes;

    /** Sum of server durations of rows that have one, and how many. */
    public long serverNanos;

    /** Sum of client durations of rows that have one. */
    public long clientNanos;

    /** Rows with a count of rows. */
    public long withRows;

    private final Map<Integer, String> strings = new HashMap<>();
    private final Map<Integer, Integer> serverPorts = new HashMap<>();
    private final int onlyPort;

    /** By connection id. */
    public final Map<Integer, String> connections = new TreeMap<>();

    /**
     * Makes an empty one.
     *
     * @param onlyPort counts only exchanges of this server port; 0 counts all
     */
    public Tally(int onlyPort) {
        this.onlyPort = onlyPort;
    }

    /** Adds a batch. */
    public synchronized void add(Batch batch) {
        batches++;
        bytes += batch.getSerializedSize();
        if (batch.getSequence() != batches) {
            throw new IllegalStateException("batch " + batch.getSequence() + " came as number " + batches);
        }
        for (int i = 0; i < batch.getStrings().getValuesCount(); i++) {
            strings.put(batch.getStrings().getFirstId() + i, batch.getStrings().getValues(i));
        }
        for (Process process : batch.getProcessesList()) {
            processes.put(process.getRef(), process);
        }
        add(batch.getConnections());
        add(batch.getExchanges());
        add(batch.getAggregates());
        for (Loss loss : batch.getLossesList()) {
            losses.merge(
                    loss.getCause() + (loss.getNote().isEmpty() ? "" : " (" + loss.getNote() + ")"),
                    loss.getCount(),
                    Long::sum);
        }
        if (batch.hasAgentInfo()) {
            attached = batch.getAgentInfo().getAttachList();
        }
        if (batch.hasHealth()) {
            health.add(batch.getHealth());
        }
        if (batch.hasEnd()) {
            end = batch.getEnd().getReason();
        }
    }

    private void add(Connections columns) {
        for (int i = 0; i < columns.getIdCount(); i++) {
            int id = columns.getId(i);
            serverPorts.put(id, columns.getServerPort(i));
            connections.put(
                    id,
                    text(columns.getClientAddress(i)) + ":" + columns.getClientPort(i) + " "
                            + name(columns.getClientProcess(i)) + " -> " + text(columns.getServerAddress(i)) + ":"
                            + columns.getServerPort(i) + " " + name(columns.getServerProcess(i)) + " flags "
                            + columns.getFlags(i) + " " + text(columns.getOpaque(i)));
        }
    }

    private void add(Exchanges columns) {
        for (int i = 0; i < columns.getConnectionCount(); i++) {
            if (!counted(columns.getConnection(i))) {
                continue;
            }
            rows++;
            calls.merge(text(columns.getEndpoint(i)) + " " + columns.getStatus(i), 1L, Long::sum);
            int both = ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE;
            if ((columns.getFlags(i) & both) == both
                    && columns.getServerDurationPlus1(i) > 0
                    && columns.getClientDurationPlus1(i) > 0) {
                joined++;
                serverNanos += columns.getServerDurationPlus1(i) - 1;
                clientNanos += columns.getClientDurationPlus1(i) - 1;
            } else {
                single++;
            }
            if (columns.getRowsPlus1(i) > 0) {
                withRows++;
            }
        }
    }

    private void add(Aggregates columns) {
        for (int i = 0; i < columns.getConnectionCount(); i++) {
            if (counted(columns.getConnection(i))) {
                aggregated += columns.getCalls(i);
                calls.merge(text(columns.getEndpoint(i)) + " " + columns.getStatus(i), columns.getCalls(i), Long::sum);
            }
        }
    }

    private boolean counted(int connection) {
        return onlyPort == 0 || serverPorts.getOrDefault(connection, -1) == onlyPort;
    }

    private String text(int id) {
        return id == 0 ? "" : strings.getOrDefault(id, "?" + id);
    }

    private String name(int ref) {
        Process process = processes.get(ref);
        return ref == 0 ? "-" : process == null ? "?" : process.getExecutable() + "[" + process.getPid() + "]";
    }

    /** All calls that were counted by rows and aggregates. */
    public synchronized long allCalls() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
