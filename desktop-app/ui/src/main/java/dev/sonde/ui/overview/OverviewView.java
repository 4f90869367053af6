package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.core.change.Changes;
import dev.sonde.core.change.SlowEdge;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.JobWork;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.Query;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.ColumnMenu;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.Segmented;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.overview.OverviewData.EndpointShare;
import dev.sonde.ui.shell.Nothing;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.ViewFrame;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The Overview. Owned by the FX thread. */
public final class OverviewView implements View {
    private static final double SIDE_WIDTH = 396;
    private static final double SIDE_NARROW = 320;
    private static final double SIDE_LEAST = 284;
    private static final double BOTTOM_HEIGHT = 214;
    private static final double SERVICES_HEAD = 34 + 28 + 14;
    private static final double SERVICE_ROW = 28;
    private static final double SERVICES_LEAST = SERVICES_HEAD + 4 * SERVICE_ROW;
    private static final double HEIGHT_FOR_BOTTOM = 640;
    private static final long CHANGES_EVERY_NANOS = 2_000_000_000L;
    private static final double WIDTH_FOR_SIDE = 1350;
    private static final double WIDTH_FOR_NARROW_SIDE = 1120;

    private final Workspace workspace;
    private final ViewFrame<OverviewData> frame;
    private final ChangesPanel changes;
    private final EdgesTable edges;
    private final Panel edgesPanel;
    private final Refresher<Changes> changesRefresher;
    private String changesAsked = "";
    private long changesAskedNanos;
    private final GoldenRow golden;
    private final ServicesTable services;
    private final Panel servicesPanel;
    private final Segmented groups;
    private final Panel slowestPanel;
    private final Grid<ExchangeRow> slowest = OverviewGrids.slowest();
    private final Grid<EndpointShare> endpoints = OverviewGrids.busiest();
    private final Label windows = Nodes.label("", "sd-mono", "sd-caption", "sd-secondary");
    private final Label tagB = Nodes.label("B", "sd-badge", "sd-window-b");
    private final Label windowsB = Nodes.label("", "sd-mono", "sd-caption", "sd-secondary");

    /** An Overview of a workspace. */
    public OverviewView(Workspace workspace) {
        this.workspace = workspace;
        golden = new GoldenRow(workspace);
        services = new ServicesTable(workspace);
        servicesPanel = new Panel("Services", services.grid());
        groups = new Segmented("Group by", GroupBy.titles(), this::group);
        servicesPanel.tools(
                groups,
                Nodes.label("A", "sd-badge", "sd-window-a"),
                windows,
                tagB,
                windowsB,
                ColumnMenu.button(services.grid()),
                RowActions.exportButton(workspace));
        slowestPanel = new Panel("Slowest requests", slowest);
        changes = new ChangesPanel(workspace, this::openChange);
        edges = new EdgesTable(workspace);
        edgesPanel = new Panel("Slow calls by edge", edges.grid());
        changesRefresher = new Refresher<>(workspace.jobs(), "overview.changes", this::drawChanges, this::failChanges);
        slowest.onOpen(row -> openEndpoint(row.server().name(), row.endpoint()));
        endpoints.onOpen(row -> openEndpoint(row.service(), row.endpoint()));
        menus();
        changeMenu();
        services.grid().onSelect(row -> {
            String name = row == null ? "" : row.name();
            workspace.replace(state -> state.selecting(name));
        });
        services.grid().onOpen(row -> openService(row.name()));
        edges.grid().onOpen(this::openEdge);
        HBox bottom = new HBox(12, edgesPanel, slowestPanel);
        for (Panel panel : List.of(edgesPanel, slowestPanel)) {
            HBox.setHgrow(panel, Priority.ALWAYS);
            panel.setPrefWidth(100);
            panel.setMinWidth(0);
        }
        bottom.setMinHeight(BOTTOM_HEIGHT);
        bottom.setPrefHeight(BOTTOM_HEIGHT);
        VBox main = new VBox(12, golden, servicesPanel, bottom);
        // Few services leave their room to what is slow.
        VBox.setVgrow(bottom, Priority.ALWAYS);
        HBox.setHgrow(main, Priority.ALWAYS);
        main.setMinWidth(0);
        Panel endpointsPanel = new Panel("Busiest endpoints", endpoints);
        endpointsPanel.note("share of calls in A");
        VBox side = new VBox(12, changes.panel(), endpointsPanel);
        VBox.setVgrow(changes.panel(), Priority.ALWAYS);
        VBox.setVgrow(endpointsPanel, Priority.ALWAYS);
        changes.panel().setPrefHeight(160);
        endpointsPanel.setPrefHeight(100);
        HBox content = new HBox(12, main, side);
        content.setMinSize(0, 0);
        frame = new ViewFrame<>(
                workspace,
                "overview",
                new ViewFrame.Body(content, services.grid()),
                moment -> job -> OverviewData.of(moment, workspace.slowness(moment, job), job),
                this::draw,
                this::fail);
        frame.node().widthProperty().subscribe(width -> fit(side, width.doubleValue()));
        frame.node().heightProperty().subscribe(height -> {
            boolean room = height.doubleValue() == 0 || height.doubleValue() > HEIGHT_FOR_BOTTOM;
            show(bottom, room);
            VBox.setVgrow(servicesPanel, room ? Priority.SOMETIMES : Priority.ALWAYS);
            show(endpointsPanel, room);
        });
    }

    @Override
    public ViewName name() {
        return ViewName.OVERVIEW;
    }

    @Override
    public Node node() {
        return frame.node();
    }

    @Override
    public void focus() {
        frame.focus();
    }

    @Override
    public List<FilterTerm> selected() {
        Change change = changes.list().getSelectionModel().getSelectedItem();
        if (changes.list().isFocused() && change != null) {
            return change.trait().terms();
        }
        ExchangeRow slow = slowest.getSelectionModel().getSelectedItem();
        if (slowest.isFocused() && slow != null) {
            return terms(slow.server().name(), slow.endpoint());
        }
        EndpointShare busy = endpoints.getSelectionModel().getSelectedItem();
        if (endpoints.isFocused() && busy != null) {
            return terms(busy.service(), busy.endpoint());
        }
        ServiceRow row = services.grid().getSelectionModel().getSelectedItem();
        return row == null ? List.of() : List.of(term(row.name()));
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
        return Map.of(
                Command.REQUESTS, "Requests of the service",
                Command.SQL, "Statements of the service",
                Command.DIFFERENCE, "What changed against B");
    }

    @Override
    public Optional<Query> table(Moment moment) {
        return Optional.of(
                Query.of("overview").by(GroupBy.of(moment).by()).in(moment.a()).where(moment.filter()));
    }

    @Override
    public boolean run(Command command) {
        if (command == Command.DIFFERENCE) {
            changes.list().requestFocus();
            if (changes.list().getSelectionModel().isEmpty()) {
                changes.list().getSelectionModel().select(0);
            }
            return true;
        }
        ServiceRow row = services.grid().getSelectionModel().getSelectedItem();
        if (row == null) {
            return false;
        }
        if (command == Command.REQUESTS) {
            openService(row.name());
        } else if (command == Command.SQL) {
            boolean service = GroupBy.of(workspace.moment()) == GroupBy.SERVICE;
            FilterTerm of = service ? FilterTerm.is(FilterField.PEER, row.name()) : term(row.name());
            workspace.open(ViewName.SQL, workspace.moment().filter().and(of));
        }
        return true;
    }

    @Override
    public void show(Moment moment) {
        frame.show(moment);
        String question = moment.state().selecting("").toString();
        long now = System.nanoTime();
        boolean other = !question.equals(changesAsked);
        // Live, this much work is not worth doing with every tick.
        if (!moment.hasCalls() || (!other && workspace.isLive() && now - changesAskedNanos < CHANGES_EVERY_NANOS)) {
            return;
        }
        changesAsked = question;
        changesAskedNanos = now;
        JobWork<Changes> work = job -> Changes.of(
                moment.snapshot(),
                new Changes.Question(moment.a(), moment.b(), moment.filter()),
                workspace.slowness(moment, job),
                job);
        if (other) {
            changesRefresher.askAnew(work);
        } else {
            changesRefresher.ask(work);
        }
    }

    private void drawChanges(Changes found) {
        Moment moment = workspace.moment();
        changes.show(moment, found);
        edges.show(moment, found);
        edgesPanel.note(SlowWords.of(found.slowness()));
        if (found.edges().isEmpty()) {
            edgesPanel.cover(States.empty("No slow calls in A", SlowWords.sentence(found.slowness())));
        } else {
            edgesPanel.uncover();
        }
    }

    private void failChanges(SondeException error) {
        changes.panel().cover(States.error(error));
    }

    private void openChange(Change change) {
        Filter filter = workspace.moment().filter();
        for (FilterTerm term : change.trait().terms()) {
            filter = filter.and(term);
        }
        workspace.open(ChangeWords.view(change), filter);
    }

    private void openEdge(SlowEdge edge) {
        workspace.open(
                ViewName.REQUESTS,
                workspace
                        .moment()
                        .filter()
                        .and(FilterTerm.is(FilterField.CLIENT, edge.client().name()))
                        .and(FilterTerm.is(FilterField.SERVICE, edge.server().name())));
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    /** The side gets narrower before the services lose their columns. */
    private static void fit(VBox side, double width) {
        double wide = width > WIDTH_FOR_SIDE ? SIDE_WIDTH : width > WIDTH_FOR_NARROW_SIDE ? SIDE_NARROW : SIDE_LEAST;
        side.setMinWidth(wide);
        side.setPrefWidth(wide);
        side.setMaxWidth(wide);
    }

    private void draw(OverviewData data) {
        String selected = data.moment().state().selection();
        String narrowed = OverviewData.narrowedTo(data.moment());
        frame.draw(List.of(
                () -> golden.show(data),
                () -> drawServices(data, selected),
                () -> {
                    slowestPanel.note(narrowed.isEmpty() ? "in A" : narrowed + " in A");
                    slowest.rows(data.lists().slowest());
                },
                () -> endpoints.rows(data.lists().endpoints())));
    }

    private void drawServices(OverviewData data, String selected) {
        List<ServiceRow> rows = data.lists().services();
        servicesPanel.uncover();
        services.show(rows);
        double wanted = SERVICES_HEAD + SERVICE_ROW * rows.size();
        servicesPanel.setPrefHeight(Math.max(wanted, SERVICES_LEAST));
        servicesPanel.setMinHeight(Math.min(wanted, SERVICES_LEAST));
        services.grid().selectQuietly(row -> row.name().equals(selected));
        GroupBy group = GroupBy.of(data.moment());
        groups.choose(group.title());
        show(groups, data.moment().snapshot().placeCount() > 0);
        servicesPanel.title(group.title() + "s");
        servicesPanel.note(Counts.of(rows.size(), group.by().toString()) + ", server side, window A");
        Window a = data.moment().a();
        Window b = data.moment().b();
        windows.setText(workspace.clocks().range(a.fromNanos(), a.toNanos()));
        tagB.setVisible(b != null);
        tagB.setManaged(b != null);
        windowsB.setManaged(b != null);
        windowsB.setText(b == null ? "" : workspace.clocks().range(b.fromNanos(), b.toNanos()));
        if (rows.isEmpty()) {
            servicesPanel.cover(Nothing.matched(data.moment()));
        }
    }

    private void fail(SondeException error) {
        servicesPanel.cover(States.error(error));
    }

    private FilterTerm term(String name) {
        return GroupBy.of(workspace.moment()).term(name);
    }

    private void group(String title) {
        workspace.go(state -> state.selecting("").framed(GroupBy.titled(title).frame()));
    }

    private void openService(String service) {
        workspace.open(ViewName.REQUESTS, workspace.moment().filter().and(term(service)));
    }

    private void openEndpoint(String service, String endpoint) {
        Filter filter = workspace.moment().filter();
        for (FilterTerm term : terms(service, endpoint)) {
            filter = filter.and(term);
        }
        workspace.open(ViewName.REQUESTS, filter);
    }

    private static List<FilterTerm> terms(String service, String endpoint) {
        return List.of(FilterTerm.is(FilterField.SERVICE, service), FilterTerm.is(FilterField.ENDPOINT, endpoint));
    }

    private void menus() {
        services.grid()
                .onMenu(row -> RowActions.menu(
                        workspace,
                        List.of(open(() -> openService(row.name()))),
                        List.of(term(row.name())),
                        List.of(Command.SQL),
                        List.of(
                                new Copy("name", row.name()),
                                new Copy("row", services.grid().text(row)))));
        slowest.onMenu(row -> RowActions.menu(
                workspace,
                open(() -> openEndpoint(row.server().name(), row.endpoint())),
                terms(row.server().name(), row.endpoint()),
                List.of(new Copy("request", row.summary()), new Copy("row", slowest.text(row)))));
        endpoints.onMenu(row -> RowActions.menu(
                workspace,
                open(() -> openEndpoint(row.service(), row.endpoint())),
                terms(row.service(), row.endpoint()),
                List.of(new Copy("endpoint", row.endpoint()), new Copy("row", endpoints.text(row)))));
    }

    private void changeMenu() {
        changes.list().setOnContextMenuRequested(event -> {
            Change change = changes.list().getSelectionModel().getSelectedItem();
            if (change != null) {
                RowMenu.of(RowActions.menu(
                                workspace,
                                open(() -> openChange(change)),
                                change.trait().terms(),
                                List.of(
                                        new Copy("trait", change.trait().value()),
                                        new Copy("row", ChangeWords.whole(change)))))
                        .show(changes.list(), event.getScreenX(), event.getScreenY());
                event.consume();
            }
        });
        edges.grid()
                .onMenu(edge -> RowActions.menu(
                        workspace,
                        open(() -> openEdge(edge)),
                        List.of(
                                FilterTerm.is(FilterField.CLIENT, edge.client().name()),
                                FilterTerm.is(FilterField.SERVICE, edge.server().name())),
                        List.of(
                                new Copy("edge", EdgesTable.name(edge)),
                                new Copy("row", edges.grid().text(edge)))));
    }

    private static Action open(Runnable run) {
        return new Action("Show the requests", "Enter", Icon.LIST_TREE, run);
    }
}
