package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.core.change.Changes;
import dev.sonde.core.change.SlowEdge;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.JobWork;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.By;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.Query;
import dev.sonde.core.time.Window;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.ColumnMenu;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.overview.OverviewData.EndpointShare;
import dev.sonde.ui.shell.Nothing;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.ViewFrame;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Overview. Owned by the FX thread. */
public final class OverviewView implements View {
    private static final double SIDE_WIDTH = 412;
    private static final double SIDE_NARROW = 320;
    private static final double SIDE_LEAST = 284;
    private static final double BOTTOM_HEIGHT = 214;
    private static final double BOTTOM_LEAST = 150;
    private static final double SERVICES_HEAD = 34 + 28 + 14;
    private static final int SERVICES_LEAST = 4;
    private static final double HEIGHT_FOR_BOTTOM = 560;
    private static final double HEIGHT_FOR_ENDPOINTS = 640;
    private static final long CHANGES_EVERY_NANOS = 2_000_000_000L;
    private static final double WIDTH_FOR_SIDE = 1350;
    private static final double WIDTH_FOR_NARROW_SIDE = 1120;

    private final Workspace workspace;
    private final ViewFrame<OverviewData> frame;
    private final ChangesPanel changes;
    private final EdgesTable edges;
    private final Panel edgesPanel;
    private final Refresher<Found> changesRefresher;
    private @Nullable NavigationState changesAsked;
    private long changesAskedNanos;
    private final GoldenRow golden;
    private final ServicesTable services;
    private final Panel servicesPanel;
    private final Panel slowestPanel;
    private final OverviewGrids grids;
    private final Ways ways;
    private final OverviewData.Baseline baseline = new OverviewData.Baseline();
    private final Label windows = Nodes.label("", "sd-mono", "sd-caption", "sd-secondary");
    private final Label tagB = Nodes.label("B", "sd-badge", "sd-window-b");
    private final Label windowsB = Nodes.label("", "sd-mono", "sd-caption", "sd-secondary");

    /** What set calls apart, and what else is wrong. */
    private record Found(Changes changes, OverviewTroubles troubles) {}

    /** An Overview of a workspace. */
    public OverviewView(Workspace workspace) {
        this.workspace = workspace;
        ways = new Ways(workspace);
        grids = new OverviewGrids(workspace);
        golden = new GoldenRow(workspace);
        services = new ServicesTable(workspace);
        servicesPanel = new Panel("Services", services.grid());
        servicesPanel.tools(
                Nodes.label("A", "sd-badge", "sd-window-a"),
                windows,
                tagB,
                windowsB,
                ColumnMenu.button(services.grid()),
                RowActions.exportButton(workspace));
        slowestPanel = new Panel("Slowest requests", grids.slowest());
        changes = new ChangesPanel(workspace, ways);
        edges = new EdgesTable(workspace);
        edgesPanel = new Panel("Slow calls by edge", edges.grid());
        changesRefresher = new Refresher<>(workspace.jobs(), "overview.changes", this::drawChanges, this::failChanges);
        grids.slowest().onOpen(row -> ways.requests(ways.terms(row)));
        grids.busiest().onOpen(row -> ways.requests(ways.terms(row)));
        menus();
        services.grid().onSelect(row -> {
            String name = row == null ? "" : row.name();
            workspace.replace(state -> state.selecting(name));
        });
        services.grid().onOpen(row -> ways.requests(ways.terms(row)));
        edges.grid().onOpen(edge -> ways.requests(ways.terms(edge)));
        HBox bottom = new HBox(12, edgesPanel, slowestPanel);
        for (Panel panel : List.of(edgesPanel, slowestPanel)) {
            HBox.setHgrow(panel, Priority.ALWAYS);
            panel.setPrefWidth(100);
            panel.setMinWidth(0);
        }
        bottom.setMinHeight(BOTTOM_LEAST);
        bottom.setPrefHeight(BOTTOM_HEIGHT);
        VBox main = new VBox(12, golden, servicesPanel, bottom);
        // Few services leave their room to what is slow.
        VBox.setVgrow(bottom, Priority.ALWAYS);
        HBox.setHgrow(main, Priority.ALWAYS);
        main.setMinWidth(0);
        Panel endpointsPanel = new Panel("Busiest endpoints", grids.busiest());
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
                moment -> job -> OverviewData.of(moment, workspace.slowness(moment, job), baseline, job),
                this::draw,
                this::fail);
        frame.spread(services.grid(), edges.grid(), grids.slowest(), grids.busiest());
        services.grid().fixedCellSizeProperty().subscribe(this::fitServices);
        frame.node().widthProperty().subscribe(width -> fit(side, width.doubleValue()));
        frame.node().heightProperty().subscribe(height -> {
            double high = height.doubleValue() == 0 ? Double.MAX_VALUE : height.doubleValue();
            boolean room = high > HEIGHT_FOR_BOTTOM;
            show(bottom, room);
            VBox.setVgrow(servicesPanel, room ? Priority.SOMETIMES : Priority.ALWAYS);
            show(endpointsPanel, high > HEIGHT_FOR_ENDPOINTS);
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
    public void dress() {
        frame.dress();
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
        ExchangeRow slow = grids.slowest().selected();
        if (grids.slowest().isFocused() && slow != null) {
            return ways.terms(slow);
        }
        EndpointShare busy = grids.busiest().selected();
        if (grids.busiest().isFocused() && busy != null) {
            return ways.terms(busy);
        }
        SlowEdge edge = edges.grid().selected();
        if (edges.grid().isFocused() && edge != null) {
            return ways.terms(edge);
        }
        ServiceRow row = services.grid().selected();
        return row == null ? List.of() : ways.terms(row);
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
    public Optional<Grid<?>> searched() {
        return Optional.of(services.grid());
    }

    @Override
    public Optional<Query> table(Moment moment) {
        return Optional.of(Query.of("overview")
                .by(By.of(moment.state().grain()))
                .in(moment.a())
                .where(moment.filter()));
    }

    @Override
    public boolean run(Command command) {
        if (command == Command.DIFFERENCE) {
            if (changes.list().getItems().isEmpty()) {
                return false;
            }
            changes.list().requestFocus();
            if (changes.list().getSelectionModel().isEmpty()) {
                changes.list().getSelectionModel().select(0);
            }
            return true;
        }
        List<FilterTerm> selected = selected();
        if (selected.isEmpty()) {
            return false;
        }
        if (command == Command.REQUESTS) {
            ways.requests(selected);
        } else if (command == Command.SQL) {
            ways.statements(selected);
        }
        return true;
    }

    @Override
    public void rest() {
        changesAsked = null;
        golden.rest();
        frame.rest();
    }

    @Override
    public void show(Moment moment) {
        frame.show(moment);
        NavigationState question = moment.state().asked().selecting("");
        long now = System.nanoTime();
        boolean other = !question.equals(changesAsked);
        // Live, this much work is not worth doing with every tick.
        if (!moment.hasCalls() || (!other && workspace.isLive() && now - changesAskedNanos < CHANGES_EVERY_NANOS)) {
            return;
        }
        changesAsked = question;
        changesAskedNanos = now;
        boolean live = workspace.isLive();
        JobWork<Found> work = job -> new Found(
                Changes.of(
                        moment.snapshot(),
                        new Changes.Question(
                                moment.a(),
                                moment.b(),
                                moment.filter(),
                                moment.state().grain()),
                        workspace.slowness(moment, job),
                        job),
                OverviewTroubles.of(moment, live, job));
        if (other) {
            changesRefresher.askAnew(work);
        } else {
            changesRefresher.ask(work);
        }
    }

    private void drawChanges(Found all) {
        Moment moment = workspace.moment();
        Changes found = all.changes();
        frame.drawBeside(List.of(() -> changes.show(moment, found, all.troubles()), () -> drawEdges(moment, found)));
    }

    private void drawEdges(Moment moment, Changes found) {
        edges.show(moment, found);
        edgesPanel.note(SlowWords.of(found.slowness()));
        if (found.edges().isEmpty()) {
            edgesPanel.empty("No slow calls in A", SlowWords.sentence(found.slowness()));
        } else {
            edgesPanel.uncover();
        }
    }

    private void failChanges(SondeException error) {
        changes.panel().cover(States.error(error));
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    /** The services have the room of their rows, at least of a few. */
    private void fitServices() {
        int rows = services.grid().getItems().size();
        double row = services.grid().getFixedCellSize();
        servicesPanel.setPrefHeight(SERVICES_HEAD + row * Math.max(rows, SERVICES_LEAST));
        servicesPanel.setMinHeight(SERVICES_HEAD + row * Math.min(rows, SERVICES_LEAST));
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
        grids.grain(data.moment().state().grain());
        for (Grid<?> grid : List.of(services.grid(), grids.slowest(), grids.busiest())) {
            grid.asked(data.moment().state());
        }
        List<Runnable> pieces = new ArrayList<>(golden.show(data));
        pieces.add(() -> drawServices(data, selected));
        pieces.add(() -> {
            slowestPanel.note(selected.isEmpty() ? "in A" : selected + " in A");
            grids.slowest().rows(data.lists().slowest());
        });
        pieces.add(() -> grids.busiest().rows(data.lists().endpoints()));
        frame.draw(pieces);
    }

    private void drawServices(OverviewData data, String selected) {
        List<ServiceRow> rows = data.lists().services();
        servicesPanel.uncover();
        Grain grain = data.moment().state().grain();
        services.show(rows, grain);
        fitServices();
        services.grid().selectQuietly(row -> row.name().equals(selected));
        servicesPanel.title(GrainWords.title(grain) + "s");
        servicesPanel.note(Counts.of(rows.size(), grain.toString()) + ", server side, window A");
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

    private void menus() {
        Menus menus = new Menus(workspace, ways);
        menus.on(services);
        menus.on(grids);
        menus.on(edges);
        menus.on(changes);
    }
}
