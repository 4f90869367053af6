package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.time.Window;
import dev.sonde.ui.grid.Grid;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Menus of rows, of cells and of the heatmap, on the sample. */
final class MenusTest extends OnTheSample {
    private static final String AS_TYPED = "latency:[0-9.]{1,4}(us|ms|s)\\.\\.[0-9.]{1,4}(us|ms|s)";

    @AfterEach
    void closeTheMenu() throws Exception {
        onFx(() -> {
            open().forEach(ContextMenu::hide);
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DIGIT1 | services | mariadbd | service:mariadbd",
                "DIGIT1 | slowest | nginx | service:nginx",
                "DIGIT1 | endpoints-share | shop | service:shop",
                "DIGIT3 | endpoints | nginx | service:nginx",
                "DIGIT3 | requests | 1.60 s | latency:>=1.59s",
                "DIGIT4 | statements | mariadbd | service:mariadbd",
                "DIGIT4 | callers | shop | client:shop",
                "DIGIT4 | slowest-executions | ok | status:0"
            })
    void everyTableOffersToKeepAndToExcludeWhatACellSays(KeyCode view, String table, String cell, String term)
            throws Exception {
        press(view);
        await("rows", () -> !grid(table).getItems().isEmpty());
        await(
                "the cell",
                () -> robot.lookup((Node node) -> isCell(node, table, cell))
                        .tryQuery()
                        .isPresent());
        robot.rightClickOn(
                robot.lookup((Node node) -> isCell(node, table, cell)).<Node>query());
        settle();
        List<String> rows = texts();
        assertThat(rows).anyMatch(row -> row.startsWith("Exclude " + term.substring(0, term.length() - 1)));
        assertThat(rows.size()).isLessThanOrEqualTo(10);
        String keep = rows.stream()
                .filter(row -> row.startsWith("Keep only "))
                .findFirst()
                .orElseThrow();
        robot.clickOn(keep);
        settle();
        assertThat(filter().text()).startsWith(term.substring(0, term.length() - 1));
    }

    @Test
    void theMenuOfARowHasOneOrder() throws Exception {
        await("a baseline", () -> window().workspace().moment().b() != null);
        robot.rightClickOn(
                robot.lookup((Node node) -> isCell(node, "services", "nginx")).<Node>query());
        settle();
        assertThat(texts())
                .containsExactly(
                        "Show the requests",
                        "Keep only service:nginx",
                        "Exclude service:nginx",
                        "Statements of the service",
                        "What changed against B",
                        "Set A: the time selected, or all",
                        "Pin B: the time selected, or A",
                        "Note here",
                        "Copy");
    }

    @Test
    void aRightClickOnTheHeadOfAColumnOffersTheColumnsThatTheButtonOffers() throws Exception {
        press(KeyCode.DOWN);
        robot.clickOn("#columns-of-services");
        List<String> offered = texts();
        closeTheMenu();
        robot.rightClickOn(headOf("services", "Calls"));
        assertThat(texts()).isEqualTo(offered).contains("Runtime", "All as they were at first");
        onFx(() -> {
            CheckMenuItem runtime = open().getFirst().getItems().stream()
                    .filter(CheckMenuItem.class::isInstance)
                    .map(CheckMenuItem.class::cast)
                    .filter(item -> item.getText().equals("Runtime"))
                    .findFirst()
                    .orElseThrow();
            runtime.setSelected(false);
            runtime.fire();
            return true;
        });
        assertThat(onFx(() -> grid("services").getVisibleLeafColumns().stream()
                        .map(TableColumnBase::getText)
                        .toList()))
                .doesNotContain("Runtime");
    }

    @Test
    void theHeadOfATableWithoutAChoiceOfColumnsOffersNothing() throws Exception {
        await("rows", () -> !grid("slowest").getItems().isEmpty());
        robot.clickOn(
                robot.lookup((Node node) -> isCell(node, "slowest", "nginx")).<Node>query());
        robot.rightClickOn(headOf("slowest", "Request"));
        settle();
        assertThat(open()).isEmpty();
    }

    /** A control that looks for keys in its text leaves the first underscore of it out: product_id was productid. */
    @Test
    void namesKeepTheirUnderscores() throws Exception {
        robot.rightClickOn(
                robot.lookup((Node node) -> isCell(node, "services", "nginx")).<Node>query());
        settle();
        assertThat(open().getFirst().getItems())
                .filteredOn(item -> !(item instanceof SeparatorMenuItem || item instanceof Menu))
                .isNotEmpty()
                .noneMatch(MenuItem::isMnemonicParsing);
        assertThat(window().scene().getRoot().lookupAll(".sd-crumb"))
                .isNotEmpty()
                .noneMatch(crumb -> crumb instanceof Labeled text && text.isMnemonicParsing());
    }

    @Test
    void theMenuKeyOpensTheMenuOfTheSelection() throws Exception {
        press(KeyCode.DOWN);
        press(KeyCode.CONTEXT_MENU);
        settle();
        assertThat(texts()).contains("Keep only this, in all views", "Exclude this");
    }

    @Test
    void theKeyboardOpensTheMenuUnderTheSelectedRow() throws Exception {
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        askByKeyboard();
        ContextMenu menu = open().getFirst();
        Bounds selected = onFx(() -> grid("services").lookupAll(".table-row-cell").stream()
                .filter(node -> node.getPseudoClassStates().toString().contains("selected"))
                .map(node -> node.localToScreen(node.getLayoutBounds()))
                .findFirst()
                .orElseThrow());
        assertThat(menu.getAnchorY()).isBetween(selected.getMaxY() - 12, selected.getMaxY() + 12);
        assertThat(texts()).contains("Keep only this, in all views", "Exclude this");
    }

    @Test
    void theHeatmapSaysWhatIsPickedAndOffersWhatCanBeDoneWithIt() throws Exception {
        pickTheSlowestCell();
        askByKeyboard();
        List<String> rows = texts();
        assertThat(rows.getFirst()).containsPattern("^[0-9]+\u00a0request.*, .*–.*, .*–");
        assertThat(rows.subList(1, rows.size()))
                .containsExactly(
                        "Show the requests",
                        "Keep only this, in all views",
                        "Exclude this",
                        "SQL asked meanwhile",
                        "What sets this apart from B",
                        "Set A: the time selected, or all",
                        "Pin B: the time selected, or A",
                        "Note here",
                        "Copy figures",
                        "Copy link");
        robot.clickOn("Copy figures");
        settle();
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(rows.getFirst());
    }

    @Test
    void ofAnEmptyCellTheHeatmapOffersNothingThatWouldShowNothing() throws Exception {
        pickAnEmptyCell();
        askByKeyboard();
        List<String> rows = texts();
        assertThat(rows.getFirst()).startsWith("0\u00a0requests, ");
        assertThat(rows.subList(1, rows.size()))
                .containsExactly(
                        "SQL asked meanwhile",
                        "Set A: the time selected, or all",
                        "Pin B: the time selected, or A",
                        "Note here",
                        "Copy link");
    }

    @Test
    void enterOnAnEmptyCellOpensNoEmptyListAndTheArrowsGoOnFromThere() throws Exception {
        pickAnEmptyCell();
        Window empty = window().workspace().pickedProperty().get();
        press(KeyCode.ENTER);
        assertThat(filter()).isEqualTo(Filter.ALL);
        assertThat(window().workspace().pickedProperty().get()).isEqualTo(empty);
        press(KeyCode.LEFT);
        assertThat(window().workspace().pickedProperty().get()).isNotNull().isNotEqualTo(empty);
    }

    private void pickAnEmptyCell() throws Exception {
        pickTheSlowestCell();
        Node heatmap = robot.lookup("#heatmap").query();
        while (!heatmap.getAccessibleText().startsWith("Latency heatmap, 0")) {
            Window before = window().workspace().pickedProperty().get();
            press(KeyCode.LEFT);
            assertThat(window().workspace().pickedProperty().get()).isNotEqualTo(before);
        }
    }

    @Test
    void cellsThatArePickedAreKeptExcludedAndTakenByA() throws Exception {
        pickTheSlowestCell();
        Window picked = window().workspace().pickedProperty().get();
        assertThat(picked).isNotNull();
        press(KeyCode.F);
        assertThat(filter().text()).matches(AS_TYPED);
        undoAndPick();
        robot.push(KeyCode.SHIFT, KeyCode.F);
        settle();
        assertThat(filter().text()).startsWith("!latency:");
        undoAndPick();
        press(KeyCode.A);
        assertThat(state().time()).isEqualTo(new TimeSelection.Fixed(picked));
    }

    @Test
    void cellsThatAreKeptStayPicked() throws Exception {
        pickTheSlowestCell();
        robot.push(KeyCode.SHIFT, KeyCode.LEFT);
        settle();
        Window picked = window().workspace().pickedProperty().get();
        int all = grid("requests").getItems().size();
        press(KeyCode.F);
        await("what is kept", () -> grid("requests").getItems().size() < all);
        press(KeyCode.S);
        assertThat(view()).isEqualTo(ViewName.SQL);
        assertThat(window().workspace().moment().a()).isEqualTo(picked);
        assertThat(filter().isEmpty()).isTrue();
    }

    @Test
    void fromCellsTheKeysLeadToTheSqlOfTheirTimeAndToWhatSetsThemApart() throws Exception {
        pickTheSlowestCell();
        Window picked = window().workspace().pickedProperty().get();
        press(KeyCode.S);
        assertThat(view()).isEqualTo(ViewName.SQL);
        assertThat(window().workspace().moment().a()).isEqualTo(picked);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        settle();
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        focusHeatmap();
        press(KeyCode.D);
        assertThat(view()).isEqualTo(ViewName.OVERVIEW);
        assertThat(filter().text()).startsWith("latency:");
    }

    @Test
    void escLetsGoOfThePickedCells() throws Exception {
        pickTheSlowestCell();
        press(KeyCode.ESCAPE);
        assertThat(window().workspace().pickedProperty().get()).isNull();
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
    }

    private void pickTheSlowestCell() throws Exception {
        await("a baseline", () -> window().workspace().moment().b() != null);
        press(KeyCode.DIGIT3);
        await("the requests", () -> !grid("requests").getItems().isEmpty());
        focusHeatmap();
        press(KeyCode.LEFT);
    }

    private Node headOf(String table, String title) {
        return robot.from(grid(table))
                .lookup((Node node) -> node instanceof TableColumnHeader head
                        && head.getTableColumn() != null
                        && head.getTableColumn().getText().startsWith(title))
                .query();
    }

    private void undoAndPick() throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle();
        await("all of them", () -> window().workspace().jobs().isIdle());
        press(KeyCode.ESCAPE);
        press(KeyCode.LEFT);
    }

    private void focusHeatmap() throws Exception {
        onFx(() -> {
            robot.lookup("#heatmap").query().requestFocus();
            return true;
        });
        settle();
    }

    private void askByKeyboard() {
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        settle();
    }

    private static boolean isCell(Node node, String table, String says) {
        return node instanceof TableCell<?, ?> cell
                && cell.getTableView() instanceof Grid<?> grid
                && table.equals(grid.getId())
                && cell.getText() != null
                && says.equals(cell.getText().replace('\u00a0', ' '));
    }

    private static List<ContextMenu> open() {
        return javafx.stage.Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .filter(ContextMenu::isShowing)
                .toList();
    }

    private static List<String> texts() throws Exception {
        await("the menu", () -> !open().isEmpty());
        return onFx(() -> open().getFirst().getItems().stream()
                .filter(item -> !(item instanceof SeparatorMenuItem))
                .map(MenuItem::getText)
                .toList());
    }
}
