package dev.sonde.ui.sql;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.By;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.Query;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.ColumnMenu;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.Segmented;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
import dev.sonde.ui.shell.RowActions.Kept;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.ViewFrame;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The SQL view. Owned by the FX thread. */
public final class SqlView implements View {
    private final Workspace workspace;
    private final ViewFrame<SqlData> frame;
    private List<Object> without = List.of();
    private final StatementsTable statements;
    private final StatementDetail detail;
    private final DistributionChart distribution;
    private final AgainstBadge against = new AgainstBadge();
    private final CallersTable callersTable;
    private final Grid<StatementRow> callers;
    private final Grid<ExchangeRow> slowest;
    private final Panel statementsPanel;
    private final Panel detailPanel;
    private final Panel callersPanel;
    private final Panel slowestPanel;
    private final SqlData.Baseline baseline = new SqlData.Baseline();

    /** A SQL view of a workspace. */
    public SqlView(Workspace workspace) {
        this.workspace = workspace;
        statements = new StatementsTable(workspace);
        callersTable = new CallersTable(workspace);
        callers = callersTable.grid();
        slowest = new ExecutionsTable(workspace).grid();
        detail = new StatementDetail(workspace, this::openRequests);
        distribution = new DistributionChart(workspace.look());
        statementsPanel = new Panel("Statements", statements.grid());
        statementsPanel.tools(
                Nodes.label("Load by", "sd-muted"),
                new Segmented(
                        Arrays.stream(Load.values()).map(Load::label).toList(),
                        label -> Arrays.stream(Load.values())
                                .filter(load -> load.label().equals(label))
                                .forEach(statements::weighBy)),
                literals(),
                ColumnMenu.button(statements.grid()),
                RowActions.exportButton(workspace));
        detailPanel = new Panel("Statement", detail);
        detailPanel.tools(against);
        VBox calls = new VBox(distribution, callers);
        calls.setMinSize(0, 0);
        distribution.setPrefHeight(100);
        callers.setPrefHeight(100);
        VBox.setVgrow(distribution, Priority.ALWAYS);
        VBox.setVgrow(callers, Priority.ALWAYS);
        callersPanel = new Panel("Callers", calls);
        callersPanel.note("share of calls by duration, log, A against B");
        slowestPanel = new Panel("Slowest executions", slowest);
        slowestPanel.note("in A");
        HBox bottom = new HBox(12, detailPanel, callersPanel, slowestPanel);
        for (Panel panel : List.of(detailPanel, callersPanel, slowestPanel)) {
            HBox.setHgrow(panel, Priority.ALWAYS);
            panel.setPrefWidth(100);
            panel.setMinWidth(0);
        }
        VBox content = new VBox(12, statementsPanel, bottom);
        content.setMinSize(0, 0);
        for (Node half : List.of(statementsPanel, bottom)) {
            VBox.setVgrow(half, Priority.ALWAYS);
        }
        statementsPanel.setPrefHeight(100);
        bottom.setPrefHeight(100);
        bottom.setMinHeight(0);
        frame = new ViewFrame<>(
                workspace,
                "sql",
                new ViewFrame.Body(content, statements.grid()),
                moment -> job -> SqlData.of(moment, baseline, job),
                this::draw,
                this::fail);
        frame.spread(statements.grid(), callers, slowest);
        frame.node().widthProperty().subscribe(width -> {
            boolean room = width.doubleValue() == 0 || width.doubleValue() > 1150;
            slowestPanel.setVisible(room);
            slowestPanel.setManaged(room);
        });
        listen();
    }

    private ToggleButton literals() {
        ToggleButton button = new ToggleButton("Literals hidden");
        button.setAccessibleText("Show literals");
        button.getStyleClass().add("sd-small");
        button.selectedProperty().subscribe(on -> {
            button.setText(on ? "Literals shown" : "Literals hidden");
            button.setGraphic(Icons.of(on ? Icon.EYE : Icon.EYE_OFF, 14));
            detail.literals(on);
        });
        Nodes.tip(button, "Values of statements can be secrets. They are shown only where this session has them.");
        return button;
    }

    private void listen() {
        statements.grid().onSelect(row -> {
            String key = row == null ? "" : row.key();
            workspace.replace(state -> state.selecting(key));
        });
        statements.grid().onOpen(row -> openRequests(terms(row)));
        statements
                .grid()
                .onCellMenu((row, hit) -> RowActions.menu(
                        workspace,
                        open(() -> openRequests(terms(row))),
                        new Kept(terms(row), hit),
                        List.of(
                                new Copy("statement", row.text()),
                                new Copy("fingerprint", row.id()),
                                new Copy("row", statements.grid().text(row)))));
        callers.onOpen(row -> openRequests(asked(row)));
        callers.onCellMenu((row, hit) -> RowActions.menu(
                workspace,
                open(() -> openRequests(asked(row))),
                new Kept(List.of(callersTable.term(row)), hit),
                List.of(new Copy("caller", row.owner()), new Copy("row", callers.text(row)))));
        slowest.onOpen(row -> openRequests());
        slowest.onCellMenu((row, hit) -> RowActions.menu(
                workspace,
                open(this::openRequests),
                new Kept(
                        List.of(
                                GrainWords.answeredBy(
                                        grain(), row.server(grain()).name()),
                                FilterTerm.is(FilterField.ENDPOINT, row.endpoint())),
                        hit),
                List.of(new Copy("row", slowest.text(row)))));
    }

    private static Action open(Runnable run) {
        return new Action("Show the requests", "Enter", Icon.LIST_TREE, run);
    }

    @Override
    public ViewName name() {
        return ViewName.SQL;
    }

    @Override
    public Node node() {
        return frame.node();
    }

    @Override
    public void dress() {
        frame.dress();
    }

    @Override
    public void focus() {
        frame.focus();
    }

    @Override
    public void show(Moment moment) {
        frame.show(moment);
    }

    @Override
    public List<FilterTerm> selected() {
        StatementRow caller = callers.selected();
        if (callers.isFocused() && caller != null) {
            return List.of(callersTable.term(caller));
        }
        StatementRow row = statements.grid().selected();
        return row == null ? List.of() : terms(row);
    }

    @Override
    public boolean clearSelection() {
        boolean had = !workspace.moment().state().selection().isEmpty();
        if (had) {
            workspace.replace(state -> state.selecting(""));
        }
        return had;
    }

    @Override
    public Map<Command, String> commands() {
        return Map.of(Command.REQUESTS, "Requests of the statement");
    }

    @Override
    public Optional<Grid<?>> searched() {
        return Optional.of(statements.grid());
    }

    @Override
    public Optional<Query> table(Moment moment) {
        return Optional.of(
                Query.of("sql").by(By.of(moment.state().grain())).in(moment.a()).where(moment.filter()));
    }

    @Override
    public boolean run(Command command) {
        if (command == Command.REQUESTS) {
            openRequests();
            return true;
        }
        return false;
    }

    private Grain grain() {
        return workspace.moment().state().grain();
    }

    private List<FilterTerm> terms(StatementRow row) {
        return SqlData.terms(row, grain());
    }

    /** What keeps the calls of a statement by one caller. */
    private List<FilterTerm> asked(StatementRow row) {
        return List.of(callersTable.term(row), FilterTerm.is(FilterField.ENDPOINT, row.text()));
    }

    private void openRequests() {
        StatementRow row = statements.grid().selected();
        if (row != null) {
            openRequests(terms(row));
        }
    }

    private void openRequests(List<FilterTerm> terms) {
        Filter filter = workspace.moment().filter();
        for (FilterTerm term : terms) {
            filter = filter.and(term);
        }
        workspace.open(ViewName.REQUESTS, filter);
    }

    private void draw(SqlData data) {
        SqlData.Detail of = data.detail();
        if (of == null) {
            frame.draw(List.of(() -> drawNothing(data)));
            return;
        }
        without = List.of();
        frame.draw(List.of(
                () -> {
                    for (Panel panel : List.of(statementsPanel, detailPanel, callersPanel, slowestPanel)) {
                        panel.uncover();
                    }
                    drawStatements(data);
                    // Without a selection of the user's, the first is shown and marked.
                    statements
                            .grid()
                            .selectQuietly(row -> row.key().equals(of.row().key()));
                },
                () -> drawDetail(of),
                () -> {
                    callers.asked(about(data, of));
                    callersTable.show(of.callers(), of.a(), data.seconds());
                },
                () -> {
                    slowest.asked(about(data, of));
                    slowest.rows(of.runs().slowest());
                }));
    }

    /** What rows about a statement answer: the first one is shown without being asked for, and may become another. */
    private static NavigationState about(SqlData data, SqlData.Detail detail) {
        return data.moment().state().selecting(detail.row().key());
    }

    private void drawStatements(SqlData data) {
        statements.show(data);
        statementsPanel.note(summary(data));
    }

    private void fail(SondeException error) {
        without = List.of();
        statementsPanel.cover(States.error(error));
    }

    private void drawNothing(SqlData data) {
        drawStatements(data);
        // What is said again and again while the session goes on keeps its buttons, and the keyboard in them.
        List<Object> now = List.of(data.behind(), data.moment().filter());
        if (!now.equals(without)) {
            without = now;
            statementsPanel.cover(Without.statements(workspace, data, frame.node()::requestFocus));
        }
        for (Panel panel : List.of(detailPanel, callersPanel, slowestPanel)) {
            panel.cover(States.empty("No statement selected", "There is none in A."));
        }
        detailPanel.title("Statement");
        detailPanel.note("");
        against.clear();
    }

    private void drawDetail(SqlData.Detail of) {
        detailPanel.title(of.row().shortId());
        detailPanel.note(of.row().owner());
        against.show(of.row());
        detail.show(of);
        distribution.show(of.a(), of.b());
    }

    private static String summary(SqlData data) {
        double a = 0;
        double b = 0;
        for (StatementRow row : data.rows()) {
            a += Load.TIME.of(row.now());
            b += Load.TIME.of(row.before());
        }
        String all = Counts.of(data.rows().size(), "fingerprint") + ", "
                + Durations.text(a / Math.max(1e-3, data.seconds().a())) + " of database time a second in A";
        return data.seconds().b() == 0
                ? all
                : all + ", " + Durations.text(b / Math.max(1e-3, data.seconds().b())) + " in B";
    }
}
