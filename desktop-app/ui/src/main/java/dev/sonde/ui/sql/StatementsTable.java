package dev.sonde.ui.sql;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.naming.NameOrder;
import dev.sonde.core.store.Grain;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.Rules;
import dev.sonde.ui.chart.Sparkline;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.PaintedCell;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.workspace.Doubt;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.TableColumn;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** The statements with their load. Owned by the FX thread. */
final class StatementsTable {
    private static final double WIDTH_OF_ITS_HEAD = 100;
    private static final double FIGURE = 50;

    private final Workspace workspace;
    private final Grid<StatementRow> grid =
            new Grid<>("Statements", (one, other) -> one.key().equals(other.key()));
    private final TableColumn<StatementRow, StatementRow> store;
    private List<StatementRow> rows = List.of();
    private Load load = Load.TIME;
    private String order = "load";
    private boolean descending = true;
    private double allA = 1;
    private double allB = 1;
    private Grain grain = Grain.SERVICE;
    private double secondsA = 1;
    private double secondsB;

    StatementsTable(Workspace workspace) {
        this.workspace = workspace;
        grid.setId("statements");
        var id = grid.column(new Head("Id", Kind.CODE, 70, "id"), row -> new CellText(row.shortId(), "sd-accent"));
        store = grid.column(new Head("Store", Kind.TEXT, 92, "store"), row -> CellText.of(row.owner()));
        var text =
                grid.column(new Head("Statement, normalised", Kind.CODE, 470, "text"), row -> CellText.of(row.text()));
        text.setCellFactory(column -> new StatementCell());
        grid.painted(
                new Head("Load share %", Kind.TEXT, 150, "load"),
                column -> new PaintedCell<>(workspace.look(), this::share));
        var sparks = grid.painted(
                new Head("p99 over time", Kind.TEXT, 110, ""),
                column -> PaintedCell.sparkline(workspace.look(), this::spark));
        sparks.setMinWidth(WIDTH_OF_ITS_HEAD);
        grid.column(
                new Head("Calls /s", Kind.NUMBER, 76, "calls"),
                row -> CellText.of(Rates.text(row.now().counts().calls() / secondsA)));
        var p50 = grid.column(
                new Head("p50", Kind.NUMBER, 78, "p50"),
                row -> CellText.percentile(
                        0.5, row.now().counts().calls(), row.now().latency().p50()));
        var p95 = grid.column(
                new Head("p95", Kind.NUMBER, 78, "p95"),
                row -> CellText.percentile(
                        0.95, row.now().counts().calls(), row.now().latency().p95()));
        var p99 = grid.column(new Head("p99", Kind.NUMBER, 78, "p99"), StatementsTable::p99);
        grid.column(new Head("Δ vs B", Kind.NUMBER, 78, ""), row -> CellText.change(row.change()));
        var out = grid.column(new Head("Rows out", Kind.NUMBER, 78, "rows"), StatementsTable::rowsOut);
        var errors = grid.column(
                new Head("Err %", Kind.NUMBER, 76, "errors"),
                row -> CellText.errors(row.now().counts().errorShare()));
        grid.term(id, row -> Terms.is(FilterField.ENDPOINT, row.text()));
        grid.term(text, row -> Terms.is(FilterField.ENDPOINT, row.text()));
        grid.term(store, row -> Optional.of(GrainWords.answeredBy(grain, row.owner())));
        grid.term(p50, row -> Terms.asSlow(row.now().latency().p50()));
        grid.term(p95, row -> Terms.asSlow(row.now().latency().p95()));
        grid.term(p99, row -> Terms.asSlow(row.now().latency().p99()));
        grid.term(errors, row -> Terms.failed(row.now().counts().errors() > 0));
        grid.tip(this::tip);
        grid.needs(store, 900);
        grid.needs(sparks, 1150);
        grid.needs(out, 1080);
        grid.needs(p95, 1020);
        grid.needs(p50, 960);
        explain();
        grid.onSort(order, (key, fromHighest) -> {
            order = key;
            descending = fromHighest;
            grid.rows(sorted());
        });
    }

    private void explain() {
        grid.explain("p50", Percentiles.explained(0.5));
        grid.explain("p95", Percentiles.explained(0.95));
        grid.explain("p99", Percentiles.explained(0.99));
        grid.explain("Load share %", "Its share of all load in A. Solid: A, dotted mark: its share in B.");
        grid.explain("p99 over time", "On a log scale. Dashed: p99 in B. The tinted stretches are A and B.");
        grid.explain("Δ vs B", "p99 in A against p99 in B; p95 below 500 calls, p50 below 100.");
        grid.explain(
                "Rows out",
                "Rows returned or changed by a call, on average. ≥ where some long response was not followed to its end.");
        grid.explain("Err %", "Share of its calls in A that the server answered with an error.");
        grid.explain("Statement, normalised", "Literals are taken out: a ? stands for each.");
    }

    Grid<StatementRow> grid() {
        return grid;
    }

    void weighBy(Load by) {
        load = by;
        weigh();
        order = "load";
        grid.rows(sorted());
        grid.refresh();
    }

    void show(SqlData data) {
        Grain now = data.moment().state().grain();
        if (grain != now) {
            grain = now;
            // By service it is the store, whatever people call it.
            grid.title(store, now == Grain.SERVICE ? "Store" : GrainWords.title(now));
        }
        rows = data.rows();
        grid.asked(data.moment().state());
        secondsA = Math.max(1e-3, data.seconds().a());
        secondsB = data.seconds().b();
        weigh();
        grid.rows(sorted());
    }

    private void weigh() {
        allA = rows.stream().mapToDouble(row -> load.of(row.now())).sum();
        allB = rows.stream().mapToDouble(row -> load.of(row.before())).sum();
    }

    private List<StatementRow> sorted() {
        List<StatementRow> sorted = new ArrayList<>(rows);
        Comparator<StatementRow> comparator = switch (order) {
            case "id" -> Comparator.comparing(StatementRow::id).reversed();
            case "store" ->
                Comparator.comparing(StatementRow::owner, NameOrder.NAMES).reversed();
            case "text" -> Comparator.comparing(StatementRow::text).reversed();
            default -> Comparator.comparingDouble(value());
        };
        sorted.sort((descending ? comparator.reversed() : comparator).thenComparing(StatementRow::text));
        return sorted;
    }

    private ToDoubleFunction<StatementRow> value() {
        return switch (order) {
            case "calls" -> row -> row.now().counts().calls();
            case "p50" -> row -> known(row.now().latency().p50());
            case "p95" -> row -> known(row.now().latency().p95());
            case "p99" -> row -> known(row.now().latency().p99());
            case "rows" -> row -> known(row.now().counts().rowsAtLeast());
            case "errors" -> row -> row.now().counts().errorShare();
            default -> row -> load.of(row.now());
        };
    }

    private Tip tip(StatementRow row) {
        Moment moment = workspace.moment();
        boolean compared = row.before() != null;
        double b = allB == 0 ? 0 : load.of(row.before()) / allB;
        return StatementTip.of(row.text(), row, secondsA, secondsB)
                .and(Tip.Line.compared(
                        "share of load",
                        Shares.text(allA == 0 ? 0 : load.of(row.now()) / allA),
                        compared ? Shares.text(b) : null,
                        Change.NONE))
                .doubting(Doubt.of(moment, moment.a(), row.now().counts().calls()))
                .then("Enter shows its requests");
    }

    /** What got much worse stands out. */
    private static CellText p99(StatementRow row) {
        CellText text = CellText.percentile(
                0.99, row.now().counts().calls(), row.now().latency().p99());
        boolean worse = row.compared().equals("p99") && row.change().weight() == Change.Weight.ERROR;
        return worse ? new CellText(text.text(), "sd-error") : text;
    }

    private static CellText rowsOut(StatementRow row) {
        StatementRow.Counts counts = row.now().counts();
        Long all = counts.rowsAtLeast();
        if (all == null) {
            return CellText.muted("–");
        }
        double mean = (double) all / Math.max(1, counts.calls());
        String text = mean == Math.rint(mean) ? Counts.text(Math.round(mean)) : Rates.text(mean);
        return counts.rows() == null ? CellText.muted("≥ " + text) : CellText.of(text);
    }

    private void share(GraphicsContext g, StatementRow row, double width, double height) {
        double share = allA == 0 ? 0 : load.of(row.now()) / allA;
        double room = Math.max(1, width - FIGURE);
        double top = Math.rint(height / 2 - 4);
        g.setFill(workspace.look().colour(Token.SURFACE_TRACK));
        g.fillRect(0, top, room, 9);
        g.setFill(workspace.look().colour(Sparkline.colour(row.change().weight())));
        g.fillRect(0, top, Math.max(share > 0 ? 1.5 : 0, room * share), 9);
        if (row.before() != null && allB > 0) {
            double x = Brushes.snap(Math.min(room - 1, room * load.of(row.before()) / allB));
            g.setStroke(workspace.look().colour(Token.WINDOW_B));
            g.setLineWidth(1);
            g.setLineDashes(2, 2);
            Rules.down(g, x, top - 3, top + 12);
            g.setLineDashes();
        }
        Typeface.DATA.use(g);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(workspace.look().colour(Token.TEXT_PRIMARY));
        g.fillText(Shares.digits(share), width, height / 2 + 0.5);
    }

    private void spark(Sparkline line, GraphicsContext g, StatementRow row, double width, double height) {
        Moment moment = workspace.moment();
        Long level = row.before() == null ? null : row.before().latency().p99();
        line.paint(
                g,
                width,
                height,
                moment.extent(),
                new Brushes.Marks(moment.a(), moment.b(), List.of()),
                new Sparkline.Content(row.line(), row.change().weight(), level));
    }

    private static double known(@Nullable Long value) {
        return value == null ? -1 : value;
    }
}
