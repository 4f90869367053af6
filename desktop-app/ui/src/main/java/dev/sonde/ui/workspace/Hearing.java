package dev.sonde.ui.workspace;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Whether a live source still says something: what is shown is as old as its last word. Owned by the FX thread. */
public final class Hearing {
    private final ReadOnlyBooleanWrapper silent = new ReadOnlyBooleanWrapper();

    /** Agents say something every second; whether none has for several. */
    public ReadOnlyBooleanProperty silentProperty() {
        return silent.getReadOnlyProperty();
    }

    /** Nothing is heard any more, or something again. */
    public void silent(boolean now) {
        silent.set(now);
    }
}
