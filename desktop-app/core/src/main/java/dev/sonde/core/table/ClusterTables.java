package dev.sonde.core.table;

import dev.sonde.core.backing.ServiceBacking;
import dev.sonde.core.backing.ServiceBackings;
import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ClusterEvent;
import dev.sonde.core.store.ClusterFact;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.core.use.ContainerLoad;
import dev.sonde.core.use.ContainerLoads;
import java.util.List;

/** Tables of what the cluster said of itself. */
final class ClusterTables extends OfSnapshot {
    ClusterTables(Snapshot snapshot, Query query, CancelToken cancel) {
        super(snapshot, query, cancel);
    }

    Table events() {
        TableBuilder table = new TableBuilder(
                "events",
                List.of(
                        new Column("time", ColumnType.TIME),
                        new Column("kind", ColumnType.TEXT),
                        new Column("object", ColumnType.TEXT),
                        new Column("reason", ColumnType.TEXT),
                        new Column("message", ColumnType.TEXT),
                        new Column("warning", ColumnType.BOOL),
                        new Column("count", ColumnType.INTEGER)));
        StateFilter filter = StateFilter.ofObjects(
                query.filter(), index -> snapshot.event(index).of());
        for (int i = 0; i < snapshot.eventCount(); i++) {
            cancel.check();
            ClusterEvent event = snapshot.event(i);
            Window window = query.window();
            if (event.unixNanos() >= window.fromNanos() && event.unixNanos() < window.toNanos() && filter.keeps(i)) {
                table.row(
                        event.unixNanos(),
                        text(event.of().kind()),
                        path(event.of()),
                        text(event.reason()),
                        text(event.message()),
                        event.warning(),
                        (long) event.count());
            }
        }
        return table.build(query, null, coverage(filter));
    }

    /** Objects as they were at any time before the window's end: what a fact says holds until the next one. */
    Table facts() {
        TableBuilder table = new TableBuilder(
                "facts",
                List.of(
                        new Column("time", ColumnType.TIME),
                        new Column("kind", ColumnType.TEXT),
                        new Column("namespace", ColumnType.TEXT),
                        new Column("name", ColumnType.TEXT),
                        new Column("node", ColumnType.TEXT),
                        new Column("address", ColumnType.TEXT),
                        new Column("owner", ColumnType.TEXT),
                        new Column("state", ColumnType.TEXT),
                        new Column("detail", ColumnType.TEXT),
                        new Column("uid", ColumnType.TEXT)));
        StateFilter filter = StateFilter.ofObjects(
                query.filter(), index -> snapshot.fact(index).of());
        for (int i = 0; i < snapshot.factCount(); i++) {
            cancel.check();
            ClusterFact fact = snapshot.fact(i);
            if (fact.unixNanos() < query.window().toNanos() && !fact.of().kind().equals("Scope") && filter.keeps(i)) {
                table.row(
                        fact.unixNanos(),
                        text(fact.of().kind()),
                        text(fact.of().namespace()),
                        text(fact.of().name()),
                        text(fact.node()),
                        text(fact.address()),
                        text(fact.owner()),
                        text(fact.state()),
                        text(fact.detail()),
                        text(fact.of().uid()));
            }
        }
        return table.build(query, null, coverage(filter));
    }

    /** Containers that were there in the window, those in trouble first. */
    Table containers() {
        TableBuilder table = new TableBuilder(
                "containers",
                List.of(
                        new Column("namespace", ColumnType.TEXT),
                        new Column("pod", ColumnType.TEXT),
                        new Column("container", ColumnType.TEXT),
                        new Column("service", ColumnType.TEXT),
                        new Column("node", ColumnType.TEXT),
                        new Column("cpu_cores", ColumnType.DECIMAL),
                        new Column("cpu_limit_cores", ColumnType.DECIMAL),
                        new Column("throttled_ratio", ColumnType.RATIO),
                        new Column("throttled_since", ColumnType.TIME),
                        new Column("memory_bytes", ColumnType.BYTES),
                        new Column("memory_peak_bytes", ColumnType.BYTES),
                        new Column("memory_limit_bytes", ColumnType.BYTES),
                        new Column("restarts", ColumnType.INTEGER),
                        new Column("restarted", ColumnType.TIME),
                        new Column("ended", ColumnType.TEXT),
                        new Column("waiting", ColumnType.TEXT),
                        new Column("trouble", ColumnType.BOOL),
                        new Column("owner", ColumnType.TEXT)));
        ContainerLoads loads = ContainerLoads.of(snapshot, query.window(), query.filter(), cancel);
        for (ContainerLoad load : loads.all()) {
            ContainerLoad.Cpu cpu = load.cpu();
            ContainerLoad.Memory memory = load.memory();
            table.row(
                    text(load.place().namespace()),
                    load.place().pod(),
                    load.place().container(),
                    load.place().service(),
                    text(load.place().node()),
                    cpu == null ? null : (Double) cpu.cores(),
                    cpu == null ? null : cpu.limitCores(),
                    cpu == null ? null : cpu.throttled(),
                    cpu == null ? null : cpu.sinceNanos(),
                    memory == null ? null : (Long) memory.bytes(),
                    memory == null ? null : (Long) memory.peakBytes(),
                    memory == null ? null : memory.limitBytes(),
                    (long) load.life().restarts(),
                    load.life().restartedNanos(),
                    text(load.life().ended()),
                    text(load.life().waiting()),
                    load.isInTrouble(),
                    text(load.place().owner()));
        }
        Table.Coverage coverage = CallTables.coverage(snapshot, query.window(), 0);
        return table.build(query, null, coverage.without(loads.notApplied()));
    }

    /** Services of the cluster at the window's end, first those that nobody stands behind, then those that nobody stood behind for a time. */
    Table services() {
        TableBuilder table = new TableBuilder(
                "services",
                List.of(
                        new Column("namespace", ColumnType.TEXT),
                        new Column("name", ColumnType.TEXT),
                        new Column("type", ColumnType.TEXT),
                        new Column("address", ColumnType.TEXT),
                        new Column("ports", ColumnType.TEXT),
                        new Column("selector", ColumnType.TEXT),
                        new Column("ready", ColumnType.INTEGER),
                        new Column("endpoints", ColumnType.INTEGER),
                        new Column("none_since", ColumnType.TIME),
                        new Column("none_until", ColumnType.TIME),
                        new Column("trouble", ColumnType.BOOL)));
        ServiceBackings backings = ServiceBackings.of(snapshot, query.window(), query.filter(), cancel);
        for (ServiceBacking backing : backings.all()) {
            ClusterFact service = backing.fact();
            ServiceBacking.Endpoints endpoints = backing.endpoints();
            table.row(
                    text(service.of().namespace()),
                    service.of().name(),
                    text(service.detail("type")),
                    text(service.address()),
                    text(service.detail("ports")),
                    text(backing.selector()),
                    endpoints == null ? null : Long.valueOf(endpoints.ready()),
                    endpoints == null ? null : Long.valueOf(endpoints.all()),
                    endpoints == null ? null : endpoints.noneSinceNanos(),
                    endpoints == null ? null : endpoints.noneUntilNanos(),
                    backing.wasBare());
        }
        Table.Coverage coverage = CallTables.coverage(snapshot, query.window(), 0);
        return table.build(query, null, coverage.without(backings.notApplied()));
    }

    private static String path(ClusterFact.Of of) {
        return of.namespace().isEmpty() ? of.name() : of.namespace() + "/" + of.name();
    }
}
