package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.Session;
import dev.sonde.core.settings.SettingsFile;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The tour of the demo, on the sample. */
final class TourTest extends AtTheWindow {
    private final Stage stage;
    private final SettingsFile file;
    private final Path folder;
    private OneWindow one;

    TourTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        file = new SettingsFile(folder);
        stage = FxToolkit.registerPrimaryStage();
        one = start();
        await("the services", () -> stage.getScene().lookup("#services") != null);
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    @Test
    void itLeadsByTheKeyboardToThingsThatAreThereAndCoversNoneOfThem() throws Exception {
        int stops = 0;
        while (tour() != null && stops < 20) {
            Bounds ring = onFx(() -> bounds(stage.getScene().lookup(".sd-tour-ring")));
            Bounds card = onFx(() -> bounds(stage.getScene().lookup("#tour")));
            assertThat(stage.getScene().lookup(".sd-tour-ring").isVisible())
                    .as("stop %d", stops)
                    .isTrue();
            assertThat(ring.getWidth() * ring.getHeight()).isGreaterThan(400);
            assertThat(card.getMinX() >= 0 && card.getMaxX() <= 1400 && card.getMaxY() <= 900)
                    .isTrue();
            assertThat(ring.getHeight() > 500 || !ring.intersects(card))
                    .as("stop %d", stops)
                    .isTrue();
            stops++;
            press(KeyCode.ENTER);
        }
        assertThat(stops).isEqualTo(6);
        await("it to be remembered", () -> !file.read().settings().tour());
    }

    @Test
    void onceDismissedItDoesNotComeAgain() throws Exception {
        assertThat(tour()).isNotNull();
        press(KeyCode.ESCAPE);
        assertThat(tour()).isNull();
        await("it to be remembered", () -> !file.read().settings().tour());
        end();
        one = start();
        settle();
        assertThat(tour()).isNull();
    }

    @Test
    void theMouseLeadsAlongItAndWhatIsUnderItCanBeUsed() throws Exception {
        robot.clickOn(
                robot.lookup(node -> node instanceof Button button && "Next".equals(button.getText()))
                        .<Node>query(),
                MouseButton.PRIMARY);
        settle();
        assertThat(labels()).contains("2 of 6", "One time for all views");
        robot.clickOn("#rail-requests", MouseButton.PRIMARY);
        settle();
        assertThat(one.window().workspace().moment().state().view().toString()).isEqualTo("requests");
        assertThat(tour()).isNotNull();
    }

    @Test
    void itWaitsInTheCornerWhileWhatItTellsOfIsInAnotherView() throws Exception {
        assertThat(labels()).contains("1 of 6");
        robot.clickOn("#rail-requests", MouseButton.PRIMARY);
        settle();
        assertThat(stage.getScene().lookup(".sd-tour-ring").isVisible()).isFalse();
        Bounds card = bounds(stage.getScene().lookup("#tour"));
        assertThat(card.getMaxX()).isBetween(1380.0, 1400.0);
        assertThat(card.getMaxY()).isBetween(850.0, 880.0);
    }

    @Test
    void theRingFollowsWhatItPointsAt() throws Exception {
        Node services = stage.getScene().lookup("#services");
        onFx(() -> {
            ((Region) services).setMaxHeight(120);
            return true;
        });
        await("the ring about the smaller table", () -> {
            Bounds about = bounds(services);
            Bounds ring = bounds(stage.getScene().lookup(".sd-tour-ring"));
            return about.getHeight() == 120 && ring.contains(about) && ring.getHeight() < 130;
        });
    }

    private @Nullable Node tour() {
        Node card = stage.getScene().lookup("#tour");
        return card != null && card.getParent().isVisible() ? card : null;
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private OneWindow start() throws Exception {
        Session session = RealTraffic.sample();
        return onFx(() -> {
            OneWindow made = oneWindow(new NothingToOpen(), folder);
            made.fill(Optional.of(new Opening(session, "")), 1400, 900);
            made.show(stage);
            stage.show();
            made.window().focus();
            made.window().offerTour();
            return made;
        });
    }

    private void end() throws Exception {
        onFx(() -> {
            one.close();
            return true;
        });
    }
}
