package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.themes.Icon;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.look.States;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/** What can be done with a row of any table, by menu and by key. Owned by the FX thread. */
public final class RowActions {
    private RowActions() {}

    /** Keeps only what is selected: all of these terms must hold. */
    public static void keep(Workspace workspace, List<FilterTerm> terms) {
        Filter filter = workspace.moment().filter();
        for (FilterTerm term : terms) {
            filter = filter.and(term);
        }
        workspace.filter(filter);
    }

    /** Excludes what is selected: its last term, which is the closest, must not hold. */
    public static void exclude(Workspace workspace, List<FilterTerm> terms) {
        if (!terms.isEmpty()) {
            workspace.filter(workspace.moment().filter().and(terms.getLast().negate()));
        }
    }

    /**
     * The menu of a row.
     *
     * @param open what Enter does
     * @param terms what the row is in a filter, the closest last
     * @param copies what can be copied of it
     */
    public static List<List<Action>> menu(Workspace workspace, Action open, List<FilterTerm> terms, List<Copy> copies) {
        List<Action> copying = new ArrayList<>();
        for (Copy copy : copies) {
            copying.add(new Action("Copy " + copy.what(), "", Icon.COPY, () -> States.copy(copy.text())));
        }
        return List.of(
                List.of(open),
                List.of(
                        new Action("Keep only this, all views", "F", Icon.LIST_FILTER, () -> keep(workspace, terms)),
                        new Action("Exclude this", "Shift+F", Icon.X, () -> exclude(workspace, terms))),
                List.of(
                        new Action(
                                "Set A to all there is",
                                "A",
                                Icon.TIMER,
                                () -> workspace.go(state -> state.at(new TimeSelection.Fixed(
                                        workspace.moment().data())))),
                        new Action(
                                "Pin A as the baseline B",
                                "B",
                                Icon.CIRCLE_DOT,
                                () -> workspace.pin(workspace.moment().a()))),
                copying);
    }

    /** Something to copy: what it is called, and its text. */
    public record Copy(String what, String text) {}
}
