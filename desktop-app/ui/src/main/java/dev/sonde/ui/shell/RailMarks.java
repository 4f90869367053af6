package dev.sonde.ui.shell;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.number.Tail;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.OfBaseline;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out which views show something that is worse than in the baseline, for the rail. Owned by the FX thread. */
final class RailMarks {
    private static final Logger LOG = System.getLogger(RailMarks.class.getName());

    /** Live, this is not worth doing with every tick. */
    private static final long EVERY_NANOS = 5_000_000_000L;

    /** What takes less of the time than this is no reason to look. */
    private static final double LEAST_SHARE = 0.01;

    private static final int LONGEST_NAME = 48;

    private final Workspace workspace;
    private final Refresher<Map<ViewName, Worse>> refresher;
    private final OfBaseline<Map<String, Part>> services = new OfBaseline<>();
    private final OfBaseline<Map<String, Part>> statements = new OfBaseline<>();
    private String asked = "";
    private long askedNanos;

    /** What is worst in a view. */
    record Worse(Change.Weight weight, String words) {}

    /** One service or statement: its durations, and how much there is of it. */
    private record Part(Tail tail, double amount) {}

    RailMarks(Workspace workspace, Rail rail) {
        this.workspace = workspace;
        refresher = new Refresher<>(
                workspace.jobs(),
                "rail",
                rail::worse,
                error -> LOG.log(Level.WARNING, "The rail can''t be marked: {0}", error.oneLine()));
        workspace.onMoment(this::show);
    }

    private void show(Moment moment) {
        String question =
                moment.state().time() + " " + moment.b() + " " + moment.filter().text();
        long now = System.nanoTime();
        boolean other = !question.equals(asked);
        boolean due = other || !workspace.isLive() || now - askedNanos > EVERY_NANOS;
        if (!due || !moment.hasCalls()) {
            return;
        }
        asked = question;
        askedNanos = now;
        refresher.ask(job -> worse(moment, job));
    }

    private Map<ViewName, Worse> worse(Moment moment, CancelToken cancel) {
        Map<ViewName, Worse> found = new EnumMap<>(ViewName.class);
        Window b = moment.b();
        if (b == null) {
            return found;
        }
        // What is slow is not asked, but the rule that the views have lets them share the walk over the rows.
        Slowness slowness = workspace.slowness(moment, cancel);
        Query overview =
                Query.of("overview").by(By.SERVICE).where(moment.filter()).slowBy(slowness);
        Worse service = worst(
                parts(moment, overview.in(moment.a()), "name", "calls", cancel),
                services.of(moment, b, moment.filter(), () -> parts(moment, overview.in(b), "name", "calls", cancel)));
        if (service != null) {
            for (ViewName view : new ViewName[] {ViewName.OVERVIEW, ViewName.MAP, ViewName.REQUESTS}) {
                found.put(view, service);
            }
        }
        Query sql = Query.of("sql").where(moment.filter()).slowBy(slowness);
        Worse statement = worst(
                parts(moment, sql.in(moment.a()), "fingerprint", "total_ns", cancel),
                statements.of(
                        moment, b, moment.filter(), () -> parts(moment, sql.in(b), "fingerprint", "total_ns", cancel)));
        if (statement != null) {
            found.put(ViewName.SQL, statement);
        }
        return found;
    }

    private static Map<String, Part> parts(Moment moment, Query query, String name, String amount, CancelToken cancel) {
        Table table = Tables.run(moment.snapshot(), query, cancel);
        Map<String, Part> parts = new HashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            Tail tail = new Tail(
                    table.count(row, "calls"),
                    table.known(row, "p50_ns"),
                    table.known(row, "p95_ns"),
                    table.known(row, "p99_ns"));
            parts.put(String.valueOf(table.value(row, name)), new Part(tail, table.count(row, amount)));
        }
        return parts;
    }

    /** The worst, and of those the one that there is most of; null where none is worse. */
    private static @Nullable Worse worst(Map<String, Part> now, Map<String, Part> before) {
        double all = now.values().stream().mapToDouble(Part::amount).sum();
        Worse worst = null;
        double most = 0;
        for (Map.Entry<String, Part> each : now.entrySet()) {
            Part part = each.getValue();
            Part then = before.get(each.getKey());
            Tail tail = then == null ? Tail.NONE : then.tail();
            Change change = part.tail().against(tail);
            boolean counts = change.weight().compareTo(Change.Weight.WARN) >= 0 && part.amount() >= all * LEAST_SHARE;
            boolean more = worst == null
                    || change.weight().compareTo(worst.weight()) > 0
                    || (change.weight() == worst.weight() && part.amount() > most);
            if (counts && more) {
                most = part.amount();
                worst = new Worse(
                        change.weight(),
                        Elision.middle(each.getKey(), LONGEST_NAME) + ", "
                                + part.tail().compared(tail) + " " + change.text());
            }
        }
        return worst;
    }
}
