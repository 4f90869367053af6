package dev.sonde.ui.requests;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.series.Heatmap;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.ConnectionRow;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.WaitRow;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.ColumnMenu;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.Segmented;
import dev.sonde.ui.look.Split;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.requests.HeatmapChart.HeatRange;
import dev.sonde.ui.requests.HeatmapChart.Some;
import dev.sonde.ui.requests.RequestWays.Answered;
import dev.sonde.ui.requests.RequestsData.Asked;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.ViewFrame;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.OfBaseline;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/** The Requests view. Owned by the FX thread. */
public final class RequestsView implements View, HeatmapChart.Wishes {
    private static final String HEATMAP = "Heatmap";
    private static final String PERCENTILES = "Percentiles";
    private static final String ALL = "All";
    private static final String FAILED = "Failed";

    private final Workspace workspace;
    private final ViewFrame<RequestsData> frame;
    private final EndpointsTable endpoints;
    private final OfBaseline<Map<String, EndpointRow>> baseline = new OfBaseline<>();
    private final RequestList list;
    private final RequestWays ways;
    private final HeatmapChart heatmap;
    private final DetailView detail;
    private final Panel endpointsPanel;
    private final Panel heatmapPanel;
    private final Panel detailPanel;
    private final Button sql = new Button("", Icons.of(Icon.DATABASE, 14));
    /** Whether a request was selected that is not shown yet. */
    private boolean awaited;

    private boolean failedInChart;

    /** A Requests view of a workspace. */
    public RequestsView(Workspace workspace) {
        this.workspace = workspace;
        endpoints = new EndpointsTable(workspace);
        list = new RequestList(workspace, new RequestList.Wishes() {
            @Override
            public void again() {
                frame.again();
            }

            @Override
            public void selected(@Nullable ConnectionRow row) {
                awaited = row != null;
                frame.then(() -> showDetail(row));
            }

            @Override
            public void opened() {
                detail.requestFocus();
            }
        });
        ways = new RequestWays(workspace, endpoints, list);
        heatmap = new HeatmapChart(workspace, this);
        detail = new DetailView(workspace);
        endpointsPanel = new Panel("Endpoints", endpoints.grid());
        heatmapPanel = new Panel("Latency", heatmap);
        detailPanel = new Panel("Request", detail);
        endpointsPanel.tools(ColumnMenu.button(endpoints.grid()));
        heatmapPanel.tools(
                new Segmented(
                        "Latency", List.of(HEATMAP, PERCENTILES), choice -> heatmap.showCells(choice.equals(HEATMAP))),
                new Segmented("Latency of", List.of(ALL, FAILED), this::narrow));
        sql.getStyleClass().add("sd-flat");
        sql.setOnAction(event -> workspace.run(Command.SQL));
        Split content = new Split(
                "requests-columns",
                Orientation.HORIZONTAL,
                0.48,
                new Split("requests-left", Orientation.VERTICAL, 0.42, endpointsPanel, list.panel()),
                new Split("requests-right", Orientation.VERTICAL, 0.52, heatmapPanel, detailPanel));
        frame = new ViewFrame<>(
                workspace,
                "requests",
                new ViewFrame.Body(content, endpoints.grid()),
                moment -> {
                    Asked now = new Asked(list.listed(), failedInChart);
                    return job -> RequestsData.of(moment, now, baseline, job);
                },
                this::draw,
                this::fail);
        frame.spread(endpoints.grid(), list.exchanges().grid(), list.waits().grid());
        listen();
        menus();
    }

    private void listen() {
        endpoints.grid().onSelect(row -> {
            workspace.replace(state -> state.selecting(row == null ? "" : row.key(state.grain())));
        });
        endpoints.grid().onOpen(row -> list.grid().requestFocus());
    }

    @Override
    public ViewName name() {
        return ViewName.REQUESTS;
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
        Optional<Some> cells = cells();
        if (cells.isPresent()) {
            return List.of(HeatWays.term(cells.get().range()));
        }
        ConnectionRow request = list.grid().selected();
        if (request != null && (list.grid().isFocused() || detail.isFocused())) {
            return ways.terms(request);
        }
        EndpointRow row = endpoints.grid().selected();
        return row == null ? List.of() : ways.terms(row);
    }

    /** What is picked in the heatmap, where the keyboard is in it. */
    private Optional<Some> cells() {
        return heatmap.isFocused() ? heatmap.picked() : Optional.empty();
    }

    @Override
    public Map<Command, String> commands() {
        if (cells().isPresent()) {
            return Map.of(Command.SQL, "SQL asked meanwhile");
        }
        boolean statement = ways.answered().filter(Answered::isStatement).isPresent();
        return Map.of(Command.SQL, statement ? "Show the statement" : "SQL that its service asks");
    }

    @Override
    public Optional<Grid<?>> searched() {
        return Optional.of(list.grid());
    }

    @Override
    public Optional<Query> table(Moment moment) {
        return Optional.of(list.table(moment));
    }

    @Override
    public boolean run(Command command) {
        Optional<Some> cells = cells();
        if (command == Command.SQL && cells.isPresent()) {
            HeatWays.statements(workspace, cells.get().window());
            return true;
        }
        if (command != Command.SQL) {
            return false;
        }
        Optional<Answered> answered = ways.answered();
        answered.ifPresent(ways::openSql);
        return answered.isPresent();
    }

    @Override
    public boolean clearSelection() {
        if (heatmap.letGo()) {
            return true;
        }
        boolean had = !workspace.moment().state().selection().isEmpty();
        if (had) {
            workspace.replace(state -> state.selecting(""));
        }
        return had;
    }

    private Grain grain() {
        return workspace.moment().state().grain();
    }

    private void menus() {
        endpoints.grid().onCellMenu(ways::menu);
        list.exchanges().grid().onCellMenu((row, hit) -> ways.menu(row, hit, detail::requestFocus));
        list.waits().grid().onCellMenu((row, hit) -> ways.menu(row, hit, detail::requestFocus));
    }

    @Override
    public void show(Moment moment) {
        list.show(moment);
        frame.show(moment);
    }

    @Override
    public void rest() {
        list.rest();
        frame.rest();
    }

    private void narrow(String which) {
        failedInChart = which.equals(FAILED);
        frame.again();
    }

    private void draw(RequestsData data) {
        String selected = data.moment().state().selection();
        frame.draw(List.of(
                () -> {
                    endpointsPanel.uncover();
                    endpoints.grid().asked(data.moment().state());
                    endpoints.show(
                            data.endpoints(), selected, data.moment().state().grain());
                    endpointsPanel.note(data.endpoints().size() + ", window A");
                },
                () -> {
                    heatmap.show(data.latency(), data.marks());
                    heatmapPanel.title(selected.isEmpty() ? "Latency" : "Latency of " + Elision.middle(selected, 46));
                    heatmapPanel.note("by start and duration, log");
                },
                () -> drawList(data)));
    }

    private void drawList(RequestsData data) {
        // Newer figures may come before the frame in which the request was to be shown, and take its place.
        boolean late = awaited;
        list.draw(data, longest(data));
        ConnectionRow now = list.grid().selected();
        if (now == null) {
            detailPanel.title("Request");
            detailPanel.note("");
            detailPanel.tools();
            detailPanel.cover(States.empty("No request selected", "Select one in the list at the left."));
        } else if (late || now instanceof WaitRow) {
            frame.then(() -> showDetail(list.grid().selected()));
        }
    }

    private static double longest(RequestsData data) {
        Heatmap map = data.latency().heatmap();
        return map.rows() == 0 ? 1 : map.edgeNanos(map.rows());
    }

    private void showDetail(@Nullable ConnectionRow row) {
        if (row == null) {
            return;
        }
        awaited = false;
        detailPanel.uncover();
        detailPanel.title(Elision.middle(row.summary(), 60));
        detailPanel.note(row.server(grain()).name());
        sql.setText(ways.answered(row).isStatement() ? "Statement" : "SQL of its service");
        detailPanel.tools(sql, Nodes.label(Command.SQL.key(), "sd-key"));
        detail.show(row);
    }

    @Override
    public void open(Window window, HeatRange range) {
        HeatWays.requests(workspace, window, range);
    }

    @Override
    public void menu(Some requests, double screenX, double screenY) {
        HeatWays.menu(workspace, requests).show(heatmap, screenX, screenY);
    }

    private void fail(SondeException error) {
        endpointsPanel.cover(States.error(error));
    }
}
