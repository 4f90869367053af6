package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
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
     * The menu of a row. One order everywhere: open; keep only, exclude; go to; difference against B; set A, pin B; note; copy.
     * Nothing in it changes what is watched: commands that would are copied, not run.
     *
     * @param open what Enter does
     * @param terms what the row is in a filter, the closest last
     * @param copies what can be copied of it
     */
    public static List<List<Action>> menu(Workspace workspace, Action open, List<FilterTerm> terms, List<Copy> copies) {
        return menu(workspace, List.of(open), terms, List.of(), copies);
    }

    /** The same with other ways to open it, the default first, and where one can go from it. */
    public static List<List<Action>> menu(
            Workspace workspace, List<Action> opens, List<FilterTerm> terms, List<Command> goTo, List<Copy> copies) {
        List<Action> selection = terms.isEmpty()
                ? List.of()
                : List.of(
                        new Action(
                                Command.KEEP.title(),
                                Command.KEEP.key(),
                                Icon.LIST_FILTER,
                                () -> keep(workspace, terms)),
                        new Action(
                                Command.EXCLUDE.title(),
                                Command.EXCLUDE.key(),
                                Icon.CIRCLE_MINUS,
                                () -> exclude(workspace, terms)));
        List<Action> going =
                goTo.stream().map(command -> action(workspace, command)).toList();
        List<Action> difference = workspace.moment().b() == null || terms.isEmpty()
                ? List.of()
                : List.of(action(workspace, Command.DIFFERENCE));
        List<Action> copying = new ArrayList<>();
        for (Copy copy : copies) {
            copying.add(new Action("Copy " + copy.what(), "", Icon.COPY, () -> States.copy(copy.text())));
        }
        copying.add(
                new Action("Copy link", Command.COPY_LINK.key(), Icon.COPY, () -> workspace.run(Command.COPY_LINK)));
        return List.of(
                opens,
                selection,
                going,
                difference,
                List.of(action(workspace, Command.SET_A), action(workspace, Command.PIN_B)),
                List.of(action(workspace, Command.NOTE)),
                copying);
    }

    private static Action action(Workspace workspace, Command command) {
        return new Action(
                workspace.words(command),
                command.key(),
                command.icon().orElse(Icon.ACTIVITY),
                () -> workspace.run(command));
    }

    /** Something to copy: what it is called, and its text. */
    public record Copy(String what, String text) {}
}
