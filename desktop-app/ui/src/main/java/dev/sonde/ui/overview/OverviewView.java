package dev.sonde.ui.overview;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.time.Window;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.overview.OverviewData.EndpointShare;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The Overview. Owned by the FX thread. */
public final class OverviewView implements View {
    private static final double SIDE_WIDTH = 396;

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
        servicesPanel.tools(
                Nodes.label("A", "sd-badge", "sd-window-a"), windows, Nodes.label("", "sd-muted"), tagB, windowsB);
        slowestPanel = new Panel("Slowest requests", slowest);
        refresher = new Refresher<>(workspace.jobs(), "overview", this::draw, this::fail);
        columns();
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
        side.setMinWidth(SIDE_WIDTH);
        side.setPrefWidth(SIDE_WIDTH);
        side.setMaxWidth(SIDE_WIDTH);
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
        services.grid().requestFocus();
        if (services.grid().getSelectionModel().isEmpty()) {
            services.grid().getSelectionModel().selectFirst();
        }
    }

    @Override
    public void show(Moment moment) {
        if (!moment.hasCalls()) {
            root.getChildren().setAll(Nothing.seen(workspace, moment));
            return;
        }
        if (!root.getChildren().contains(content)) {
            root.getChildren().setAll(content);
        }
        String question = moment.state().toString();
        if (question.equals(asked)) {
            refresher.ask(job -> OverviewData.of(moment, job));
        } else {
            asked = question;
            refresher.askAnew(job -> OverviewData.of(moment, job));
        }
    }

    private void columns() {
        slowest.setId("slowest");
        slowest.column(
                new Head("Duration", Kind.NUMBER, 78, ""),
                row -> CellText.of(Durations.textOrDash(row.durationNanos())));
        slowest.column(
                new Head("Request", Kind.CODE, 200, ""),
                row -> new CellText(row.summary(), row.error() ? "sd-error" : ""));
        slowest.column(
                new Head("Service", Kind.TEXT, 90, ""),
                row -> CellText.of(row.server().name()));
        slowest.onOpen(row -> openEndpoint(row.server().name(), row.endpoint()));
        endpoints.setId("endpoints-share");
        endpoints.column(new Head("Endpoint", Kind.CODE, 190, ""), row -> CellText.of(row.endpoint()));
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
        if (!selected.isEmpty()) {
            int index = -1;
            for (int i = 0; i < services.grid().getItems().size(); i++) {
                index = services.grid().getItems().get(i).name().equals(selected) ? i : index;
            }
            if (index >= 0 && services.grid().getSelectionModel().getSelectedIndex() != index) {
                services.grid().selectQuietly(index);
            }
        }
        servicesPanel.note(Counts.of(data.lists().services().size(), "service") + ", server side, window A");
        slowestPanel.note(selected.isEmpty() ? "in A" : selected + " in A");
        slowest.rows(data.lists().slowest());
        endpoints.rows(data.lists().endpoints());
        Window a = data.moment().a();
        Window b = data.moment().b();
        windows.setText(workspace.clocks().range(a.fromNanos(), a.toNanos()));
        tagB.setVisible(b != null);
        tagB.setManaged(b != null);
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
        workspace.open(
                ViewName.REQUESTS,
                workspace
                        .moment()
                        .filter()
                        .and(FilterTerm.is(FilterField.SERVICE, service))
                        .and(FilterTerm.is(FilterField.ENDPOINT, endpoint)));
    }
}
