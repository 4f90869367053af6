package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.CellHit;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;

/** What can be done with a row of any table, by menu and by key. Owned by the FX thread. */
public final class RowActions {
    private static final int LONGEST_TERM = 44;

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
        return menu(workspace, opens, new Kept(terms, CellHit.NONE), goTo, copies);
    }

    /** The same for a row with one way to open it, and the cell under the pointer. */
    public static List<List<Action>> menu(Workspace workspace, Action open, Kept kept, List<Copy> copies) {
        return menu(workspace, List.of(open), kept, List.of(), copies);
    }

    /**
     * What a menu offers to keep or to exclude.
     *
     * @param row what the row is in a filter, the closest last: what the keys keep and exclude
     * @param hit the cell under the pointer: the menu offers instead what it is in a filter, and to copy what it says
     */
    public record Kept(List<FilterTerm> row, CellHit hit) {}

    /** The same for a cell under the pointer. */
    public static List<List<Action>> menu(
            Workspace workspace, List<Action> opens, Kept kept, List<Command> goTo, List<Copy> copies) {
        List<FilterTerm> terms = kept.row();
        List<Action> selection = kept.hit()
                .term()
                .map(cell -> ofTerm(workspace, cell))
                .orElseGet(() -> terms.isEmpty() ? List.of() : ofRow(workspace, terms));
        List<Action> going =
                goTo.stream().map(command -> action(workspace, command)).toList();
        List<Action> difference = workspace.moment().b() == null || terms.isEmpty()
                ? List.of()
                : List.of(action(workspace, Command.DIFFERENCE));
        List<Action> copying = new ArrayList<>();
        String value = kept.hit().value();
        if (!value.isEmpty()) {
            copying.add(new Action("Copy value", "", Icon.COPY, () -> States.copy(value)));
        }
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

    private static List<Action> ofRow(Workspace workspace, List<FilterTerm> terms) {
        return List.of(
                new Action(Command.KEEP.title(), Command.KEEP.key(), Icon.LIST_FILTER, () -> keep(workspace, terms)),
                new Action(
                        Command.EXCLUDE.title(),
                        Command.EXCLUDE.key(),
                        Icon.CIRCLE_MINUS,
                        () -> exclude(workspace, terms)));
    }

    /** In the words of the filter, so that what is kept is told from what the keys keep. */
    private static List<Action> ofTerm(Workspace workspace, FilterTerm term) {
        String words = Elision.middle(term.text(), LONGEST_TERM);
        return List.of(
                new Action("Keep only " + words, "", Icon.LIST_FILTER, () -> keep(workspace, List.of(term))),
                new Action("Exclude " + words, "", Icon.CIRCLE_MINUS, () -> exclude(workspace, List.of(term))));
    }

    private static Action action(Workspace workspace, Command command) {
        return new Action(
                workspace.words(command),
                command.key(),
                command.icon().orElse(Icon.ACTIVITY),
                () -> workspace.run(command));
    }

    /** A button that exports the table of the open view, for the header of its panel. */
    public static Button exportButton(Workspace workspace) {
        return Nodes.iconButton(Icon.DOWNLOAD, Command.EXPORT.tip(), () -> workspace.run(Command.EXPORT));
    }

    /** Something to copy: what it is called, and its text. */
    public record Copy(String what, String text) {}
}
