package dev.sonde.ui.shell;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.table.Query;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.workspace.Moment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;

/** One view in the body of the shell. Made when it is first opened. Owned by the FX thread. */
public interface View {
    /** Which one it is. */
    ViewName name();

    /** What it looks like. */
    Node node();

    /** Shows a moment: called while the view is open, at most once a pulse. */
    void show(Moment moment);

    /** Moves the keyboard to where work begins. */
    void focus();

    /** What is selected where the keyboard is, as terms of a filter, the closest last; none when nothing is. */
    List<FilterTerm> selected();

    /** Lets go of the selection; says whether there was one. */
    boolean clearSelection();

    /** Commands that are the view's own, with what they do in it. */
    default Map<Command, String> commands() {
        return Map.of();
    }

    /** Does one of its own commands; false leaves the key to the control that has the focus. */
    default boolean run(Command command) {
        return false;
    }

    /** Whether it can ask a term of the filter; one that it can't is greyed in the filter bar while the view is open. */
    default boolean applies(FilterTerm term) {
        return true;
    }

    /** The table that is searched where the keyboard is in none; empty where it shows none. */
    default Optional<Grid<?>> searched() {
        return Optional.empty();
    }

    /** The table that it shows at a moment, to be exported; empty where it shows none. */
    default Optional<Query> table(Moment moment) {
        return Optional.empty();
    }

    /** Gives what it shows skins and styles, where that is not in sight yet. */
    default void dress() {}

    /** It has just been opened. */
    default void opened() {}

    /** It has not been open for a while: rows that it holds would stay in memory when they leave the session's. */
    default void rest() {}

    /** Whether it takes the whole window beside the rail, without timeline and filter. */
    default boolean isPage() {
        return false;
    }

    /** What to look for in the rail; pages have no {@code key} of their own. */
    record Place(ViewName name, String title, Icon icon, String key) {
        /** Whether it is a page, which needs no session. */
        public boolean isPage() {
            return key.isEmpty();
        }

        /** What the rail says of it. */
        String tip() {
            String keys = isPage() && name == ViewName.SETTINGS ? Command.SETTINGS.key() : key;
            return keys.isEmpty() ? title : title + " (" + keys + ")";
        }
    }
}
