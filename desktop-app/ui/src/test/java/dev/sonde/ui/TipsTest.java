package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.ui.chart.TimeChart;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

/** What the pointer is told when it rests, on the sample. */
final class TipsTest extends OnTheSample {
    @Test
    void aRowSaysItsFiguresInAInBAndTheChangeBesideItAndNeverOverIt() throws Exception {
        await("a baseline", () -> window().workspace().moment().b() != null);
        Node row = row("services", "mariadbd");
        robot.moveTo(row);
        await("the tooltip", () -> tip().isVisible());
        // Of the sample's README: p99 of mariadbd is 435 ms in A.
        assertThat(said())
                .startsWith("mariadbd")
                .contains("A  B  change", "p99  435 ms  53.3 ms  ▲ 8.16×", "Enter shows");
        assertThat(scene(tip()).intersects(scene(row))).isFalse();
        press(KeyCode.ESCAPE);
        assertThat(tip().isVisible()).isFalse();
    }

    @Test
    void theNextRowSaysItsOwnAtOnceAndNothingIsSaidBesideTheRows() throws Exception {
        robot.moveTo(row("services", "mariadbd"));
        await("the tooltip", () -> tip().isVisible() && said().startsWith("mariadbd"));
        robot.moveTo(row("services", "stock"));
        await("the other", () -> tip().isVisible() && said().startsWith("stock"));
        robot.moveTo("#filter");
        await("nothing", () -> !tip().isVisible());
    }

    @Test
    void aChartSaysItsValueUnderThePointerAndTheWholeOfBothWindows() throws Exception {
        await("a baseline", () -> window().workspace().moment().b() != null);
        Node chart = robot.lookup(TimeChart.class::isInstance).queryAs(TimeChart.class);
        robot.moveTo(chart);
        await("the tooltip", () -> tip().isVisible() && said().startsWith("Rate, "));
        assertThat(said()).contains("here  A  B  change", "A drag selects time");
        assertThat(window().workspace().cursorProperty().get()).isNotNull();
    }

    @Test
    void aCellOfTheHeatmapSaysWhatIsInItAndHowUsualThatIs() throws Exception {
        press(KeyCode.DIGIT3);
        await("the requests", () -> !grid("requests").getItems().isEmpty());
        Bounds map = screen(lookup("heatmap"));
        double y = map.getMinY() + map.getHeight() * 0.62;
        for (int x = 90; x < 400 && !tip().isVisible(); x += 12) {
            robot.moveTo(map.getMinX() + x, y);
            Thread.sleep(400);
            settle();
        }
        await("the tooltip", () -> tip().isVisible());
        assertThat(said()).containsPattern("^[0-9,]+ requests?").contains("share of requests", "Enter shows them");
    }

    @Test
    void whatIsOnTheMapSaysItsFiguresAndWhatNextBesideThePointer() throws Exception {
        await("a baseline", () -> window().workspace().moment().b() != null);
        press(KeyCode.DIGIT2);
        await("the map", () -> labels().contains("Worst edges"));
        Bounds map = screen(lookup("map"));
        Point2D pointer = Point2D.ZERO;
        for (int step = 0; step < 160 && !Cursor.HAND.equals(lookup("map").getCursor()); step++) {
            int row = step / 16;
            pointer = new Point2D(
                    map.getMinX() + map.getWidth() * (0.3 + step % 16 * 0.04),
                    map.getMinY() + map.getHeight() * (0.3 + row * 0.03));
            robot.moveTo(pointer);
            settle();
        }
        await("the tooltip", () -> tip().isVisible());
        assertThat(said())
                .contains("A  B  change", "calls  ", "p99  ", "Enter shows its requests, a click inspects it");
        assertThat(screen(tip()).contains(pointer)).isFalse();
    }

    @Test
    void whatCanBePressedAroundTheViewsSaysWhatItDoes() throws Exception {
        List<String> silent = onFx(() -> Stream.of(".sd-top-bar", ".sd-timeline", ".sd-status-bar")
                .flatMap(part -> lookup(part).lookupAll("*").stream())
                .filter(node -> node instanceof ButtonBase && node.isVisible() && !isExplained(node))
                .map(Node::getAccessibleText)
                .toList());
        assertThat(silent).isEmpty();
    }

    /** JavaFX keeps the tooltip of a node that is no control's own among its properties. */
    private static boolean isExplained(Node node) {
        return node.getProperties().values().stream()
                .anyMatch(value ->
                        value instanceof Tooltip tooltip && !tooltip.getText().isEmpty());
    }

    @Test
    void wordsThatExplainAControlStandBesideIt() throws Exception {
        for (String id : new String[] {"rail-overview", "rail-settings", "keys"}) {
            Node control = lookup(id);
            robot.moveTo(control);
            await("the words of " + id, () -> hints().findFirst().isPresent());
            Window hint = onFx(() -> hints().findFirst().orElseThrow());
            Bounds words = new BoundingBox(hint.getX(), hint.getY(), hint.getWidth(), hint.getHeight());
            assertThat(words.intersects(screen(control))).as(id).isFalse();
            robot.moveTo(row("services", "mariadbd"));
            await("nothing", () -> hints().findFirst().isEmpty());
        }
    }

    private static Stream<Window> hints() {
        return Window.getWindows().stream().filter(window -> window instanceof Tooltip && window.isShowing());
    }

    @Test
    void theTimelineNamesWhatHappenedThere() throws Exception {
        Bounds strip = screen(robot.lookup(node -> "Timeline".equals(node.getAccessibleText()))
                .query());
        robot.moveTo(strip.getMinX() + strip.getWidth() / 2, strip.getMinY() + strip.getHeight() / 2);
        await("the tooltip", () -> tip().isVisible());
        assertThat(said()).startsWith("request rate, ").contains("A drag moves A, Alt+drag B");
    }

    @Test
    void theHandlesAndTheTagOfAOnTheTimelineSayWhatADragDoes() throws Exception {
        Node timeline = robot.lookup(node -> "Timeline".equals(node.getAccessibleText()))
                .query();
        Bounds strip = screen(timeline);
        int x = 1;
        for (; x < 100 && !Cursor.H_RESIZE.equals(timeline.getCursor()); x += 4) {
            robot.moveTo(strip.getMinX() + x, strip.getMinY() + 40);
            settle();
        }
        await("the figure there", () -> tip().isVisible() && said().contains("A drag moves the start of A"));
        robot.moveTo(strip.getMinX() + x - 4, strip.getMinY() + 12);
        await("the handle", () -> tip().isVisible() && said().startsWith("Start of A"));
        assertThat(said()).contains("from  08:01:41", "to  08:02:2", "length  4", "A drag moves it");
        robot.moveTo(strip.getMinX() + strip.getWidth() / 2, strip.getMinY() + 12);
        await("the tag", () -> tip().isVisible() && said().startsWith("A, the window"));
        assertThat(said()).contains("A drag moves all of it");
    }

    @Test
    void eachBarOfARequestSaysWhatItMeasures() throws Exception {
        press(KeyCode.DIGIT3);
        await("the requests", () -> !grid("requests").getItems().isEmpty());
        onFx(() -> {
            grid("requests").getSelectionModel().select(1);
            return true;
        });
        Bounds bars = screen(robot.lookup("#timing").query());
        robot.moveTo(bars.getMinX() + 40, bars.getMinY() + 17);
        await("the client's", () -> tip().isVisible() && said().contains("the client sent to the last byte"));
        assertThat(said()).contains("took  ", "of the longest bar  100");
        robot.moveTo(bars.getMinX() + 40, bars.getMinY() + 17 + 44);
        await(
                "what is between",
                () -> tip().isVisible() && said().startsWith("The client's time without the server's"));
    }

    @Test
    void theHeadsOfPercentilesSayWhatTheyAre() throws Exception {
        List<String> explained = onFx(() -> robot.lookup("#services").lookup(".column-header").<Node>queryAll().stream()
                .flatMap(head -> head.lookupAll(".label").stream())
                .filter(label -> label.getAccessibleHelp() != null)
                .map(Node::getAccessibleHelp)
                .toList());
        assertThat(explained)
                .contains(
                        "Half of the calls in A took this long or less.",
                        "95 of 100 calls in A took this long or less. Of fewer than 100 calls it says how few they are.",
                        "99 of 100 calls in A took this long or less. Of fewer than 500 calls it says how few they are.");
    }

    @Test
    void ofFewCallsItSaysThatTheyAreFew() throws Exception {
        onFx(() -> {
            window().workspace().filter(Filter.parse("client:mariadb"));
            return true;
        });
        await("one service", () -> grid("services").getItems().size() == 1);
        robot.moveTo(row("services", "mariadbd"));
        await("the tooltip", () -> tip().isVisible());
        assertThat(said()).contains("calls only: one more may change it much");
    }

    private Node row(String id, String says) {
        Predicate<Node> wanted = node -> node instanceof TableRow<?> row
                && row.getItem() != null
                && row.getItem().toString().contains("name=" + says);
        return robot.from(grid(id)).lookup(wanted).query();
    }

    private Node lookup(String id) {
        return robot.lookup(id.startsWith(".") ? id : "#" + id).query();
    }

    private Node tip() {
        return lookup("tip");
    }

    private String said() {
        String text = tip().getAccessibleText();
        return text == null
                ? ""
                : text.replaceAll("(?<=[0-9]) ?\u00a0(?=[a-zµ])", " ").replace("▲\u00a0", "▲ ");
    }

    private static Bounds scene(Node node) throws Exception {
        return onFx(() -> node.localToScene(node.getLayoutBounds()));
    }

    private static Bounds screen(Node node) throws Exception {
        return onFx(() -> node.localToScreen(node.getBoundsInLocal()));
    }
}
