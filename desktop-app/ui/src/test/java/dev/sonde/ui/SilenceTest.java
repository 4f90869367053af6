package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** A live source that says nothing any more, and does not say that it ended: an agent that hangs, a link that is cut. */
final class SilenceTest extends AtTheWindow {
    private final BreakableLoad source = new BreakableLoad();

    @TempDir
    private Path folder;

    private Session session;
    private OneWindow one;

    @BeforeEach
    void openTheWindow() throws Exception {
        session = Session.open(source, SessionOptions.defaults());
        Stage stage = FxToolkit.registerPrimaryStage();
        one = onFx(() -> {
            OneWindow made = oneWindow(new NothingToOpen(), folder);
            made.fill(Optional.of(new Opening(session, "")), 1400, 900);
            made.show(stage);
            stage.show();
            return made;
        });
        await("the rate", () -> said("Requests a second").endsWith(" requests/s"));
    }

    @AfterEach
    void close() throws Exception {
        onFx(() -> {
            one.close();
            return true;
        });
    }

    @Test
    void isSaidWithTheTimeOfTheLastWordAndNoRateIsShownThatIsOlder() throws Exception {
        source.fallSilent();
        await("the words", () -> said("Link").contains("Nothing heard since "));
        String last = one.window()
                .workspace()
                .clocks()
                .seconds(session.store().snapshot().liveEdgeNanos());
        assertThat(said("Link")).endsWith(last);
        assertThat(said("Requests a second")).endsWith("– requests/s");
        source.speak();
        await("that it lives", () -> said("Link").contains("Live "));
    }

    /** What an entry of the status bar says. */
    private String said(String name) {
        return robot
                .lookup((Node node) -> node.getStyleClass().contains("sd-status-item")
                        && node.isVisible()
                        && node.getAccessibleText() != null
                        && node.getAccessibleText().startsWith(name))
                .queryAll()
                .stream()
                .map(Node::getAccessibleText)
                .findFirst()
                .orElse("");
    }
}
