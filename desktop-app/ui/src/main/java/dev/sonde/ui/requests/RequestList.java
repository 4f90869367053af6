package dev.sonde.ui.requests;

import dev.sonde.core.store.Grain;
import dev.sonde.core.table.ConnectionRow;
import dev.sonde.core.table.Query;
import dev.sonde.ui.grid.ColumnMenu;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.Segmented;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.requests.RequestsData.Listed;
import dev.sonde.ui.requests.RequestsData.Order;
import dev.sonde.ui.shell.Nothing;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.WaitWords;
import dev.sonde.ui.workspace.Frames;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The list of requests: the answered ones, or those that wait for an answer. Owned by the FX thread. */
final class RequestList {
    private static final String FAILED = "Failed";
    private static final String SLOWEST = "Slowest";
    private static final String NEWEST = "Newest";
    private static final String WAITING = "Waiting";

    private final Workspace workspace;
    private final Wishes wishes;
    private final ExchangesTable exchanges;
    private final WaitsTable waits;
    private final Panel panel;
    private final Segmented choices =
            new Segmented("Requests", List.of(SLOWEST, FAILED, NEWEST, WAITING), this::choose);
    private final Button columns;
    private final Button columnsOfWaits;
    private Listed listed = new Listed(new Order("duration_ns", true), false);
    private String arranged = SLOWEST;
    private boolean waiting;

    /** What the list asks for. */
    interface Wishes {
        /** Its rows anew: they are others, or in another order. */
        void again();

        /** What is known of a request, or of none. */
        void selected(@Nullable ConnectionRow row);

        /** The keyboard at what is known of the selected one. */
        void opened();
    }

    RequestList(Workspace workspace, Wishes wishes) {
        this.workspace = workspace;
        this.wishes = wishes;
        exchanges = new ExchangesTable(workspace);
        waits = new WaitsTable(workspace);
        panel = new Panel("Requests", new StackPane(exchanges.grid(), waits.grid()));
        columns = ColumnMenu.button(exchanges.grid());
        columnsOfWaits = ColumnMenu.button(waits.grid());
        panel.tools(choices, new StackPane(columns, columnsOfWaits), RowActions.exportButton(workspace));
        swap();
        exchanges.grid().onSelect(row -> tell(row, !waiting));
        waits.grid().onSelect(row -> tell(row, waiting));
        exchanges.grid().onOpen(row -> wishes.opened());
        waits.grid().onOpen(row -> wishes.opened());
        exchanges.grid().onSort("duration_ns", (column, fromHighest) -> {
            listed = new Listed(new Order(column, fromHighest), listed.failed());
            wishes.again();
        });
    }

    private void tell(@Nullable ConnectionRow row, boolean inSight) {
        if (inSight) {
            wishes.selected(row);
        }
    }

    Panel panel() {
        return panel;
    }

    ExchangesTable exchanges() {
        return exchanges;
    }

    WaitsTable waits() {
        return waits;
    }

    /** The table in sight. */
    Grid<? extends ConnectionRow> grid() {
        return waiting ? waits.grid() : exchanges.grid();
    }

    /** Which answered ones it lists. */
    Listed listed() {
        return listed;
    }

    /** What it lists, to be exported. */
    Query table(Moment moment) {
        return Query.of(waiting ? "waiting" : "exchanges").in(moment.a()).where(RequestsData.narrowed(moment));
    }

    private void choose(String what) {
        if (what.equals(WAITING)) {
            workspace.replace(state -> state.framed(Frames.WAITING));
            return;
        }
        arranged = what;
        if (waiting) {
            workspace.replace(state -> state.framed(""));
        }
        listed = new Listed(listed.order(), what.equals(FAILED));
        exchanges.grid().sortBy(what.equals(NEWEST) ? "start" : "duration_ns", true);
    }

    /** Lists what a moment asks for. */
    void show(Moment moment) {
        boolean wanted = moment.state().frame().equals(Frames.WAITING);
        if (wanted != waiting) {
            waiting = wanted;
            choices.choose(waiting ? WAITING : arranged);
            boolean keyboard = exchanges.grid().isFocused() || waits.grid().isFocused();
            swap();
            if (keyboard) {
                grid().requestFocus();
            }
            wishes.selected(grid().selected());
        }
    }

    private void swap() {
        exchanges.grid().setVisible(!waiting);
        waits.grid().setVisible(waiting);
        columns.setVisible(!waiting);
        columnsOfWaits.setVisible(waiting);
    }

    void draw(RequestsData data, double longest) {
        Grain grain = data.moment().state().grain();
        String selected = data.moment().state().selection();
        exchanges.show(data.exchanges(), longest, grain);
        waits.show(data.waits(), grain);
        int waiters = data.waits().size();
        choices.count(WAITING, waiters);
        String which = selected.isEmpty() ? "" : Elision.middle(selected, 40);
        if (waiting && workspace.isLive()) {
            panel.title(WaitWords.requests(waiters));
            panel.note(which);
        } else if (waiting) {
            panel.title(Counts.of(waiters, "request") + " without an answer");
            panel.note("when the recording ended");
        } else {
            panel.title(Counts.of(data.exchanges().size(), "request") + " in A");
            panel.note(which);
        }
        Optional<Node> nothing = waiting ? noneWaits(data) : none(data);
        nothing.ifPresentOrElse(panel::cover, panel::uncover);
    }

    private Optional<Node> noneWaits(RequestsData data) {
        if (!data.waits().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(States.empty(
                "No request waits for an answer",
                workspace.isLive()
                        ? "All that were sent a second ago or earlier, and match, have been answered."
                        : "All that match had been answered when the recording ended."));
    }

    /** Calls may be counted although none of them is kept: the agent sheds their details to keep to its budget. */
    private Optional<Node> none(RequestsData data) {
        if (data.exchanges().size() > 0) {
            return Optional.empty();
        }
        if (listed.failed()) {
            return Optional.of(States.empty(
                    "No failed requests in A",
                    "Widen the window: drag on the timeline, or list the slowest or newest."));
        }
        long counted =
                data.endpoints().stream().mapToLong(row -> row.counts().calls()).sum();
        if (counted == 0 || !data.moment().state().selection().isEmpty()) {
            return Optional.of(Nothing.matched(data.moment()));
        }
        return Optional.of(States.empty(
                "No request in A is kept by itself",
                Counts.of(counted, "call")
                        + " in A are counted, without the details of each. Widen the window: drag on the "
                        + "timeline, or press A for all there is."));
    }

    /** Lets go of its rows. */
    void rest() {
        exchanges.rest();
        waits.rest();
    }
}
