package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** Working with the Map by keyboard and by mouse, on a capture of real traffic. */
final class MapTest extends AtTheWindow {
    private static Session session;
    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        session = RealTraffic.session();
        stage = FxToolkit.registerPrimaryStage();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @BeforeEach
    void showMap() throws Exception {
        open(session, stage);
        press(KeyCode.DIGIT2);
        await("the map", () -> labels().stream().anyMatch(text -> text.matches(".*services?, .*outside, .*edges?")));
    }

    @Test
    void theDigitTwoOpensItAndTheKeyboardIsInIt() {
        assertThat(state().view()).isEqualTo(ViewName.MAP);
        assertThat(map().isFocused()).isTrue();
        assertThat(map().getAccessibleText()).startsWith("Map, ");
        assertThat(labels()).contains("Worst edges");
        assertThat(window().workspace().moment().b()).isNull();
        assertThat(labels()).contains("A").doesNotContain("B");
    }

    @Test
    void arrowsWalkAlongCallsAndEnterOpensTheRequestsWhichBackUndoes() {
        press(KeyCode.RIGHT);
        String first = state().selection();
        assertThat(first).isNotEmpty();
        press(KeyCode.LEFT);
        String caller = state().selection();
        assertThat(caller).isNotEmpty().isNotEqualTo(first);
        press(KeyCode.RIGHT);
        assertThat(state().selection()).isEqualTo(first);
        press(KeyCode.ENTER);
        assertThat(state().view()).isEqualTo(ViewName.REQUESTS);
        assertThat(state().filter().text()).contains("service:").contains(first);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        settle();
        assertThat(state().view()).isEqualTo(ViewName.MAP);
        assertThat(state().selection()).isEqualTo(first);
    }

    @Test
    void anEdgeIsReachedByKeyboardAndTheInspectorTellsOfIt() throws Exception {
        press(KeyCode.RIGHT);
        robot.push(KeyCode.SHIFT, KeyCode.LEFT);
        settle();
        assertThat(state().selection()).contains(" → ");
        await("the inspector", () -> labels().contains("http") && labels().contains("Round trip, median"));
        press(KeyCode.F);
        assertThat(state().filter().text())
                .contains("client:")
                .contains("service:")
                .contains("protocol:http");
    }

    @Test
    void theMenusOfTheMapHaveTheOrderOfAllMenusAndSLeadsToTheSql() throws Exception {
        assertThat(menu())
                .containsSubsequence(
                        "The whole map",
                        "Arrange the map anew",
                        "Set A: the time selected, or all",
                        "Note here",
                        "Copy link");
        press(KeyCode.ESCAPE);
        press(KeyCode.RIGHT);
        String node = state().selection();
        assertThat(menu())
                .containsSubsequence(
                        "Show its requests",
                        "Keep only this, in all views",
                        "Exclude this",
                        "SQL of the node or edge",
                        "Set A: the time selected, or all",
                        "Note here",
                        "Copy");
        press(KeyCode.ESCAPE);
        press(KeyCode.S);
        assertThat(state().view()).isEqualTo(ViewName.SQL);
        assertThat(state().filter().text()).isEqualTo("peer:" + node);
    }

    private List<String> menu() throws Exception {
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        settle();
        return onFx(() -> Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .filter(item -> !(item instanceof SeparatorMenuItem))
                .map(MenuItem::getText)
                .toList());
    }

    @Test
    void whatIsInSightIsPartOfTheLink() {
        press(KeyCode.ADD);
        assertThat(state().frame()).startsWith("at=");
        NavigationState read = NavigationLink.read(NavigationLink.text(state()));
        assertThat(read).isEqualTo(state());
        press(KeyCode.DIGIT0);
        assertThat(state().frame()).isEmpty();
    }

    @Test
    void aServiceIsFoundByAPartOfItsName() throws Exception {
        press(KeyCode.RIGHT);
        String some = state().selection();
        press(KeyCode.ESCAPE);
        assertThat(state().selection()).isEmpty();
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        settle();
        robot.write(some.substring(0, 4));
        await("what is found", () -> labels().stream().anyMatch(text -> text.endsWith(" found")));
        press(KeyCode.ENTER);
        assertThat(state().selection()).isNotEmpty();
        press(KeyCode.ESCAPE);
        assertThat(map().isFocused()).isTrue();
    }

    @Test
    void groupingIsAStepThatBackUndoes() throws Exception {
        robot.clickOn("Kind");
        settle();
        assertThat(state().frame()).contains("group=kind");
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        settle();
        assertThat(state().frame()).isEmpty();
    }

    @Test
    void theWheelZoomsAndADragMovesIt() throws Exception {
        robot.moveTo(map());
        robot.scroll(3, javafx.geometry.VerticalDirection.UP);
        await("the camera to rest", () -> state().frame().startsWith("at="));
        String before = state().frame();
        robot.drag(map()).dropBy(60, 40);
        await("another place", () -> !state().frame().equals(before));
    }

    @Test
    void whatThePointerRestsOnStandsOutAndTheMapIsNotPaintedForIt() throws Exception {
        ImageView whole = (ImageView) robot.from(map()).lookup(".image-view").query();
        ImageView pointed = robot.lookup("#map-pointed").queryAs(ImageView.class);
        // Of a map that was just opened the last picture may still be on its way.
        await("the map to rest", () -> window().workspace().jobs().isIdle());
        settle();
        Bounds on = onFx(() -> map().localToScreen(map().getBoundsInLocal()));
        Image before = onFx(whole::getImage);
        for (int step = 0; step < 400 && !pointed.isVisible(); step++) {
            robot.moveTo(
                    on.getMinX() + on.getWidth() * (step % 20 + 0.5) / 20,
                    on.getMinY() + on.getHeight() * (Math.floorDiv(step, 20) + 0.5) / 20);
            settle();
        }
        await("something that stands out", pointed::isVisible);
        assertThat(onFx(whole::getImage)).isSameAs(before);
        assertThat(pointed.getFitWidth() * pointed.getFitHeight()).isLessThan(on.getWidth() * on.getHeight() / 2);
        robot.moveTo("#rail-map");
        await("nothing that stands out", () -> !pointed.isVisible());
    }

    private Node map() {
        return robot.lookup("#map").query();
    }
}
