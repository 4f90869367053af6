package dev.sonde.ui.requests;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.CellHit;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.requests.HeatmapChart.HeatRange;
import dev.sonde.ui.requests.HeatmapChart.Some;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
import dev.sonde.ui.shell.RowActions.Kept;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.ContextMenu;

/** Where cells of the heatmap lead to, and what they are in a filter. On the FX thread. */
final class HeatWays {
    private static final Map<FilterField, FilterField> AT_EITHER_END = Map.of(
            FilterField.SERVICE, FilterField.PEER,
            FilterField.SERVER_NAMESPACE, FilterField.NAMESPACE,
            FilterField.SERVER_WORKLOAD, FilterField.WORKLOAD,
            FilterField.SERVER_POD, FilterField.POD,
            FilterField.SERVER_NODE, FilterField.NODE);

    private static final Set<FilterField> WHO = EnumSet.of(
            FilterField.SERVICE,
            FilterField.PEER,
            FilterField.PROCESS,
            FilterField.PID,
            FilterField.CONTAINER,
            FilterField.NODE,
            FilterField.NAMESPACE,
            FilterField.WORKLOAD,
            FilterField.POD,
            FilterField.VERSION,
            FilterField.SERVER_NAMESPACE,
            FilterField.SERVER_WORKLOAD,
            FilterField.SERVER_POD,
            FilterField.SERVER_NODE);

    private HeatWays() {}

    /** What keeps only requests that took so long. */
    static FilterTerm term(HeatRange range) {
        return Terms.between(range.lowNanos(), range.highNanos());
    }

    /** Shows the requests of a window that took so long. */
    static void requests(Workspace workspace, Window window, HeatRange range) {
        workspace.go(state ->
                state.at(new TimeSelection.Fixed(window)).where(state.filter().and(term(range))));
    }

    /** Shows the statements that were asked or answered in a window by those who answered the requests in sight. */
    static void statements(Workspace workspace, Window window) {
        Moment moment = workspace.moment();
        Filter filter = RequestsData.narrowed(moment);
        workspace.go(state -> state.in(ViewName.SQL)
                .selecting("")
                .at(new TimeSelection.Fixed(window))
                .where(meanwhile(filter)));
    }

    /** Who is meant by a filter of requests, at either end of other calls; all else in it is of the requests themselves. */
    static Filter meanwhile(Filter requests) {
        return new Filter(requests.terms().stream()
                .filter(term -> WHO.contains(term.field()))
                .map(term -> term.negated()
                        ? term
                        : new FilterTerm(AT_EITHER_END.getOrDefault(term.field(), term.field()), false, term.values()))
                .distinct()
                .toList());
    }

    /** The menu of requests of some time that took so long; of none it offers what the time alone is good for. */
    static ContextMenu menu(Workspace workspace, Some requests) {
        if (requests.count() == 0) {
            return RowMenu.of(
                    requests.words(),
                    RowActions.menu(
                            workspace, List.of(), new Kept(List.of(), CellHit.NONE), List.of(Command.SQL), List.of()));
        }
        Action open = new Action(
                "Show the requests",
                "Enter",
                Icon.LIST_TREE,
                () -> requests(workspace, requests.window(), requests.range()));
        return RowMenu.of(
                requests.words(),
                RowActions.menu(
                        workspace,
                        List.of(open),
                        new Kept(List.of(term(requests.range())), CellHit.NONE),
                        List.of(Command.SQL),
                        List.of(new Copy("figures", requests.words()))));
    }
}
