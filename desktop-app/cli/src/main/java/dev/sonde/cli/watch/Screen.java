package dev.sonde.cli.watch;

import dev.sonde.cli.print.TextTable;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is shown of a session at one moment, as lines of text. No terminal in it. */
final class Screen {
    /** The time that the numbers of a live session are of. */
    private static final long WINDOW_NANOS = 60_000_000_000L;

    /** Lines that are no rows: the status, and of each section a gap, its title and the names of its columns. */
    private static final int LINES_AROUND_ROWS = 1 + 3 * 3;

    private static final List<Section> SECTIONS = List.of(
            new Section(
                    "SERVICES",
                    Query.of("overview")
                            .by(By.SERVICE)
                            .columns(List.of("name", "calls", "errors", "rate_per_s", "p50_ns", "p99_ns", "max_ns"))),
            new Section(
                    "ENDPOINTS",
                    Query.of("endpoints")
                            .sortedBy("calls", true)
                            .columns(List.of(
                                    "service", "endpoint", "calls", "errors", "rate_per_s", "p50_ns", "p99_ns"))),
            new Section(
                    "SLOWEST",
                    Query.of("exchanges")
                            .sortedBy("duration_ns", true)
                            .columns(List.of("start", "server", "endpoint", "status", "duration_ns", "client"))));

    /** Shown while there are any: requests that have no answer yet. */
    private static final Section WAITING = new Section(
            "NO ANSWER YET",
            Query.of("waiting").columns(List.of("start", "waited_ns", "server", "endpoint", "client")));

    private static final int WAITING_ROWS = 5;

    private record Section(String title, Query query) {}

    /** Lines and columns. */
    record Size(int height, int width) {}

    private Screen() {}

    static List<String> lines(SessionState state, Snapshot snapshot, Filter filter, boolean live, Size size) {
        List<String> lines = new ArrayList<>();
        lines.add(status(state, live));
        if (live) {
            lines.addAll(waiting(snapshot, filter, size));
        }
        if (snapshot.callCount() == 0) {
            lines.addAll(lines.size() > 1 ? List.of() : nothing(state, snapshot));
            return cut(lines, size);
        }
        long end = snapshot.liveEdgeNanos();
        Window window = live ? new Window(end - WINDOW_NANOS, end + 1) : Window.ALL;
        int rows = Math.max(1, (size.height() - lines.size() + 1 - LINES_AROUND_ROWS) / SECTIONS.size());
        for (Section section : SECTIONS) {
            lines.add("");
            lines.add(section.title());
            Table table = Tables.run(
                    snapshot, section.query().in(window).where(filter).limit(rows), CancelToken.NONE);
            if (table.rowCount() == 0) {
                lines.add(filter.isEmpty() ? "none in the last minute" : "none that " + filter.text() + " keeps");
            } else {
                lines.addAll(TextTable.lines(table, size.width()));
            }
        }
        return cut(lines, size);
    }

    /** Whether a line is the title of a section. */
    static boolean isHeading(String line) {
        return WAITING.title().equals(line)
                || SECTIONS.stream().anyMatch(section -> section.title().equals(line));
    }

    private static List<String> waiting(Snapshot snapshot, Filter filter, Size size) {
        Query query = WAITING.query().where(filter);
        Table first = Tables.run(snapshot, query.limit(WAITING_ROWS), CancelToken.NONE);
        if (first.rowCount() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("", WAITING.title()));
        lines.addAll(TextTable.lines(first, size.width()));
        int more = Tables.run(snapshot, query, CancelToken.NONE).rowCount() - first.rowCount();
        if (more > 0) {
            lines.add("and " + more + " more");
        }
        return lines;
    }

    private static List<String> nothing(SessionState state, Snapshot snapshot) {
        if (state.source() instanceof SourceState.Live) {
            long connections = snapshot.distinctConnectionCount();
            return List.of(
                    "",
                    connections == 0
                            ? "No request seen yet."
                            : "No request seen yet; " + connections
                                    + " connections, none with HTTP/1 or MySQL that can be read.",
                    "",
                    "Sonde sees HTTP/1.1 and MySQL over TCP, also on the loopback address.",
                    "With --process, --pid, --port or --container it sees that alone.",
                    "To see something, try:",
                    "  python3 -m http.server 8000 &",
                    "  curl http://127.0.0.1:8000/");
        }
        return state.source() instanceof SourceState.Ended ? List.of("", "There is no request in it.") : List.of();
    }

    private static String status(SessionState state, boolean live) {
        StringBuilder line = new StringBuilder(
                switch (state.source()) {
                    case SourceState.Starting(String doing) -> doing + " …";
                    case SourceState.Live _ -> "live, last minute";
                    case SourceState.Interrupted(var reason, long _) -> "interrupted: " + reason.oneLine();
                    case SourceState.Ended(String reason) -> live ? reason : "the whole file";
                    case SourceState.Failed(var reason) -> reason.oneLine();
                });
        if (live && state.cost().cpuCores() >= 0) {
            line.append(String.format(
                    Locale.ROOT,
                    " · agent %.3f cores, %d MiB",
                    state.cost().cpuCores(),
                    state.cost().rssBytes() >> 20));
        }
        if (state.lost() > 0) {
            line.append(" · lost ").append(state.lost());
        }
        return line.toString();
    }

    private static List<String> cut(List<String> lines, Size size) {
        return lines.stream()
                .limit(Math.max(1, size.height()))
                .map(line -> line.length() > size.width() ? line.substring(0, size.width()) : line)
                .toList();
    }
}
