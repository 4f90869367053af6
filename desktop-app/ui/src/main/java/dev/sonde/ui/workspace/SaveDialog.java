package dev.sonde.ui.workspace;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** Asks where a file shall be written. */
@FunctionalInterface
public interface SaveDialog {
    /** Asks in front of a window, with a name to begin from; empty when nothing was chosen. */
    Optional<Path> ask(Window owner, String name);
}
