package dev.sonde.ui.overview;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Icon;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.overview.OverviewData.EndpointShare;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The Overview. Owned by the FX thread. */
public final class OverviewView implements View {
    private static final double SIDE_WIDTH = 396;
    private static final double SIDE_NARROW = 320;
    private static final double WIDTH_FOR_SIDE = 1350;
    private static final double WIDTH_FOR_NARROW_SIDE = 1120;

    private final Workspace workspace;
    private final StackPane root = new StackPane();
    private final HBox content;
    private final GoldenRow golden;
    private final ServicesTable services;
    private final Panel servicesPanel;
    private final Panel slowestPanel;
    private final Grid<ExchangeRow> slowest =
            new Grid<>("Slowest requests", (one, other) -> one.key().equals(other.key()));
    private final Grid<EndpointShare> endpoints = new Grid<>(
            "Busiest endpoints",
            (one, other) ->
                    one.endpoint().equals(other.endpoint()) && one.service().equals(other.service()));
    private final Label windows = Nodes.label("", "sd-mono", "sd-caption", "sd-secondary");
    private final Label tagB = Nodes.label("B", "sd-badge", "sd-window-b");
    private final Label windowsB = Nodes.label("", "sd-mono", "sd-caption", "sd-secondary");
    private final Refresher<OverviewData> refresher;
    private String asked = "";

    /** An Overview of a workspace. */
    public OverviewView(Workspace workspace) {
        this.workspace = workspace;
        golden = new GoldenRow(workspace);
        services = new ServicesTable(workspace);
        servicesPanel = new Panel("Services", services.grid());
        servicesPanel.tools(Nodes.label("A", "sd-badge", "sd-window-a"), windows, tagB, windowsB);
        slowestPanel = new Panel("Slowest requests", slowest);
        refresher = new Refresher<>(workspace.jobs(), "overview", this::draw, this::fail);
        columns();
        menus();
        services.grid().onSelect(row -> {
            String name = row == null ? "" : row.name();
            workspace.replace(state -> state.selecting(name));
        });
        services.grid().onOpen(row -> openService(row.name()));
        VBox main = new VBox(12, golden, servicesPanel);
        VBox.setVgrow(servicesPanel, Priority.ALWAYS);
        HBox.setHgrow(main, Priority.ALWAYS);
        main.setMinWidth(0);
        Panel endpointsPanel = new Panel("Busiest endpoints", endpoints);
        endpointsPanel.note("share of calls in A");
        VBox side = new VBox(12, slowestPanel, endpointsPanel);
        VBox.setVgrow(slowestPanel, Priority.ALWAYS);
        VBox.setVgrow(endpointsPanel, Priority.ALWAYS);
        slowestPanel.setPrefHeight(100);
        endpointsPanel.setPrefHeight(100);
        root.widthProperty().subscribe(width -> fit(side, width.doubleValue()));
        content = new HBox(12, main, side);
        root.getChildren().add(content);
    }

    @Override
    public ViewName name() {
        return ViewName.OVERVIEW;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void focus() {
        // Before there is anything to work with, letters are still keys of the window: the filter must not get them.
        if (root.getChildren().contains(content)) {
            services.grid().requestFocus();
        } else {
            root.requestFocus();
        }
    }

    @Override
    public List<FilterTerm> selected() {
        ExchangeRow slow = slowest.getSelectionModel().getSelectedItem();
        if (slowest.isFocused() && slow != null) {
            return terms(slow.server().name(), slow.endpoint());
        }
        EndpointShare busy = endpoints.getSelectionModel().getSelectedItem();
        if (endpoints.isFocused() && busy != null) {
            return terms(busy.service(), busy.endpoint());
        }
        ServiceRow row = services.grid().getSelectionModel().getSelectedItem();
        return row == null ? List.of() : List.of(FilterTerm.is(FilterField.SERVICE, row.name()));
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
    public void show(Moment moment) {
        if (!moment.hasCalls()) {
            root.getChildren().setAll(Nothing.seen(workspace, moment));
            return;
        }
        if (!root.getChildren().contains(content)) {
            boolean waited = root.isFocused();
            root.getChildren().setAll(content);
            if (waited) {
                root.applyCss();
                focus();
            }
        }
        String question = moment.state().toString();
        if (question.equals(asked)) {
            refresher.ask(job -> OverviewData.of(moment, job));
        } else {
            asked = question;
            refresher.askAnew(job -> OverviewData.of(moment, job));
        }
    }

    /** The side gets narrower, and goes, before the services lose their columns. */
    private static void fit(VBox side, double width) {
        double wide = width > WIDTH_FOR_SIDE ? SIDE_WIDTH : SIDE_NARROW;
        side.setMinWidth(wide);
        side.setPrefWidth(wide);
        side.setMaxWidth(wide);
        boolean room = width == 0 || width > WIDTH_FOR_NARROW_SIDE;
        side.setVisible(room);
        side.setManaged(room);
    }

    private void columns() {
        slowest.setId("slowest");
        slowest.column(
                new Head("Duration", Kind.NUMBER, 74, ""),
                row -> CellText.of(Durations.textOrDash(row.durationNanos())));
        slowest.column(
                new Head("Request", Kind.CODE, 214, ""),
                row -> new CellText(row.summary(), row.error() ? "sd-error" : ""));
        slowest.column(
                new Head("Service", Kind.TEXT, 92, ""),
                row -> CellText.of(row.server().name()));
        slowest.onOpen(row -> openEndpoint(row.server().name(), row.endpoint()));
        endpoints.setId("endpoints-share");
        endpoints.column(new Head("Endpoint", Kind.CODE, 180, ""), row -> CellText.of(row.endpoint()));
        endpoints.column(new Head("Service", Kind.TEXT, 76, ""), row -> CellText.of(row.service()));
        endpoints.column(new Head("Calls", Kind.NUMBER, 64, ""), row -> CellText.of(Counts.text(row.calls())));
        endpoints.column(
                new Head("p99", Kind.NUMBER, 78, ""),
                row -> CellText.of(Percentiles.text(0.99, row.calls(), row.p99())));
        endpoints.onOpen(row -> openEndpoint(row.service(), row.endpoint()));
    }

    private void draw(OverviewData data) {
        servicesPanel.uncover();
        golden.show(data);
        services.show(data.lists().services());
        String selected = data.moment().state().selection();
        services.grid().selectQuietly(row -> row.name().equals(selected));
        servicesPanel.note(Counts.of(data.lists().services().size(), "service") + ", server side, window A");
        slowestPanel.note(selected.isEmpty() ? "in A" : selected + " in A");
        slowest.rows(data.lists().slowest());
        endpoints.rows(data.lists().endpoints());
        Window a = data.moment().a();
        Window b = data.moment().b();
        windows.setText(workspace.clocks().range(a.fromNanos(), a.toNanos()));
        tagB.setVisible(b != null);
        tagB.setManaged(b != null);
        windowsB.setManaged(b != null);
        windowsB.setText(b == null ? "" : workspace.clocks().range(b.fromNanos(), b.toNanos()));
        if (data.lists().services().isEmpty()) {
            servicesPanel.cover(Nothing.matched(data.moment()));
        }
    }

    private void fail(SondeException error) {
        servicesPanel.cover(States.error(error));
    }

    private void openService(String service) {
        workspace.open(ViewName.REQUESTS, workspace.moment().filter().and(FilterTerm.is(FilterField.SERVICE, service)));
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
                        open(() -> openService(row.name())),
                        List.of(FilterTerm.is(FilterField.SERVICE, row.name())),
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

    private static Action open(Runnable run) {
        return new Action("Show the requests", "Enter", Icon.LIST_TREE, run);
    }
}
