package dev.sonde.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.NavigationState;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.look.InTurn;
import dev.sonde.ui.look.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A table on a real stage, whose rows are replaced again and again. */
final class GridTest {
    private static final String LONG = "a-name-that-is-much-too-long-for-the-column-it-stands-in-and-has-an-end";

    private static final double ASIDE = 40;
    private static final List<Row> BY_NAME = List.of(new Row("a", 1), new Row("b", 2));

    private final FxRobot robot = new FxRobot();
    private final List<@Nullable Row> told = new ArrayList<>();
    private final Grid<Row> grid;
    private final Scene scene;

    /** A row of the table. */
    private record Row(String name, int calls) {}

    GridTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        grid = onFx(this::grid);
        scene = onFx(() -> {
            StackPane around = new StackPane(grid);
            around.setPadding(new Insets(0, ASIDE, 0, 0));
            return new Scene(around, 300 + ASIDE, 400);
        });
        onFx(() -> {
            Look.named("dark").dress(scene);
            stage.setScene(scene);
            stage.show();
            return true;
        });
        pointAside();
        replace(rows(40, 0));
    }

    private Grid<Row> grid() {
        Grid<Row> made = new Grid<>("Things", (one, other) -> one.name().equals(other.name()));
        made.column(new Head("Name", Kind.NAME, 150, "name"), row -> CellText.of(row.name()));
        made.column(new Head("Calls", Kind.NUMBER, 80, "calls"), row -> CellText.of(Integer.toString(row.calls())));
        made.onSelect(told::add);
        return made;
    }

    @AfterEach
    void hide() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    @Test
    void aColumnLeavesTheRoomBeyondItsShareToTheOthers() throws Exception {
        var who = onFx(() -> grid.column(new Head("Who", Kind.TEXT, 40, ""), row -> CellText.of(row.name())));
        widen(600);
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> who.getWidth() > 0.1 * grid.getWidth());
        onFx(() -> {
            grid.atMost(who, 0.1);
            return true;
        });
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> who.getWidth() <= Math.rint(0.1 * grid.getWidth()));
    }

    @Test
    void aTableThatWasNarrowForAWhileHasItsColumnsAsBefore() throws Exception {
        widen(600);
        List<Double> first = widths();
        for (double width : new double[] {240, 900, 220, 600}) {
            widen(width);
        }
        assertThat(widths()).isEqualTo(first);
    }

    @Test
    void aWidthThatTheUserDraggedOutlivesANarrowTable() throws Exception {
        widen(600);
        onFx(() -> grid.resizeColumn(grid.getColumns().get(0), -100));
        List<Double> dragged = widths();
        for (double width : new double[] {240, 600}) {
            widen(width);
        }
        assertThat(widths()).isEqualTo(dragged);
        assertThat(grid.layoutNow().columns())
                .extracting(GridLayout.Column::width)
                .isEqualTo(dragged);
    }

    private List<Double> widths() throws Exception {
        return onFx(() -> grid.getColumns().stream().map(TableColumn::getWidth).toList());
    }

    @Test
    void aFigureThatGrowsIsNotCut() throws Exception {
        onFx(() -> {
            grid.fitted(grid.column(new Head("All", Kind.NUMBER, 40, ""), row -> CellText.of("=" + row.calls())));
            return true;
        });
        replace(List.of(new Row("a", 99)));
        pulse();
        assertThat(texts(0)).contains("=99");
        replace(List.of(new Row("a", 123_456_789), new Row("b", 7)));
        pulse();
        assertThat(texts(0)).contains("=123456789");
    }

    /** The table, and not its window: a stage is that of other tests as well, and stays as wide as it was told to be. */
    private void widen(double width) throws Exception {
        onFx(() -> {
            grid.setMinWidth(width);
            grid.setMaxWidth(width);
            return true;
        });
        pulse();
    }

    @Test
    void otherRowsAreThereWithoutALayoutOfWhatIsAroundThem() {
        boolean asked = onFx(() -> {
            settle();
            grid.rows(rows(40, 100));
            return grid.isNeedsLayout() || scene.getRoot().isNeedsLayout();
        });
        assertThat(asked).isFalse();
        assertThat(texts(0)).containsExactly("thing-0", "100");
        assertThat(texts(5)).containsExactly("thing-5", "105");
    }

    /** The layout that rows at the end ask for comes before the frames that bring most of those in sight up to date. */
    @Test
    void rowsInSightSayOtherThingsWithoutALayoutOfTheirsWhereMoreComeAtTheEnd() {
        AtomicInteger laidOut = new AtomicInteger();
        InTurn frames = new InTurn();
        onFx(() -> {
            settle();
            grid.inTurn(frames);
            frames.draw(true, List.of(() -> grid.rows(rows(60, 100))));
            return row(9).needsLayoutProperty().subscribe(needed -> laidOut.addAndGet(needed ? 1 : 0));
        });
        pulse();
        pulse();
        assertThat(texts(9)).containsExactly("thing-9", "109");
        assertThat(laidOut).hasValue(0);
    }

    @Test
    void cellsArePaintedAnewThoughALayoutWasAskedForInTheCourseOfAnother() {
        List<Integer> painted = new ArrayList<>();
        Region later = new Region() {
            @Override
            protected void layoutChildren() {
                grid.requestLayout();
            }
        };
        onFx(() -> {
            Look look = Look.named("dark");
            grid.painted(
                    new Head("Bar", Kind.TEXT, 60, ""),
                    column -> new PaintedCell<>(look, (g, row, width, height) -> painted.add(row.calls())));
            ((StackPane) scene.getRoot()).getChildren().add(later);
            settle();
            return true;
        });
        pulse();
        onFx(() -> {
            later.requestLayout();
            return true;
        });
        pulse();
        onFx(() -> {
            grid.rows(rows(40, 100));
            return true;
        });
        pulse();
        pulse();
        assertThat(painted).contains(100, 105);
    }

    @Test
    void firstRowsAreMadeAFewWithEachFrame() {
        List<Integer> made = new ArrayList<>();
        Grid<Row> fresh = onFx(() -> {
            Grid<Row> grid = grid();
            ((StackPane) scene.getRoot()).getChildren().setAll(grid);
            grid.rows(rows(40, 0));
            scene.addPostLayoutPulseListener(
                    () -> made.add(grid.lookupAll(".table-row-cell").size()));
            return grid;
        });
        for (int i = 0; i < 6; i++) {
            pulse();
        }
        assertThat(onFx(() -> fresh.lookupAll(".table-row-cell").size())).isGreaterThan(12);
        int before = 0;
        for (int now : onFx(() -> List.copyOf(made))) {
            assertThat(now - before).isLessThanOrEqualTo(5);
            before = now;
        }
    }

    @Test
    void aFigureEndsWhereTheOneBeforeItEnded() {
        double before = figure(1).getBoundsInParent().getMaxX();
        replace(rows(40, 123_000));
        assertThat(figure(1).getBoundsInParent().getMaxX()).isBetween(before - 1, before + 1);
    }

    @Test
    void whatIsSelectedStaysSelectedWhereverItMoves() {
        onFx(() -> {
            grid.getSelectionModel().select(2);
            return true;
        });
        told.clear();
        replace(rows(40, 0).reversed());
        assertThat(onFx(() -> grid.getSelectionModel().getSelectedIndex())).isEqualTo(37);
        replace(List.of(new Row("other", 1), new Row("thing-2", 9)));
        assertThat(onFx(grid::selected)).isEqualTo(new Row("thing-2", 9));
        assertThat(told).isEmpty();
    }

    @Test
    void whileThePointerIsOverItRowsStayWhereTheyAreAndThoseThatAreNewComeLast() {
        ask(60);
        replace(List.of(new Row("one", 3), new Row("two", 2), new Row("three", 1)));
        robot.moveTo(grid);
        pulse();
        replace(List.of(new Row("new", 9), new Row("three", 8), new Row("two", 7)));
        assertThat(grid.getItems()).containsExactly(new Row("two", 7), new Row("three", 8), new Row("new", 9));
        pointAside();
        assertThat(grid.getItems()).containsExactly(new Row("new", 9), new Row("three", 8), new Row("two", 7));
    }

    @Test
    void theAnswerToAnotherQuestionStandsAsItIsSorted() {
        ask(60);
        replace(List.of(new Row("one", 3), new Row("two", 2)));
        robot.moveTo(grid);
        pulse();
        ask(30);
        replace(List.of(new Row("two", 7), new Row("one", 1)));
        assertThat(grid.getItems()).containsExactly(new Row("two", 7), new Row("one", 1));
        pointAside();
    }

    private void ask(long spanSeconds) {
        onFx(() -> {
            grid.asked(NavigationState.start(TimeUnit.SECONDS.toNanos(spanSeconds)));
            return true;
        });
    }

    @Test
    void theUserSortsUnderThePointer() {
        onFx(() -> {
            grid.onSort("calls", (key, fromHighest) -> grid.rows(key.equals("name") ? BY_NAME : BY_NAME.reversed()));
            return true;
        });
        replace(BY_NAME.reversed());
        robot.moveTo(grid);
        pulse();
        onFx(() -> {
            grid.sortBy("name", false);
            return true;
        });
        assertThat(grid.getItems()).isEqualTo(BY_NAME);
        pointAside();
    }

    @Test
    void aMenuBelowTheLastRowIsNotThatOfTheSelectedOne() {
        List<Row> asked = new ArrayList<>();
        onFx(() -> {
            grid.onMenu(row -> {
                asked.add(row);
                return List.of();
            });
            grid.rows(BY_NAME);
            grid.getSelectionModel().select(1);
            return true;
        });
        pulse();
        robot.rightClickOn(onFx(() -> grid.localToScreen(100, 300)));
        pulse();
        assertThat(asked).isEmpty();
        robot.rightClickOn(onFx(() -> row(0).localToScreen(20, 10)));
        pulse();
        assertThat(asked).containsExactly(new Row("a", 1));
        pointAside();
    }

    private void pointAside() {
        robot.moveTo(onFx(() -> scene.getRoot().localToScreen(300 + ASIDE / 2, 200)));
        pulse();
    }

    @Test
    void whatIsGoneIsNoLongerSelectedAndThatIsTold() {
        onFx(() -> {
            grid.getSelectionModel().select(39);
            return true;
        });
        told.clear();
        replace(rows(7, 0));
        assertThat(onFx(() -> grid.getSelectionModel().isEmpty())).isTrue();
        assertThat(told).containsExactly((Row) null);
    }

    @Test
    void fewerRowsLeaveNothingBehindAndMoreFillTheTable() {
        replace(rows(3, 0));
        assertThat(texts(2)).containsExactly("thing-2", "2");
        assertThat(filled()).isEqualTo(3);
        replace(rows(9, 50));
        assertThat(texts(8)).containsExactly("thing-8", "58");
        assertThat(filled()).isEqualTo(9);
        replace(List.of());
        replace(rows(2, 0));
        assertThat(filled()).isEqualTo(2);
    }

    @Test
    void aNameWithoutRoomLosesItsMiddle() {
        replace(List.of(new Row(LONG, 1)));
        assertThat(texts(0).getFirst())
                .startsWith("a-name")
                .endsWith("end")
                .contains("…")
                .hasSizeLessThan(40);
        replace(List.of(new Row("short", 1)));
        assertThat(texts(0).getFirst()).isEqualTo("short");
    }

    private static List<Row> rows(int count, int calls) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Row("thing-" + i, calls + i))
                .toList();
    }

    private void replace(List<Row> rows) {
        onFx(() -> {
            grid.rows(rows);
            return true;
        });
        pulse();
    }

    /** What is written in a row, from left to right. */
    private List<String> texts(int index) {
        return onFx(() -> row(index).getChildrenUnmodifiable().stream()
                .map(cell -> text(cell).getText())
                .toList());
    }

    private Text figure(int index) {
        return onFx(() -> text(row(index).getChildrenUnmodifiable().getLast()));
    }

    private static Text text(Node cell) {
        return (Text) ((Parent) cell).getChildrenUnmodifiable().getFirst();
    }

    private TableRow<?> row(int index) {
        return grid.lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && row.isVisible() && row.getIndex() == index)
                .map(node -> (TableRow<?>) node)
                .findFirst()
                .orElseThrow();
    }

    private long filled() {
        return onFx(() -> grid.lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && row.isVisible() && !row.isEmpty())
                .count());
    }

    /** A window that has just been shown may want a further layout, which would be taken for one that rows ask for. */
    private void settle() {
        for (int i = 0; i < 10 && (grid.isNeedsLayout() || scene.getRoot().isNeedsLayout()); i++) {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }

    /** Waits until what is asked for now was laid out. */
    private void pulse() {
        CountDownLatch over = new CountDownLatch(2);
        Runnable listener = () -> {
            over.countDown();
            Platform.requestNextPulse();
        };
        onFx(() -> {
            scene.addPostLayoutPulseListener(listener);
            Platform.requestNextPulse();
            return true;
        });
        try {
            assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        onFx(() -> {
            scene.removePostLayoutPulseListener(listener);
            return true;
        });
    }

    private static <T> T onFx(Callable<T> work) {
        try {
            return WaitForAsyncUtils.asyncFx(work).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
