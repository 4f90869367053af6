package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The smallest window there is, on the sample. */
final class SmallWindowTest extends OnTheSample {
    private static final String LONG = "a-service-of-a-very-long-name-79b6d4f8c-tz8wq";

    private double width;
    private double height;

    @BeforeEach
    void makeItSmall() throws Exception {
        onFx(() -> {
            width = window().scene().getWindow().getWidth();
            height = window().scene().getWindow().getHeight();
            resize(1100, 700);
            return true;
        });
        await("its size", () -> window().scene().getWidth() == 1100);
        await("figures", () -> window().workspace().jobs().isIdle());
    }

    @AfterEach
    void makeItAsItWas() throws Exception {
        onFx(() -> {
            resize(width, height);
            followScenes(window().scene().getWindow());
            return true;
        });
    }

    private void resize(double toWidth, double toHeight) {
        window().scene().getWindow().setWidth(toWidth);
        window().scene().getWindow().setHeight(toHeight);
    }

    @Test
    void f6LeadsOnlyToPanesThatThereIsRoomFor() throws Exception {
        for (KeyCode view : new KeyCode[] {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4}) {
            press(view);
            await("figures", () -> window().workspace().jobs().isIdle());
            onFx(() -> {
                window().focus();
                return true;
            });
            Node before = onFx(() -> window().scene().getFocusOwner());
            press(KeyCode.F6);
            assertThat(onFx(() -> window().scene().getFocusOwner()))
                    .as("%s", view)
                    .isNotEqualTo(before);
        }
    }

    @Test
    void whatIsLessThanARequestGivesWayToIt() throws Exception {
        press(KeyCode.DIGIT3);
        await("the requests", () -> texts("requests").contains("GET /api/orders/13826"));
        assertThat(texts("endpoints")).contains("GET /api/orders/{id}");
    }

    private List<String> texts(String table) throws Exception {
        return onFx(() -> robot.lookup("#" + table).<Node>queryAll().stream()
                .flatMap(found -> found.lookupAll(".text").stream())
                .map(node -> ((Text) node).getText())
                .toList());
    }

    @Test
    void saysNoWordOfWhichOnlyDotsAreLeft() throws Exception {
        for (KeyCode view : new KeyCode[] {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4}) {
            press(view);
            await("figures", () -> window().workspace().jobs().isIdle());
            List<Label> cut = onFx(() -> robot.lookup(".sd-panel-note").queryAllAs(Label.class).stream()
                    .filter(note -> inSight(note) && note.isTextTruncated())
                    .toList());
            assertThat(cut).as("%s", view).allMatch(note -> note.getWidth() > 70);
        }
    }

    @Test
    void aSelectionWithALongNameAndACrumbForEachLevelCutNothingOfTheWindow() throws Exception {
        onFx(() -> {
            window().workspace().filter(Filter.parse("service:" + LONG + " workload:" + LONG));
            window().workspace().replace(state -> state.selecting(LONG));
            return true;
        });
        settle();
        assertThat(edges(".sd-status-bar")).containsExactly(0.0, 1100.0);
        assertThat(edges(".sd-top-bar .button")).isNotEmpty().allMatch(x -> x >= 0 && x <= 1100);
        assertThat(edges(".sd-top-bar .menu-button")).isNotEmpty().allMatch(x -> x >= 0 && x <= 1100);
    }

    @Test
    void crumbsKeepTheirWordsWhileTheFilterHasRoomToGive() throws Exception {
        for (String name : new String[] {"nginx", "mariadbd", "a-service-x", "shop"}) {
            onFx(() -> {
                window().workspace().replace(state -> state.selecting(name));
                return true;
            });
            settle();
            assertThat(onFx(() -> robot.lookup(".sd-crumb .label").queryAllAs(Label.class).stream()
                            .filter(label -> inSight(label) && label.isTextTruncated())
                            .map(Labeled::getText)
                            .toList()))
                    .isEmpty();
        }
    }

    @Test
    void termsThatThereIsNoRoomForAreCounted() throws Exception {
        onFx(() -> {
            window().workspace()
                    .filter(Filter.parse("service:shop !path:/healthz !status:503 latency:>1ms !endpoint:~CREATE"
                            + " !endpoint:~DROP !client:" + LONG));
            return true;
        });
        settle();
        Label more = robot.lookup(".sd-more-terms").queryAs(Label.class);
        assertThat(onFx(more::isVisible)).isTrue();
        long whole = robot.lookup(".sd-token").queryAll().stream()
                .map(token -> token.getBoundsInParent())
                .filter(at -> at.getMinX() >= more.getWidth()
                        && at.getMaxX() <= more.getParent().getLayoutBounds().getWidth())
                .count();
        assertThat(whole).isLessThan(7);
        assertThat(more.getText()).isEqualTo("+" + (7 - whole));
        robot.clickOn(more);
        settle();
        Node first = onFx(() -> window().scene().getFocusOwner());
        assertThat(first.getAccessibleText()).contains("service:shop");
        assertThat(onFx(() -> first.getBoundsInParent().getMinX())).isGreaterThanOrEqualTo(0);
    }

    /** Where nodes in sight begin and end, from the left edge of the window. */
    @Test
    void anEndpointWithALongNameWidensNoView() throws Exception {
        press(KeyCode.DIGIT3);
        await("the endpoints", () -> !grid("endpoints").getItems().isEmpty());
        press(KeyCode.DOWN);
        await(
                "its name over the chart",
                () -> robot.lookup(node ->
                                node instanceof Label label && label.getText().startsWith("Latency of CREATE"))
                        .tryQuery()
                        .isPresent());
        settle();
        assertThat(edges("#requests-columns")).isNotEmpty().allMatch(x -> x >= 64 && x <= 1100);
    }

    private List<Double> edges(String selector) throws Exception {
        return onFx(() -> robot.lookup(selector).queryAll().stream()
                .filter(SmallWindowTest::inSight)
                .map(node -> node.localToScene(node.getLayoutBounds()))
                .flatMap(on -> Stream.of(on.getMinX(), on.getMaxX()))
                .toList());
    }

    private static boolean inSight(Node node) {
        return node.isVisible() && (node.getParent() == null || inSight(node.getParent()));
    }

    @Test
    void keepsTheFiguresOfWhatChanged() throws Exception {
        await("changes", () -> !sentences().isEmpty());
        assertThat(sentences()).extracting(Labeled::getText).anyMatch(text -> text.contains(", was "));
        assertThat(onFx(() ->
                        sentences().stream().filter(Labeled::isTextTruncated).toList()))
                .isEmpty();
    }

    /** Labels of the cards that begin with a percentile. */
    private List<Label> sentences() {
        return robot.lookup("#changes .label").queryAllAs(Label.class).stream()
                .filter(label -> inSight(label) && label.getText().contains("p99 "))
                .toList();
    }

    @Test
    void keepsTheUnitsOfItsFigures() throws Exception {
        List<Label> besideFigures = onFx(() -> robot.lookup(".sd-key-figure").queryAll().stream()
                .flatMap(figure -> figure.getParent().getChildrenUnmodifiable().stream())
                .filter(Label.class::isInstance)
                .map(Label.class::cast)
                .filter(Node::isVisible)
                .toList());
        assertThat(besideFigures).extracting(Labeled::getText).contains("/min", "req/s");
        assertThat(besideFigures).noneMatch(Labeled::isTextTruncated);
    }
}
