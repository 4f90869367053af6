package dev.sonde.ui;

import dev.sonde.ui.desk.Openings;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** Hands and eyes at a window in which nothing is open yet. */
abstract class OnNothing extends AtTheWindow {
    private Stage stage;
    private OneWindow one;

    /** What the window can open. */
    abstract Openings openings();

    /** Lets everything go on that a test holds up. */
    abstract void letGo();

    @BeforeEach
    final void openTheWindow(@TempDir Path home) throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        one = onFx(() -> {
            OneWindow made = oneWindow(openings(), home);
            made.fill(Optional.empty(), 1400, 900);
            made.show(stage);
            stage.show();
            made.window().focus();
            return made;
        });
        settle();
    }

    @AfterEach
    final void closeTheWindow() throws Exception {
        letGo();
        onFx(() -> {
            one.close();
            return true;
        });
    }

    final Stage stage() {
        return stage;
    }

    final OneWindow one() {
        return one;
    }

    /** Opens a file as a drop on the window does. */
    final void open(Path file) throws Exception {
        onFx(() -> {
            one.desk().openFile(file);
            return true;
        });
    }
}
