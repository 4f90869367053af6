package dev.sonde.cli.watch;

import dev.sonde.cli.print.TextTable;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is shown of a session at one moment, as lines of text. No terminal in it. */
final class Screen {
    /** The time that the numbers are of. */
    static final long WINDOW_NANOS = 60_000_000_000L;

    private Screen() {}

    static List<String> lines(SessionState state, Snapshot snapshot, Filter filter, int height, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(status(state));
        if (snapshot.callCount() == 0) {
            lines.add("");
            lines.add(
                    state.source() instanceof SourceState.Live
                            ? "No requests seen yet. Try: curl http://localhost/ against a local server, or start your program."
                            : "");
            return cut(lines, height, width);
        }
        long end = snapshot.liveEdgeNanos();
        Window window = new Window(end - WINDOW_NANOS, end + 1);
        int part = Math.max(3, (height - 8) / 3);
        section(
                lines,
                "services",
                snapshot,
                Query.of("overview")
                        .by(By.SERVICE)
                        .columns(List.of("name", "calls", "errors", "rate_per_s", "p50_ns", "p99_ns", "max_ns")),
                window,
                filter,
                part);
        section(
                lines,
                "endpoints",
                snapshot,
                Query.of("endpoints")
                        .sortedBy("calls", true)
                        .columns(List.of(
                                "service",
                                "protocol",
                                "endpoint",
                                "calls",
                                "errors",
                                "rate_per_s",
                                "p50_ns",
                                "p99_ns")),
                window,
                filter,
                part);
        section(
                lines,
                "slowest",
                snapshot,
                Query.of("exchanges")
                        .sortedBy("duration_ns", true)
                        .columns(List.of("start", "server", "endpoint", "status", "duration_ns", "client")),
                window,
                filter,
                part);
        return cut(lines, height, width);
    }

    private static void section(
            List<String> lines, String title, Snapshot snapshot, Query query, Window window, Filter filter, int rows) {
        lines.add("");
        lines.add(title.toUpperCase(Locale.ROOT));
        lines.addAll(TextTable.lines(
                Tables.run(snapshot, query.in(window).where(filter).limit(rows), CancelToken.NONE)));
    }

    private static String status(SessionState state) {
        String source = switch (state.source()) {
            case SourceState.Starting(String doing) -> doing + " …";
            case SourceState.Live _ -> "live";
            case SourceState.Interrupted(var reason, long _) -> "interrupted: " + reason.oneLine();
            case SourceState.Ended(String reason) -> reason;
            case SourceState.Failed(var reason) -> reason.oneLine();
        };
        StringBuilder line = new StringBuilder(source);
        if (state.cost().cpuCores() >= 0) {
            line.append(String.format(
                    Locale.ROOT,
                    " · agent %.3f cores, %d MiB",
                    state.cost().cpuCores(),
                    state.cost().rssBytes() >> 20));
        }
        if (state.lost() > 0) {
            line.append(" · lost ").append(state.lost());
        }
        return line.append(" · last minute").toString();
    }

    private static List<String> cut(List<String> lines, int height, int width) {
        return lines.stream()
                .limit(height)
                .map(line -> line.length() > width ? line.substring(0, width) : line)
                .toList();
    }
}
