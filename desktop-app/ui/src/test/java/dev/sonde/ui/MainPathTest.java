package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

/**
 * The main path on the sample, whose index was dropped: from the Overview over a service that got worse and a rectangle of its
 * heatmap to its requests and the statement behind them. By keyboard and by mouse, in both themes.
 */
final class MainPathTest extends AtTheWindow {
    private static final String SERVICE = "shop";
    private static final String STATEMENT =
            "SELECT id, product_id FROM orders WHERE customer_id = ? ORDER BY id DESC LIMIT ?";

    private final Session session;

    MainPathTest() throws InterruptedException {
        session = RealTraffic.sample();
    }

    @AfterEach
    void close() {
        leave();
        session.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light"})
    void theKeyboardLeadsFromTheOverviewToTheStatement(String theme) throws Exception {
        open(session, FxToolkit.registerPrimaryStage(), theme);
        await("the services", () -> grid("services").getItems().size() == 4);
        for (int i = 0; i < 4 && !says(selected("services"), SERVICE); i++) {
            press(KeyCode.DOWN);
        }
        press(KeyCode.ENTER);
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        assertThat(filter().text()).contains(SERVICE);
        assertThat(isFocused("endpoints")).as("the keyboard goes with the view").isTrue();
        await("its requests", () -> !grid("requests").getItems().isEmpty());
        focusPane("heatmap");
        press(KeyCode.LEFT);
        robot.push(KeyCode.SHIFT, KeyCode.DOWN);
        robot.push(KeyCode.SHIFT, KeyCode.LEFT);
        settle();
        long picked = number(onFx(() -> heatmap().getAccessibleText()));
        int all = grid("requests").getItems().size();
        press(KeyCode.ENTER);
        await("the requests in the cells", () -> grid("requests").getItems().size() < all);
        assertThat(grid("requests").getItems()).hasSize((int) picked);
        assertThat(state().time()).isInstanceOf(TimeSelection.Fixed.class);
        focusPane("requests");
        press(KeyCode.S);
        theStatementIsFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light"})
    void theMouseLeadsFromTheOverviewToTheStatement(String theme) throws Exception {
        open(session, FxToolkit.registerPrimaryStage(), theme);
        await("the services", () -> grid("services").getItems().size() == 4);
        robot.doubleClickOn(row("services", SERVICE), MouseButton.PRIMARY);
        settle();
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        assertThat(filter().text()).contains(SERVICE);
        await("its requests", () -> !grid("requests").getItems().isEmpty());
        int all = grid("requests").getItems().size();
        Bounds map = onFx(() -> heatmap().localToScreen(heatmap().getBoundsInLocal()));
        robot.drag(map.getMinX() + map.getWidth() * 0.4, map.getMinY() + 12, MouseButton.PRIMARY)
                .dropTo(map.getMinX() + map.getWidth() * 0.7, map.getMinY() + map.getHeight() * 0.3);
        await("the requests in the rectangle", () -> grid("requests").getItems().size() < all);
        assertThat(grid("requests").getItems()).isNotEmpty();
        assertThat(filter().text())
                .as("as a person would type it")
                .containsPattern("latency:[0-9.]{1,4}(us|ms|s)\\.\\.[0-9.]{1,4}(us|ms|s)");
        robot.rightClickOn(firstRow("requests"));
        robot.clickOn("SQL that its service asks");
        settle();
        theStatementIsFirst();
    }

    private void theStatementIsFirst() throws Exception {
        assertThat(view()).isEqualTo(ViewName.SQL);
        await("the statements", () -> !grid("statements").getItems().isEmpty());
        await("the statement", () -> says(grid("statements").getItems().getFirst(), STATEMENT));
        await("its callers", () -> !grid("callers").getItems().isEmpty());
        assertThat(says(grid("callers").getItems().getFirst(), SERVICE)).isTrue();
    }

    /** The next pane, until it is there: work in a pane begins at what it shows, not at the tools of its header. */
    private void focusPane(String id) throws Exception {
        for (int pane = 0; pane < 6 && !isFocused(id); pane++) {
            press(KeyCode.F6);
        }
        assertThat(isFocused(id)).as("focus of " + id).isTrue();
    }

    private boolean isFocused(String id) throws Exception {
        return onFx(() -> lookup(id).isFocused());
    }

    private Node lookup(String id) {
        return robot.lookup("#" + id).query();
    }

    private Node heatmap() {
        return lookup("heatmap");
    }

    private Object selected(String id) throws Exception {
        return Objects.requireNonNullElse(
                onFx(() ->
                        Objects.requireNonNullElse(grid(id).getSelectionModel().getSelectedItem(), "")),
                "");
    }

    private Node row(String id, String says) {
        Predicate<Node> wanted =
                node -> node instanceof TableRow<?> row && row.getItem() != null && says(row.getItem(), says);
        return robot.from(grid(id)).lookup(wanted).query();
    }

    private Node firstRow(String id) {
        Predicate<Node> first = node -> node instanceof TableRow<?> row && row.getIndex() == 0 && !row.isEmpty();
        return robot.from(grid(id)).lookup(first).query();
    }

    private static boolean says(Object row, String words) {
        return row.toString().contains(words);
    }

    private static long number(String text) {
        return Long.parseLong(text.replaceAll("(?s)^[^0-9]*([0-9,]+).*$", "$1").replace(",", ""));
    }
}
