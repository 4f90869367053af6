package dev.sonde.ui.shell;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.ui.workspace.Moment;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;

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

    /** Takes a letter that is the view's own; says whether it was. */
    default boolean press(KeyCode key) {
        return false;
    }

    /** What to look for in the rail. */
    record Place(ViewName name, String title, Icon icon, String key) {}
}
