package dev.sonde.core.table;

import dev.sonde.core.change.Calm;
import dev.sonde.core.change.Change;
import dev.sonde.core.change.Changes;
import dev.sonde.core.change.Slowness;
import dev.sonde.core.change.Trait;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of what slow and failed calls have in common: its rows are in the order of how much they tell. */
final class ChangeTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("target", ColumnType.TEXT),
            new Column("trait", ColumnType.TEXT),
            new Column("value", ColumnType.TEXT),
            new Column("share_of_bad", ColumnType.RATIO),
            new Column("share_of_all", ColumnType.RATIO),
            new Column("lift", ColumnType.DECIMAL),
            new Column("least_ratio", ColumnType.DECIMAL),
            new Column("bad_calls", ColumnType.INTEGER),
            new Column("calls", ColumnType.INTEGER),
            new Column("bad_ratio_b", ColumnType.RATIO),
            new Column("p50_ns", ColumnType.NANOS),
            new Column("p99_ns", ColumnType.NANOS),
            new Column("p50_b_ns", ColumnType.NANOS),
            new Column("p99_b_ns", ColumnType.NANOS),
            new Column("onset", ColumnType.TIME),
            new Column("onset_after_break_ns", ColumnType.NANOS),
            new Column("filter", ColumnType.TEXT),
            new Column("same", ColumnType.LIST));

    private ChangeTable() {}

    static Table of(Snapshot snapshot, Query query, CancelToken cancel) {
        Window a = snapshot.extent().intersect(query.window());
        TableBuilder table = new TableBuilder("changes", COLUMNS);
        Table.Coverage coverage = CallTables.coverage(snapshot, query.window(), 0);
        if (snapshot.isEmpty() || a.isEmpty()) {
            return table.build(query, null, coverage);
        }
        Calm calm = Calm.of(snapshot, a.fromNanos(), cancel);
        Window b = query.baseline() == null ? calm.baseline() : query.baseline();
        Slowness given = query.slowness();
        Slowness slowness = given == null ? Slowness.of(snapshot, query.filter(), b, cancel) : given;
        Changes changes = Changes.of(snapshot, new Changes.Question(a, b, query.filter()), slowness, cancel);
        for (Change change : changes.top()) {
            row(table, change, calm.beganNanos());
        }
        return table.build(query, null, coverage);
    }

    private static void row(TableBuilder table, Change change, @Nullable Long beganNanos) {
        Change.Counts a = change.proof().a();
        Change.Counts b = change.proof().b();
        Change.Latency latency = change.latency();
        table.row(
                change.target().toString(),
                change.trait().kind().toString(),
                change.trait().value(),
                a.shareOfBad(),
                a.shareOfAll(),
                change.proof().lift(),
                change.proof().leastRatio(),
                a.bad(),
                a.calls(),
                b == null || b.calls() == 0 ? null : (Double) b.risk(),
                latency.p50A(),
                latency.p99A(),
                latency.p50B(),
                latency.p99B(),
                change.onsetNanos(),
                beganNanos == null ? null : (Long) (change.onsetNanos() - beganNanos),
                new Filter(change.trait().terms()).text(),
                change.same().stream().map(ChangeTable::text).toList());
    }

    private static String text(Trait trait) {
        return trait.kind() + " " + trait.value();
    }
}
