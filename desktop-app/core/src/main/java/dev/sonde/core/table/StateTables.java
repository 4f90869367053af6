package dev.sonde.core.table;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.AgentStatus;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.LossInfo;
import dev.sonde.core.store.Note;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables of connections, processes, agents, losses and notes. */
final class StateTables extends OfSnapshot {
    StateTables(Snapshot snapshot, Query query, CancelToken cancel) {
        super(snapshot, query, cancel);
    }

    Table connections() {
        TableBuilder table = new TableBuilder(
                "connections",
                List.of(
                        new Column("client", ColumnType.TEXT),
                        new Column("server", ColumnType.TEXT),
                        new Column("addresses", ColumnType.TEXT),
                        new Column("opened", ColumnType.TIME),
                        new Column("closed", ColumnType.TIME),
                        new Column("bytes_sent", ColumnType.BYTES),
                        new Column("bytes_received", ColumnType.BYTES),
                        new Column("segments_sent", ColumnType.INTEGER),
                        new Column("retransmits", ColumnType.INTEGER),
                        new Column("srtt_ns", ColumnType.NANOS),
                        new Column("state", ColumnType.TEXT),
                        new Column("opaque", ColumnType.TEXT),
                        new Column("opened_before", ColumnType.BOOL)));
        ConnectionTable connections = snapshot.connections();
        StateFilter filter = StateFilter.ofConnections(query.filter(), snapshot);
        for (int id = 0; id < snapshot.connectionCount(); id++) {
            cancel.check();
            if (!connections.isSeenAsOther(id) && overlaps(connections, id) && filter.keeps(id)) {
                String opaque = snapshot.string(connections.opaque(id));
                table.row(
                        snapshot.peer(connections.clientPeer(id)).name(),
                        snapshot.peer(connections.serverPeer(id)).name(),
                        addresses(connections, id),
                        connections.openedNanos(id),
                        known(connections.closedNanos(id)),
                        known(connections.clientBytes(id)),
                        known(connections.serverBytes(id)),
                        known(connections.segmentsSent(id)),
                        known(connections.retransmits(id)),
                        known(connections.srttNanos(id)),
                        state(connections.state(id)),
                        opaque.isEmpty() ? null : opaque,
                        (connections.flags(id) & 4) != 0);
            }
        }
        return table.build(query, null, coverage(filter));
    }

    Table processes() {
        TableBuilder table = new TableBuilder(
                "processes",
                List.of(
                        new Column("pid", ColumnType.INTEGER),
                        new Column("executable", ColumnType.TEXT),
                        new Column("service", ColumnType.TEXT),
                        new Column("container", ColumnType.TEXT),
                        new Column("pod", ColumnType.TEXT),
                        new Column("runtime", ColumnType.TEXT),
                        new Column("tls", ColumnType.TEXT),
                        new Column("command", ColumnType.TEXT),
                        new Column("unit", ColumnType.TEXT),
                        new Column("node", ColumnType.TEXT)));
        @Nullable String[] encryption = encryption();
        Map<String, String> pods = pods();
        StateFilter filter = StateFilter.ofProcesses(query.filter(), snapshot);
        for (int i = 0; i < snapshot.processCount(); i++) {
            if (!filter.keeps(i)) {
                continue;
            }
            ProcessInfo process = snapshot.process(i);
            ProcessInfo.Told told = process.told();
            table.row(
                    (long) told.pid(),
                    told.name().executable(),
                    snapshot.peer(process.peerId()).name(),
                    text(told.place().containerId()),
                    text(pods.getOrDefault(told.place().podUid(), told.place().podUid())),
                    text(told.runtime()),
                    encryption[i],
                    text(told.name().command()),
                    text(told.place().systemdUnit()),
                    text(snapshot.node(process.agent())));
        }
        return table.build(query, null, coverage(filter));
    }

    /** Names of pods by their uids, as far as the cluster told them. */
    private Map<String, String> pods() {
        Map<String, String> pods = new HashMap<>();
        for (int i = 0; i < snapshot.placeCount(); i++) {
            pods.put(snapshot.place(i).of().uid(), snapshot.place(i).name());
        }
        return pods;
    }

    /** For each process: {@code decrypted}, {@code plaintext}, {@code encrypted: why}, or null when it said nothing. */
    private @Nullable String[] encryption() {
        @Nullable String[] words = new @Nullable String[snapshot.processCount()];
        ConnectionTable connections = snapshot.connections();
        for (int id = 0; id < snapshot.connectionCount(); id++) {
            String word = encryption(snapshot.string(connections.opaque(id)));
            for (int process : new int[] {connections.clientProcess(id), connections.serverProcess(id)}) {
                boolean known = process >= 0 && process < words.length;
                if (word != null && known && (words[process] == null || !word.equals("plaintext"))) {
                    words[process] = word;
                }
            }
        }
        Scan scan = new Scan(snapshot, Window.ALL, Filter.ALL, cancel);
        scan.exchanges((slice, rows, row) -> seen(words, connections, rows, row));
        scan.aggregates((rows, row) -> seen(words, connections, rows, row));
        return words;
    }

    /** What can't be read is not encrypted for that; of bytes that say nothing it is not known. */
    private static @Nullable String encryption(String opaque) {
        if (opaque.equals("tls") || opaque.endsWith(": tls")) {
            return "encrypted: " + opaque;
        }
        return opaque.isEmpty() || opaque.equals("unknown protocol") ? null : "plaintext";
    }

    private static void seen(@Nullable String[] words, ConnectionTable connections, Rows rows, int row) {
        int id = rows.connection(row);
        boolean decrypted = (rows.flags(row) & ExchangeFlag.DECRYPTED_VALUE) != 0;
        seen(words, connections.clientProcess(id), decrypted);
        seen(words, connections.serverProcess(id), decrypted);
    }

    private static void seen(@Nullable String[] words, int process, boolean decrypted) {
        // A connection's owner may have been told after the snapshot was made.
        if (process >= 0 && process < words.length && (decrypted || words[process] == null)) {
            words[process] = decrypted ? "decrypted" : "plaintext";
        }
    }

    Table agents() {
        TableBuilder table = new TableBuilder(
                "agents",
                List.of(
                        new Column("node", ColumnType.TEXT),
                        new Column("version", ColumnType.TEXT),
                        new Column("kernel", ColumnType.TEXT),
                        new Column("attach", ColumnType.LIST),
                        new Column("cpu_ratio", ColumnType.RATIO),
                        new Column("rss_bytes", ColumnType.BYTES),
                        new Column("rss_peak_bytes", ColumnType.BYTES),
                        new Column("image_bytes", ColumnType.BYTES),
                        new Column("started", ColumnType.TIME),
                        new Column("ended", ColumnType.TIME),
                        new Column("end_reason", ColumnType.TEXT),
                        new Column("source", ColumnType.TEXT),
                        new Column("missing", ColumnType.LIST),
                        new Column("shed", ColumnType.LIST),
                        new Column("clock_uncertainty_ns", ColumnType.NANOS),
                        new Column("cpu_peak_ratio", ColumnType.RATIO),
                        new Column("namespace", ColumnType.TEXT),
                        new Column("pod", ColumnType.TEXT),
                        new Column("clock_skew_ns", ColumnType.NANOS)));
        StateFilter filter = StateFilter.ofAgents(query.filter(), snapshot);
        for (AgentStatus agent : snapshot.agents()) {
            if (!filter.keeps(agent.agent())) {
                continue;
            }
            var health = agent.cost().last();
            AgentStatus.End end = agent.end();
            AgentStatus.About about = agent.about();
            table.row(
                    text(about.node()),
                    text(about.build().version()),
                    text(about.build().kernel()),
                    about.attach(),
                    agent.cost().cpuRatio(),
                    health == null ? null : (Long) health.getRssBytes(),
                    health == null ? null : (Long) health.getRssPeakBytes(),
                    positive(about.process().imageBytes()),
                    positive(about.process().unixNanos()),
                    end == null ? null : (Long) end.unixNanos(),
                    end == null ? null : end.reason(),
                    text(about.source()),
                    about.missing().stream().map(m -> m.what() + ": " + m.why()).toList(),
                    health == null ? List.of() : List.copyOf(health.getShedList()),
                    agent.clock().uncertaintyNanos(),
                    health == null ? null : (Double) agent.cost().cpuPeakRatio(),
                    text(about.home().namespace()),
                    text(about.home().pod()),
                    agent.clock().skewNanos());
        }
        return table.build(query, null, coverage(filter));
    }

    Table loss() {
        TableBuilder table = new TableBuilder(
                "loss",
                List.of(
                        new Column("cause", ColumnType.TEXT),
                        new Column("node", ColumnType.TEXT),
                        new Column("count", ColumnType.INTEGER),
                        new Column("first", ColumnType.TIME),
                        new Column("last", ColumnType.TIME),
                        new Column("probe", ColumnType.TEXT),
                        new Column("note", ColumnType.TEXT),
                        new Column("missing_calls", ColumnType.INTEGER),
                        new Column("agent", ColumnType.TEXT)));
        List<LossInfo> losses = snapshot.losses();
        StateFilter filter = StateFilter.ofNodes(
                query.filter(), losses.stream().map(l -> l.place().node()).toList());
        for (int i = 0; i < losses.size(); i++) {
            LossInfo loss = losses.get(i);
            // Of a damaged part of a file nobody knows the time.
            boolean timed = loss.lastNanos() > 0;
            if (filter.keeps(i)
                    && (!timed || loss.lastNanos() >= query.window().fromNanos())
                    && (!timed || loss.firstNanos() < query.window().toNanos())) {
                table.row(
                        loss.cause(),
                        text(loss.place().node()),
                        loss.count(),
                        positive(loss.firstNanos()),
                        positive(loss.lastNanos()),
                        text(loss.place().probe()),
                        text(loss.note()),
                        loss.missingCalls(),
                        text(loss.place().agent()));
            }
        }
        return table.build(query, "count", coverage(filter));
    }

    Table notes() {
        TableBuilder table = new TableBuilder(
                "notes",
                List.of(
                        new Column("time", ColumnType.TIME),
                        new Column("author", ColumnType.TEXT),
                        new Column("text", ColumnType.TEXT),
                        new Column("link", ColumnType.TEXT)));
        for (Note note : snapshot.notes()) {
            if (query.window().contains(note.unixNanos())) {
                table.row(note.unixNanos(), text(note.author()), note.text(), text(note.link()));
            }
        }
        return table.build(query, null, coverage(StateFilter.ofNothing(query.filter())));
    }

    private boolean overlaps(ConnectionTable connections, int id) {
        Window window = query.window();
        long closed = connections.closedNanos(id);
        return connections.openedNanos(id) < window.toNanos() && (closed < 0 || closed >= window.fromNanos());
    }

    private String addresses(ConnectionTable connections, int id) {
        return endpoint(snapshot.string(connections.clientAddress(id)), connections.clientPort(id)) + " > "
                + endpoint(snapshot.string(connections.serverAddress(id)), connections.serverPort(id));
    }

    private static String endpoint(String address, int port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    /** Names as in include/net/tcp_states.h. */
    private static @Nullable String state(int state) {
        String[] names = {
            "established",
            "syn_sent",
            "syn_recv",
            "fin_wait1",
            "fin_wait2",
            "time_wait",
            "close",
            "close_wait",
            "last_ack",
            "listen",
            "closing",
            "new_syn_recv"
        };
        return state < 1 || state > names.length ? null : names[state - 1];
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : value;
    }

    private static @Nullable Long positive(long value) {
        return value <= 0 ? null : value;
    }
}
