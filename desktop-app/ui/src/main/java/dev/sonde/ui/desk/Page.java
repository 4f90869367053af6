package dev.sonde.ui.desk;

import dev.sonde.core.navigation.ViewName;
import javafx.scene.Node;

/** A screen that needs no session: it works with one open and without. Made when it is first opened. Owned by the FX thread. */
public interface Page {
    /** Which one it is. */
    ViewName name();

    /** What it looks like. */
    Node node();

    /** It has been opened: what it shows is looked at anew. */
    void opened();

    /** Moves the keyboard to where work begins. */
    void focus();

    /** Lets go of what is selected or typed; says whether there was something. */
    default boolean escape() {
        return false;
    }

    /** Looks at something by its name, in the page's own words: for pictures, and for links that lead here. */
    default void look(String what) {}
}
