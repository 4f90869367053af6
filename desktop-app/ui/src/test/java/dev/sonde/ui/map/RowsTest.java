package dev.sonde.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A list of the inspector on a real stage, filled anew as time goes on. */
final class RowsTest {
    private final FxRobot robot = new FxRobot();
    private final Rows rows;

    RowsTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        rows = WaitForAsyncUtils.asyncFx(() -> {
                    Rows made = Rows.of("Edge", "Calls /s", "p99");
                    StackPane around = new StackPane(made);
                    made.setMaxSize(300, 100);
                    stage.setScene(new Scene(around, 400, 300));
                    stage.show();
                    return made;
                })
                .get();
        pointAside();
    }

    @AfterEach
    void hide() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    private void fill(String about, String... names) {
        WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> rows.fill(
                        about,
                        List.of(names).stream()
                                .map(name -> new Rows.Line(name, "1", "2 ms", "", name))
                                .toList()));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<String> names() {
        return rows.lookupAll(".sd-row-name").stream()
                .filter(node -> node.isVisible())
                .map(node -> ((Label) node).getText())
                .toList();
    }

    private void pointAside() {
        robot.moveTo(rows.getScene().getRoot().localToScreen(5, 290));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void whileThePointerIsOverItWhatIsAboutToBeClickedStaysWhereItIs() {
        fill("", "a", "b", "c");
        robot.moveTo(rows.localToScreen(20, 30));
        fill("", "c", "a", "d", "b");
        assertThat(names()).containsExactly("a", "b", "c", "d");
        pointAside();
        assertThat(names()).containsExactly("c", "a", "d", "b");
        fill("", "b", "a");
        assertThat(names()).containsExactly("b", "a");
    }

    @Test
    void linesOfSomethingElseStandAsTheyCome() {
        fill("", "a", "b", "c");
        robot.moveTo(rows.localToScreen(20, 30));
        fill("an edge", "c", "b", "a");
        assertThat(names()).containsExactly("c", "b", "a");
    }
}
