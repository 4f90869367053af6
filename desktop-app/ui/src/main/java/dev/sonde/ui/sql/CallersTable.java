package dev.sonde.ui.sql;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.series.Callers;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who calls a statement, each with its own figures. Owned by the FX thread. */
final class CallersTable {
    private final Workspace workspace;
    private final Grid<StatementRow> grid =
            new Grid<>("Callers", (one, other) -> one.owner().equals(other.owner()));
    private Map<String, Map<String, Long>> versions = Map.of();
    private double secondsA = 1;
    private double secondsB;

    CallersTable(Workspace workspace) {
        this.workspace = workspace;
        grid.setId("callers");
        var caller = grid.column(new Head("Caller", Kind.NAME, 120, ""), row -> CellText.of(brief(row.owner())));
        grid.term(caller, row -> Optional.of(term(row)));
        grid.tip(row -> StatementTip.of(name(row.owner()) + " as a caller", row, secondsA, secondsB)
                .then("Enter shows its requests"));
        grid.column(
                new Head("Calls /s", Kind.NUMBER, 68, ""),
                row -> CellText.of(Rates.text(row.now().counts().calls() / secondsA)));
        grid.column(
                new Head("p50", Kind.NUMBER, 74, ""),
                row -> CellText.of(Durations.textOrDash(row.now().latency().p50())));
        grid.column(
                new Head("p99", Kind.NUMBER, 74, ""),
                row -> CellText.percentile(
                        0.99, row.now().counts().calls(), row.now().latency().p99()));
        grid.column(new Head("Δ vs B", Kind.NUMBER, 74, ""), row -> CellText.change(row.change()));
        grid.explain("p50", Percentiles.explained(0.5));
        grid.explain("p99", Percentiles.explained(0.99));
        var errors = grid.column(
                new Head("Err %", Kind.NUMBER, 54, ""),
                row -> CellText.errors(row.now().counts().errorShare()));
        grid.needs(errors, 440);
    }

    Grid<StatementRow> grid() {
        return grid;
    }

    /** Shows the callers of a statement; {@code seconds} are those of the windows that their calls are counted in. */
    void show(List<StatementRow> rows, Callers asked, SqlData.Seconds seconds) {
        versions = asked.versions();
        secondsA = Math.max(1e-3, seconds.a());
        secondsB = seconds.b();
        grid.rows(rows);
    }

    /** A caller, and the versions of it that ask, by how often: a column has no room for their shares. */
    private String brief(String caller) {
        List<String> asked = byShare(caller);
        return asked.isEmpty() ? caller : caller + " · " + String.join(", ", asked);
    }

    private List<String> byShare(String caller) {
        return versions.getOrDefault(caller, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A caller, and which version of it asks: with their shares where there are several. */
    private String name(String caller) {
        Map<String, Long> asked = versions.getOrDefault(caller, Map.of());
        if (asked.isEmpty()) {
            return caller;
        }
        double all = asked.values().stream().mapToLong(Long::longValue).sum();
        return caller + " · "
                + byShare(caller).stream()
                        .map(version -> asked.size() == 1
                                ? version
                                : version + " " + Shares.text(asked.getOrDefault(version, 0L) / all))
                        .collect(Collectors.joining(", "));
    }

    /** What keeps the calls of a caller. */
    FilterTerm term(StatementRow row) {
        return GrainWords.askedBy(workspace.moment().state().grain(), row.owner());
    }
}
