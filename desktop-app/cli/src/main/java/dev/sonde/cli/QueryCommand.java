package dev.sonde.cli;

import dev.sonde.cli.print.FormatOption;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Column;
import dev.sonde.core.table.ColumnType;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sonde query}: one table of a recording. */
@Command(
        name = "query",
        header = "Prints one table of a recording or a capture.",
        footerHeading =
                "%nTables: overview, endpoints, exchanges, waiting, edges, connections, sql, changes, processes, agents,"
                        + " loss, events, facts.%n%nwaiting: requests that had no answer yet, a second or more after they"
                        + " were sent, at the end of what is in the file.%n%nchanges: what slow and failed calls have in common more than the other calls,"
                        + " and more than in the baseline; the most telling first.%n%nExamples:%n",
        footer = {
            "  sonde query incident.sonde endpoints --sort p99_ns --limit 10",
            "  sonde query incident.sonde exchanges --filter 'latency:>200ms !path:/healthz' --format jsonl",
            "  sonde query incident.sonde overview --by service --from -30s",
            "  sonde query shop.sonde edges --by pod --filter namespace:shop",
            "  sonde query incident.sonde changes --from +20s --baseline +0s..+14s --slow 100ms",
            "  sonde query traffic.pcap sql --columns fingerprint,calls,p95_ns --format csv"
        })
final class QueryCommand implements Runner {
    /** Tables whose rows need nothing from outside of their window; others tell of states that were said before it. */
    private static final Set<String> OF_CALLS = Set.of("overview", "endpoints", "exchanges", "sql");

    @Mixin
    Common common = new Common();

    @Parameters(index = "0", paramLabel = "FILE", description = "A recording or a packet capture.")
    Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "TABLE", description = "Which table.")
    String table = "";

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "Only what this keeps, in the window's filter language.")
    String filter = "";

    @Option(names = "--from", paramLabel = "TIME", description = "RFC 3339, +5s from the start or -5s from the end.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "First moment after the range, in the same forms.")
    @Nullable
    String to;

    @Option(
            names = "--by",
            paramLabel = "KEY",
            description = "service, workload, pod or node; of what is no edge also process, endpoint or peer.")
    @Nullable
    String by;

    @Option(
            names = "--baseline",
            paramLabel = "FROM..TO",
            description = "What changes are measured against; without it, the longest calm stretch before the trouble.")
    @Nullable
    String baseline;

    @Option(
            names = "--slow",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Calls are slow from here on: 500ms unless you say so; changes go by the baseline.")
    @Nullable
    Duration slow;

    @Option(names = "--sort", paramLabel = "COLUMN", description = "Numbers from the highest, text from A.")
    @Nullable
    String sort;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--columns", paramLabel = "A,B,…", split = ",", description = "Only these, in this order.")
    List<String> columns = new ArrayList<>();

    @Mixin
    FormatOption form = new FormatOption();

    @Override
    public int run(Terminal terminal) throws Exception {
        Query query = Query.of(table).where(FilterOption.parse(filter)).by(key());
        if (limit < 0) {
            throw new SondeException("SD-3106", "--limit can't be " + limit, "", "Name how many rows at most.");
        }
        if (!Tables.names().contains(table)) {
            // Said before a large file is read for nothing.
            throw new SondeException(
                    "SD-3020",
                    "There is no table " + table,
                    "",
                    "The tables are: " + String.join(", ", Tables.names()) + ".");
        }
        try (Opened opened = open(terminal)) {
            Snapshot snapshot = opened.session().store().snapshot();
            Query ranged = query.in(TimeRange.of(from, to, extent(snapshot)))
                    .against(TimeRange.named("--baseline", baseline, extent(snapshot)));
            ranged = slow == null ? ranged : ranged.slowFrom(slow);
            Table result = Tables.run(snapshot, shaped(ranged, snapshot), CancelToken.NONE);
            form.format.print(result, terminal.out());
            return status(result, opened, terminal);
        }
    }

    /** Reads the file, or of a recording only the range that a table of calls is about. */
    private Opened open(Terminal terminal) throws InterruptedException {
        boolean ranged = (from != null || to != null) && OF_CALLS.contains(table) && isRecording();
        return ranged
                ? Opened.range(file, TimeRange.of(from, to, RecordingSource.extent(file)), terminal)
                : Opened.file(file, terminal);
    }

    private Window extent(Snapshot snapshot) {
        return isRecording() ? RecordingSource.extent(file) : snapshot.extent();
    }

    private boolean isRecording() {
        return WhereFile.of(file) instanceof Where.Recording;
    }

    private @Nullable By key() {
        String name = by;
        if (name == null) {
            return null;
        }
        return By.named(name)
                .orElseThrow(() -> new SondeException(
                        "SD-3105",
                        "Tables can't be grouped by " + name,
                        "",
                        "Use service, workload, pod, node, process, endpoint or peer."));
    }

    private Query shaped(Query query, Snapshot snapshot) {
        Query shaped = query.columns(columns);
        String column = sort;
        if (column != null) {
            shaped = shaped.sortedBy(column, isNumber(query, column, snapshot));
        }
        return limit == Integer.MAX_VALUE ? shaped : shaped.limit(limit);
    }

    private static boolean isNumber(Query query, String column, Snapshot snapshot) {
        Table empty = Tables.run(snapshot, query.limit(0), CancelToken.NONE);
        int index = empty.indexOf(column);
        if (index < 0) {
            return false;
        }
        ColumnType type = empty.columns().stream()
                .map(Column::type)
                .skip(index)
                .findFirst()
                .orElse(ColumnType.TEXT);
        return type != ColumnType.TEXT && type != ColumnType.TIME;
    }

    private int status(Table result, Opened opened, Terminal terminal) {
        int read = opened.status(terminal);
        if (read != ExitStatus.DONE) {
            return read;
        }
        if (result.coverage().evicted()) {
            terminal.err()
                    .println(
                            "SD-3107: The recording is larger than memory, and its beginning is not in this table. Ask for a"
                                    + " later range with --from, or give Java more memory.");
            return ExitStatus.LOST;
        }
        if (result.name().equals("changes") && result.rowCount() == 0 && limit > 0 && !common.quiet) {
            terminal.err().println("note: nothing stands out among the slow and the failed calls");
        }
        if (!result.coverage().notApplied().isEmpty() && !common.quiet) {
            terminal.err()
                    .println("note: rows of " + result.name() + " can't be asked "
                            + result.coverage().notApplied().stream()
                                    .map(FilterTerm::text)
                                    .collect(Collectors.joining(" "))
                            + "; the rest of the filter was applied");
        }
        if (result.coverage().undecidedCalls() > 0 && !common.quiet) {
            terminal.err()
                    .println(
                            "note: " + result.coverage().undecidedCalls()
                                    + " calls were counted without a row each; the filter can't be asked of them, so they are left out");
        }
        return ExitStatus.DONE;
    }
}
