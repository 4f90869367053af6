package dev.sonde.ui.overview;

import dev.sonde.core.change.Changes;
import dev.sonde.core.change.SlowEdge;
import dev.sonde.themes.Token;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.PaintedCell;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Who waits for whom. Owned by the FX thread. */
final class EdgesTable {
    private static final double FIGURE = 52;

    private final Workspace workspace;
    private final Grid<SlowEdge> grid = new Grid<>(
            "Slow calls by edge",
            (one, other) -> one.client().equals(other.client()) && one.server().equals(other.server()));
    private double minutesA = 1;
    private double minutesB = 1;
    private double allNanos = 1;

    EdgesTable(Workspace workspace) {
        this.workspace = workspace;
        grid.setId("edges");
        grid.column(new Head("Caller → callee", Kind.NAME, 150, ""), row -> CellText.of(name(row)));
        grid.column(
                new Head("A /min", Kind.NUMBER, 62, ""),
                row -> new CellText(Rates.text(row.slowA() / minutesA), row.slowA() > 0 ? "sd-error" : "sd-muted"));
        grid.column(
                new Head("B /min", Kind.NUMBER, 62, ""),
                row -> new CellText(Rates.text(row.slowB() / minutesB), "sd-muted"));
        grid.painted(
                new Head("Own share of slow time", Kind.TEXT, 150, ""),
                column -> new PaintedCell<>(workspace.look(), this::bar));
        grid.tip(row -> OverviewTips.of(
                row, row.slowA() / minutesA, row.slowB() / minutesB, row.ownNanos() / allNanos, workspace.moment()));
        grid.explain("A /min", "Slow calls a minute in A.");
        grid.explain("B /min", "Slow calls a minute in the baseline.");
        grid.explain(
                "Own share of slow time",
                "A slow call counts for the callee that spent the time: what it waited for another slow call is that one's.");
    }

    Grid<SlowEdge> grid() {
        return grid;
    }

    static String name(SlowEdge edge) {
        return edge.client().name() + " → " + edge.server().name();
    }

    void show(Moment moment, Changes changes) {
        minutesA = minutes(moment.knownNanos(changes.question().a()));
        minutesB = changes.question().b() == null
                ? 1
                : minutes(changes.question().b().durationNanos());
        allNanos = Math.max(
                1, changes.edges().stream().mapToDouble(SlowEdge::ownNanos).sum());
        grid.asked(moment.state());
        grid.rows(changes.edges());
    }

    private static double minutes(long nanos) {
        return Math.max(1e-3, nanos / 60e9);
    }

    private void bar(GraphicsContext g, SlowEdge row, double width, double height) {
        double share = row.ownNanos() / allNanos;
        double room = Math.max(1, width - FIGURE);
        double top = Math.rint(height / 2 - 4);
        g.setFill(workspace.look().colour(Token.SURFACE_TRACK));
        g.fillRect(0, top, room, 9);
        g.setFill(workspace.look().colour(Token.SERIES_4));
        g.fillRect(0, top, Math.max(share > 0 ? 1.5 : 0, room * share), 9);
        Typeface.DATA.use(g);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(workspace.look().colour(Token.TEXT_PRIMARY));
        g.fillText(Shares.text(share), width, height / 2 + 0.5);
    }
}
