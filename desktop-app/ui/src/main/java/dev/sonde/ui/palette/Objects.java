package dev.sonde.ui.palette;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Labels;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.palette.Entry.Detail;
import dev.sonde.ui.palette.Entry.Kind;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The objects of a session that the palette finds. */
final class Objects {
    private static final int MOST_PROCESSES = 2_000;

    private final Workspace workspace;
    private final Moment moment;
    private final List<Entry> entries = new ArrayList<>();

    private Objects(Workspace workspace, Moment moment) {
        this.workspace = workspace;
        this.moment = moment;
    }

    /** Finds them in window A. For jobs; what Enter does runs on the FX thread. */
    static List<Entry> of(Workspace workspace, Moment moment, CancelToken cancel) {
        Objects objects = new Objects(workspace, moment);
        objects.services(cancel);
        objects.endpoints(cancel);
        objects.processes(cancel);
        return objects.entries;
    }

    private void services(CancelToken cancel) {
        Table table = Tables.run(
                moment.snapshot(), Query.of("overview").by(By.SERVICE).in(moment.a()), cancel);
        for (int row = 0; row < table.rowCount(); row++) {
            String name = text(table, row, "name");
            if (!name.isEmpty()) {
                add(
                        Kind.SERVICE,
                        name,
                        table.count(row, "calls"),
                        "",
                        () -> workspace.open(ViewName.REQUESTS, only(FilterTerm.is(FilterField.SERVICE, name))));
            }
        }
    }

    private void endpoints(CancelToken cancel) {
        Table table = Tables.run(moment.snapshot(), Query.of("endpoints").in(moment.a()), cancel);
        for (int row = 0; row < table.rowCount(); row++) {
            String endpoint = text(table, row, "endpoint");
            String service = text(table, row, "service");
            if (endpoint.isEmpty()) {
                continue;
            }
            if (text(table, row, "protocol").equals(Labels.MYSQL)) {
                String key = Labels.fingerprintId(endpoint) + "@" + service;
                add(
                        Kind.STATEMENT,
                        endpoint,
                        table.count(row, "calls"),
                        service,
                        () -> workspace.go(state ->
                                state.in(ViewName.SQL).where(Filter.ALL).selecting(key)));
            } else {
                add(
                        Kind.ENDPOINT,
                        endpoint,
                        table.count(row, "calls"),
                        service,
                        () -> workspace.open(
                                ViewName.REQUESTS,
                                only(FilterTerm.is(FilterField.SERVICE, service))
                                        .and(FilterTerm.is(FilterField.ENDPOINT, endpoint))));
            }
        }
    }

    private void processes(CancelToken cancel) {
        Table table = Tables.run(moment.snapshot(), Query.of("processes").limit(MOST_PROCESSES), cancel);
        Set<String> seen = new LinkedHashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            String name = text(table, row, "executable");
            Object pid = table.value(row, "pid");
            if (pid instanceof Long number && seen.add(name + number)) {
                FilterTerm term = Filter.parse("pid:" + number).terms().getFirst();
                add(
                        Kind.PROCESS,
                        name + "  pid " + number,
                        0,
                        text(table, row, "service"),
                        () -> workspace.open(ViewName.REQUESTS, only(term)));
            }
        }
    }

    private void add(Kind kind, String title, long calls, String of, Runnable run) {
        String count = calls == 0 ? "" : Counts.of(calls, "call") + " in A";
        String note = of.isEmpty() || count.isEmpty() ? of + count : of + ", " + count;
        entries.add(new Entry(kind, title, new Detail(note, "", calls), run));
    }

    private static Filter only(FilterTerm term) {
        return new Filter(List.of(term));
    }

    private static String text(Table table, int row, String column) {
        return table.value(row, column) instanceof String text ? text : "";
    }
}
